import { INVITES } from './invite-shots.ts';
import { OVERLAYS } from './overlay-shots.ts';
import { POPUPS } from './popup-shots.ts';
import type { Shot } from './shot.ts';

const PARTS: Shot[] = ['light', 'dark'].map((theme) => ({
  name: `parts-${theme}`,
  path: `/?parts=${theme}`,
  width: 360,
  height: 1500,
}));

/** In these a language's own words must find room: the most of them, the narrowest places, side by side. */
export const DENSE: Record<'popup' | 'overlay', readonly string[]> = {
  popup: [
    'popup-party-settings',
    'popup-settings-guest',
    'popup-kick-sure',
    'popup-schedule-too-far',
    'popup-planned-host',
    'popup-diagnostics-party',
    'popup-home',
    'popup-welcome-invited',
  ],
  overlay: [
    'overlay-settings',
    'overlay-people-ban-en',
    'overlay-talk-more',
    'overlay-failing-en',
    'overlay-going',
    'overlay-pill',
  ],
};

/** Every screen and state that needs no server, as pictures are taken and as accessibility is checked. */
export const SHOTS: readonly Shot[] = [...POPUPS, ...OVERLAYS, ...PARTS, ...INVITES];
