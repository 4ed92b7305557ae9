import type { DelayProxy } from '../../support/delay-proxy.ts';
import { until } from '../../support/poll.ts';
import { append, emptyRecord, type ViewerRecord } from './metrics/tracks.ts';
import { type PageRecord, RECORDER, TAKE_RECORD } from './page-recorder.ts';

/** What the bench needs of a browser: both kinds give it. */
export interface FilmTab {
  /** Evaluate in the page's own world, and NOT as a user's gesture: the extension must not take it for a hand. */
  run<T>(expression: string): Promise<T>;
  mouse: { move(x: number, y: number): Promise<void>; click(x: number, y: number): Promise<void> };
  /** Evaluate in a page of the extension, as a user's gesture. */
  inExtension<T>(expression: string): Promise<T>;
  /** Ask for a site's permission by a click in a page of the extension, as the popup does. */
  permit(origins: readonly string[]): Promise<void>;
  /** The film's tab in front, as it is under a popup; the page of the extension stays open. */
  showFilm(): Promise<void>;
  /** Close the page of the extension: nothing but the film is open during a measurement. */
  closeExtensionPage(): Promise<void>;
  /** End the background worker, as the browser does. */
  stopWorker(): Promise<void>;
  /** Seconds that the page's main thread has worked so far; null where the browser does not tell. */
  taskSeconds(): Promise<number | null>;
  close(): Promise<void>;
}

/** One person in front of a film. */
export interface Viewer {
  name: string;
  browser: 'chromium' | 'firefox';
  proxy: DelayProxy;
  tab: FilmTab;
  record: ViewerRecord;
}

/** Begin (or go on) to record; safe to repeat after a reload. */
export const startRecorder = (viewer: Viewer): Promise<unknown> => viewer.tab.run(RECORDER);

/** Fetch what was recorded since the last time. */
export async function collect(viewers: readonly Viewer[]): Promise<void> {
  await Promise.all(
    viewers.map(async (viewer) => append(viewer.record, await viewer.tab.run<PageRecord>(TAKE_RECORD))),
  );
}

export const records = (viewers: readonly Viewer[]): ViewerRecord[] => viewers.map((viewer) => viewer.record);

/** Forget what was recorded so far. */
export async function forget(viewers: readonly Viewer[]): Promise<void> {
  await collect(viewers);
  for (const viewer of viewers) {
    const { name, stepped, dropped, droppedBefore } = viewer.record;
    viewer.record = { ...emptyRecord(name, stepped), droppedBefore: droppedBefore + dropped };
  }
}

export interface FilmState {
  paused: boolean;
  position: number;
  readyState: number;
}

export const filmState = (viewer: Viewer): Promise<FilmState> =>
  viewer.tab.run(`(() => {
    const v = [...document.querySelectorAll('video')].sort((a, b) => b.clientWidth * b.clientHeight - a.clientWidth * a.clientHeight)[0];
    return { paused: v.paused, position: v.currentTime, readyState: v.readyState };
  })()`);

/** Number of the picture on screen, read from its pixels (the stand-in films carry it); null if it can't be read. */
export const shownFrame = (viewer: Viewer): Promise<number | null> =>
  viewer.tab.run('window.__standin.frame()?.frame ?? null');

/** Wait for something to be true of every viewer's film. */
export const untilAll = (
  viewers: readonly Viewer[],
  condition: (state: FilmState) => boolean,
  what: string,
  timeoutMs?: number,
): Promise<boolean> => until(async () => (await Promise.all(viewers.map(filmState))).every(condition), what, timeoutMs);

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Controls of some sites show only while the mouse moves over the film. */
async function controlBox(viewer: Viewer, name: 'play' | 'scrubber'): Promise<Box> {
  const { tab } = viewer;
  return until(
    async () => {
      const box = await tab.run<Box | null>(`(() => {
        const r = document.querySelector('[data-standin=${name}]')?.getBoundingClientRect();
        return r && r.width > 0 ? { x: r.x, y: r.y, width: r.width, height: r.height } : null;
      })()`);
      if (box) return box;
      await tab.mouse.move(300, 300);
      await tab.mouse.move(320, 320);
      return null;
    },
    `${viewer.name}'s page shows its control "${name}"`,
    5_000,
  );
}

/**
 * A real mouse click on the page's own play button.
 * @returns common time of the click as the page saw it is in the record, as an event of kind `click`
 */
export async function clickPlay(viewer: Viewer): Promise<void> {
  const box = await controlBox(viewer, 'play');
  await viewer.tab.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** Width of the handle of a range input: its middle can't reach the ends. */
const HANDLE_PX = 16;

/** A real mouse click on the page's own scrubber; lands within a pixel's worth of the place (about 0.3 s). */
export async function clickScrubber(viewer: Viewer, seconds: number): Promise<void> {
  const box = await controlBox(viewer, 'scrubber');
  const max = await viewer.tab.run<number>(`Number(document.querySelector('[data-standin=scrubber]').max)`);
  const x = box.x + HANDLE_PX / 2 + (seconds / max) * (box.width - HANDLE_PX);
  await viewer.tab.mouse.click(Math.min(x, box.x + box.width - 1), box.y + box.height / 2);
}

/** Common time of a viewer's newest click, after `collect`; null if none. */
export const lastClickAt = (viewer: Viewer): number | null =>
  viewer.record.events.findLast((event) => event.kind === 'click')?.at ?? null;
