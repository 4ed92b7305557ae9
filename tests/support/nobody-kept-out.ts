import { expect } from '@playwright/test';
import { AXE_SOURCE, axeFindings, buriedWords, type Readable } from './axe.ts';
import type { ScreenState } from './screens.ts';

/** Pages that are not ours, and what of them is. */
const HOSTS: Record<string, string> = { overlay: '#watchparty-overlay', 'last words': '#watchparty-farewell' };

/** Runs in the page: what fades in has arrived, else its colours are those of a moment. Hidden pages draw no frames. */
const AT_REST = `async (host) => {
  const root = host ? document.querySelector(host)?.shadowRoot : document;
  for (const one of root?.getAnimations() ?? []) if (Number.isFinite(one.effect?.getComputedTiming().endTime)) one.finish();
  await new Promise((done) => { requestAnimationFrame(done); setTimeout(done, 100); });
}`;

/**
 * Holds that axe finds nothing on the screen that is up, as it is drawn by the built extension or sent by the server, and that
 * nothing to be heard is buried. The test goes on, so that one run tells of all its screens.
 * @param on a page in Chromium, or the popup
 * @param screen what is up there: a name of screens.ts, each of which is judged somewhere
 */
export async function nobodyIsKeptOut(on: Readable, screen: ScreenState): Promise<void> {
  const host = HOSTS[screen.split(': ')[0] ?? ''];
  if (!(await on.evaluate<boolean>('"axe" in globalThis'))) await on.evaluate(`${AXE_SOURCE}\n;0`);
  await on.evaluate(`(${AT_REST})(${JSON.stringify(host)})`);
  const found = await axeFindings(on, host ? 'overlay' : 'popup', { colours: 'also', ...(host ? { host } : {}) });
  expect.soft([...found, ...(await buriedWords(on))], `nobody is kept out of “${screen}”`).toEqual([]);
}
