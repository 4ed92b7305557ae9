import { type Percentiles, percentiles, type Sample, skewSeries } from '../../../support/skew.ts';
import type { Frame, PageEvent, PageRecord } from '../page-recorder.ts';

/** Everything recorded of one viewer, in order of time. */
export interface ViewerRecord {
  name: string;
  /**
   * Does `currentTime` move in steps (Firefox: some 40 ms, each reading on average half a step behind)? Then the presented
   * frames tell the position (S15), and the readings only whether the film moves.
   */
  stepped: boolean;
  readings: Sample[];
  /** Rate at each reading. */
  rates: { at: number; rate: number }[];
  frames: Sample[];
  events: PageEvent[];
  /** Frames dropped since recording began, and before. */
  dropped: number;
  droppedBefore: number;
}

/** A stretch of common time, ms since the epoch. */
export interface Window {
  from: number;
  to: number;
}

export const emptyRecord = (name: string, stepped = false): ViewerRecord => ({
  name,
  stepped,
  readings: [],
  rates: [],
  frames: [],
  events: [],
  dropped: 0,
  droppedBefore: 0,
});

/** Appends what was taken from a page. */
export function append(record: ViewerRecord, taken: PageRecord): void {
  for (const [at, position, moving, rate] of taken.readings) {
    record.readings.push({ at, position, moving: moving === 1 });
    record.rates.push({ at, rate });
  }
  for (const frame of taken.frames) pushFrame(record.frames, frame);
  record.events.push(...taken.events);
  record.dropped = taken.dropped - record.droppedBefore;
}

/** Display times can step back by a hair when the browser re-plans a frame: interpolation needs them rising. */
function pushFrame(frames: Sample[], [at, mediaTime]: Frame): void {
  const last = frames.at(-1);
  if (last && at <= last.at) return;
  frames.push({ at, position: mediaTime, moving: true });
}

/** Negative control: this viewer's track, moved by `ms`. */
export function shifted(record: ViewerRecord, ms: number): ViewerRecord {
  const move = (samples: Sample[]) => samples.map((sample) => ({ ...sample, position: sample.position + ms / 1000 }));
  return { ...record, readings: move(record.readings), frames: move(record.frames) };
}

/** Where the film stands, from the steadier of the two clocks. */
export const positions = (record: ViewerRecord): readonly Sample[] =>
  record.stepped ? record.frames : record.readings;

const seriesOver = (tracks: readonly (readonly Sample[])[], windows: readonly Window[]) =>
  windows.flatMap(({ from, to }) => skewSeries(tracks, from, to));

/** M1 over some stretches of time, ms. */
export const mediaClockSkew = (records: readonly ViewerRecord[], windows: readonly Window[]): Percentiles =>
  percentiles(seriesOver(records.map(positions), windows).map((point) => point.skewMs));

/** M1 over time, for the plot. */
export const skewOverTime = (records: readonly ViewerRecord[], window: Window) =>
  skewSeries(records.map(positions), window.from, window.to);

/** M2 over some stretches of time, ms: which picture is shown when, interpolated between the pictures. */
export const frameSkew = (records: readonly ViewerRecord[], windows: readonly Window[]): Percentiles =>
  percentiles(
    seriesOver(
      records.map((record) => record.frames),
      windows,
    ).map((point) => point.skewMs),
  );
