import { readOptions } from '../shared/options.ts';
import { TITLE_OPTIONS } from '../shared/title-site.ts';

/** Ad breaks of the members that differ; `ads=` in the address overrides. */
const MEMBER_BREAKS: Record<string, string> = { a: '20', b: '20x2,70', c: '' };

export const options = readOptions({
  ...TITLE_OPTIONS,
  /** Picks the ad breaks of a member (`a`, `b`, `c`). */
  member: '',
  /** `timer` (ad timer with its classes) or `minimal` (a small label without any). */
  ui: 'timer',
  /** `full` or `empty`: nodes without text, as in some interfaces of 2026. */
  titles: 'full',
  /** Language of the player's texts: `en` or `de`. */
  lang: 'en',
  /** What goes fullscreen: `box`, `container` or `html`; unknown on the site. */
  fullscreen: 'box',
  /** Milliseconds after a seek in which the SDK ignores play(). */
  deafAfterSeek: 900,
  /** Milliseconds from the stall of a foreign seek to "Video Unavailable". */
  unavailableAfter: 4000,
  /** What `video.duration` says at first, in seconds. */
  claimedDuration: 30,
});

export const breaksText = () => options.ads || (MEMBER_BREAKS[options.member] ?? '');
