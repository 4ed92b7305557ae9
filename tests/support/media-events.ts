import type { Page } from 'playwright';

/** DOM events of the page's largest film since `countMediaEvents`, by type. */
export type MediaEvents = Record<'seeking' | 'play' | 'pause', number>;

/** Begin to count, or count anew. The page's own listeners, nothing of ours. */
export async function countMediaEvents(page: Page): Promise<void> {
  await page.evaluate(() => {
    const holder = window as unknown as { __mediaEvents?: Record<string, number> };
    const video = document.querySelector('video');
    if (!video) throw new Error('no film to count the events of');
    const first = holder.__mediaEvents === undefined;
    const counts: Record<string, number> = { seeking: 0, play: 0, pause: 0 };
    holder.__mediaEvents = counts;
    if (!first) return;
    for (const type of Object.keys(counts))
      video.addEventListener(type, () => {
        const now = holder.__mediaEvents;
        if (now) now[type] = (now[type] ?? 0) + 1;
      });
  });
}

export const mediaEvents = (page: Page): Promise<MediaEvents> =>
  page.evaluate(() => ({ ...(window as unknown as { __mediaEvents: MediaEvents }).__mediaEvents }));
