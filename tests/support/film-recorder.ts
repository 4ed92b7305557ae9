import type { Sample } from './skew.ts';

/** The part of Playwright's and puppeteer's `Page` that is used here: both fit. */
export interface ScriptablePage {
  evaluate<A, R>(script: (argument: A) => R, argument: A): Promise<R>;
}

interface Recording {
  samples: Sample[];
  timer: ReturnType<typeof setInterval>;
}

/**
 * Begin to record where the film of a page stands, each 20 ms, by the page's own reading of the element.
 * All browsers of one machine share `performance.timeOrigin + now` to 0.35 ms (p95): that is the common time.
 * @param selector the film's element
 */
export async function startRecording(page: ScriptablePage, selector = 'video'): Promise<void> {
  await page.evaluate((css) => {
    const holder = window as unknown as { __recording?: Recording };
    clearInterval(holder.__recording?.timer);
    const samples: Sample[] = [];
    const timer = setInterval(() => {
      const video = document.querySelector<HTMLVideoElement>(css);
      if (!video) return;
      samples.push({
        at: performance.timeOrigin + performance.now(),
        position: video.currentTime,
        moving: !video.paused,
      });
    }, 20);
    holder.__recording = { samples, timer };
  }, selector);
}

/**
 * The samples so far; recording goes on.
 * @param newest only so many of the newest: a long recording is heavy to fetch often
 */
export const recorded = (page: ScriptablePage, newest = Number.POSITIVE_INFINITY): Promise<Sample[]> =>
  page.evaluate(
    (count) => (window as unknown as { __recording: Recording }).__recording.samples.slice(count === null ? 0 : -count),
    Number.isFinite(newest) ? newest : null,
  );
