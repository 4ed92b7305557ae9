import type { Page } from 'playwright-core';

/** Where a thing that floats for seconds is held for a picture, ms after its start. */
const HELD_AT_MS = 700;

/**
 * Wait until a page has come to rest: fonts and pictures are in, what is told later has been told, what fades and slides has
 * arrived, two frames are drawn. Reactions, which float for seconds, are held in mid-air.
 */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForFunction(
    () => document.querySelector('#app > *, .parts, #watchparty-overlay, #watchparty-farewell, body > main') !== null,
  );
  await page.evaluate(() => (globalThis as { told?: Promise<void> | null }).told);
  // Twice: the first round may start what slides in. No function inside has a name: the loader would wrap it in a helper
  // that the page lacks.
  for (let round = 0; round < 2; round++)
    await page.evaluate(async (heldAtMs) => {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const shadow = document.querySelector('#watchparty-overlay, #watchparty-farewell')?.shadowRoot;
      for (const one of [...document.getAnimations(), ...(shadow?.getAnimations() ?? [])]) {
        if (one instanceof CSSAnimation && one.animationName === 'wp-float') {
          one.pause();
          one.currentTime = heldAtMs;
        } else if (Number.isFinite(one.effect?.getComputedTiming().endTime)) one.finish();
      }
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }, HELD_AT_MS);
}

/** Two frames after a change of size or colours; what fades from one colour to another has arrived. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
    await new Promise((resolve) => requestAnimationFrame(resolve));
  });
