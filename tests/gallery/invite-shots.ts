import type { Page } from 'playwright-core';
import { INVITE_SCENES } from './invite-scenes.ts';
import type { Shot } from './shot.ts';

/** The page as it is where the extension may enter it: its button woken, and what it says after a press. */
const awake = (said: 'joining' | 'press') => (page: Page) =>
  page.evaluate((which) => {
    const [button, here, steps] = ['join', 'here', 'steps'].map((id) => document.getElementById(`watchparty-${id}`));
    if (!button || !here || !steps) throw new Error('no button to wake');
    button.hidden = false;
    steps.hidden = true;
    here.hidden = false;
    here.textContent = here.dataset[which] ?? '';
  }, said);

/** The pages that the server sends for a link. */
export const INVITES: Shot[] = [
  ...Object.keys(INVITE_SCENES).map((name) => ({ name, path: `/${name}.html`, width: 640, height: 760 })),
  { name: 'invite-phone-dark', path: '/invite-de.html', width: 390, height: 844, dark: true },
  { name: 'invite-awake', path: '/invite.html', width: 640, height: 760, act: awake('joining') },
  { name: 'invite-awake-pseudo', path: '/invite-pseudo.html', width: 640, height: 760, act: awake('press') },
  { name: 'invite-phone-pseudo', path: '/invite-planned-pseudo.html', width: 390, height: 844 },
];
