import type { Page } from 'playwright';
import type { ChromiumUser } from '../../support/chromium.ts';
import { until } from '../../support/poll.ts';
import type { Moments } from './report.ts';

/**
 * Runs in the popup when it is open; both kinds of entries are kept by the browser from the beginning. What the screen is about
 * stands in `main`, not in the bars above and below, which the page begins with.
 */
const PAINTS = `(async () => {
  const entries = (type) => new Promise((seen) => {
    new PerformanceObserver((list) => seen(list.getEntries())).observe({ type, buffered: true });
    setTimeout(seen, 100, []);
  });
  const first = (await entries('paint')).find(({ name }) => name === 'first-contentful-paint');
  const screen = (await entries('largest-contentful-paint')).find(({ element }) => element?.closest('.pop-main'));
  return first && screen
    ? { paint: first.startTime, screen: screen.startTime, paintedAt: performance.timeOrigin + first.startTime }
    : null;
})()`;

/**
 * Press the toolbar button, and look afterwards when what was painted: nothing is read of the popup's text or layout before that.
 * @param words that its screen must show in the end, or it was another one that was measured
 */
export async function measureOpening(user: ChromiumUser, page: Page, words: string): Promise<Moments> {
  const popup = await user.popup(page);
  const { paint, screen, paintedAt } = await until(
    () => popup.evaluate<{ paint: number; screen: number; paintedAt: number } | null>(PAINTS),
    'the popup has painted its screen',
  );
  await popup.waitFor(words);
  await popup.close();
  return { paint, screen, press: paintedAt - popup.pressedAt };
}
