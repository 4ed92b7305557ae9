import type { Page } from 'playwright';
import type { StandinState } from '../sites/pages/shared/standin-api.ts';
import { until } from './poll.ts';

/** The film of a stand-in page, driven by real mouse and keys: what comes through here is what a person's hand does. */
export interface Film {
  page: Page;
  state(): Promise<StandinState>;
  play(): Promise<void>;
  pause(): Promise<void>;
  /** Jump to exactly this second of content. */
  seek(seconds: number): Promise<void>;
  rate(rate: number): Promise<void>;
  waitFor(condition: (state: StandinState) => boolean, what: string, timeoutMs?: number): Promise<StandinState>;
  forbidden(): Promise<unknown[]>;
}

/** Longer than the lead of a common start on one machine. */
const STARTS_WITHIN_MS = 600;

/** @param page shows a page of `tests/sites`; its main frame has the player */
export function filmOn(page: Page): Film {
  const state = () => page.evaluate(() => window.__standin.state());
  const toggle = async () => {
    const box = await page.locator('video').first().boundingBox();
    if (!box) throw new Error('no film to move the mouse over');
    // Controls show while the mouse moves over the film.
    for (const share of [0.4, 0.5, 0.6]) await page.mouse.move(box.x + box.width * share, box.y + box.height * 0.5);
    await page.locator('[data-standin=play]').first().click({ timeout: 10_000 });
  };
  // A key that means nothing to any site: a hand is at the computer, and the page's own player does the exact deed.
  const byHand = async (act: () => Promise<void>) => {
    await page.keyboard.press('Shift');
    await act();
  };
  return {
    page,
    state,
    async play() {
      // A party's player stands for a moment before a common start: a click in there would be one on pause.
      const starts = until(async () => !(await state()).paused, 'it starts by itself', STARTS_WITHIN_MS);
      if (await starts.catch(() => false)) return;
      await toggle();
    },
    async pause() {
      if (!(await state()).paused) await toggle();
    },
    seek: (seconds) => byHand(() => page.evaluate((to) => window.__standin.user.seek(to), seconds)),
    rate: (rate) => byHand(() => page.evaluate((to) => window.__standin.user.rate(to), rate)),
    async waitFor(condition, what, timeoutMs = 15_000) {
      let last: StandinState | undefined;
      return until(
        async () => {
          last = await state();
          return condition(last) ? last : null;
        },
        what,
        timeoutMs,
      ).catch((error) => {
        throw new Error(`${(error as Error).message}; film: ${JSON.stringify(last)}`);
      });
    },
    forbidden: () => page.evaluate(() => window.__standin.forbidden()),
  };
}

/** Seconds of content within which films count as together in tests; how exactly they are is the bench's business. */
const TOGETHER_S = 0.25;

/** Waits until these films show the same place, and `each` holds of every one of them. */
export async function together(
  films: readonly Pick<Film, 'state'>[],
  what: string,
  {
    withinS = TOGETHER_S,
    each = () => true,
    timeoutMs,
  }: { withinS?: number; each?: (state: StandinState) => boolean; timeoutMs?: number } = {},
): Promise<void> {
  let states: StandinState[] = [];
  await until(
    async () => {
      states = await Promise.all(films.map((film) => film.state()));
      const at = states.map((state) => state.contentSeconds);
      return states.every(each) && Math.max(...at) - Math.min(...at) < withinS;
    },
    what,
    timeoutMs,
  ).catch((error) => {
    throw new Error(`${(error as Error).message}; films: ${JSON.stringify(states)}`);
  });
}
