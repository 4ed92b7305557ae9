/**
 * S15: read the position where it is steady. Chromium's `currentTime` is good to 0.1 ms, Firefox' to 12.5 ms only, where
 * frame callbacks give 1.5-2.7 ms (m). Nothing here asks for the browser's name: the first two seconds decide. Pure.
 */

/** One reading: element seconds `media` at page time `at` (ms), while the player ran at `rate`. */
export interface Reading {
  at: number;
  media: number;
  rate: number;
}

export type SourceName = 'element' | 'frames';

export interface SourceState {
  /** Chosen once per media; `element` until then. */
  readonly chosen: SourceName | null;
  readonly element: readonly Reading[];
  readonly frames: readonly Reading[];
}

export const FRESH_SOURCE: SourceState = { chosen: null, element: [], frames: [] };

/** Long enough to see Firefox' 12.5 ms steps many times. */
export const CHOOSE_AFTER_MS = 2_000;
/** Fewer say nothing about a spread. */
const CHOOSE_MIN_READINGS = 8;
/** Frames must be clearly steadier: they stop in hidden tabs and at cuts, the element's clock never does. */
const FRAMES_MUST_BE = 0.6;
/** Measured spreads under half a millisecond are as good as any. */
const STEADY_MS = 0.5;
/** A median of five outlives two bad readings. */
export const MEDIAN_OF = 5;
/** Frames come each 16-42 ms; none for so long means a hidden tab, and their extrapolation is worth nothing. */
export const FRAME_STALE_MS = 400;
const KEPT = 200;

/** Take a reading in; restart the series when the player did anything but run on at one rate. */
export function addReading(state: SourceState, source: SourceName, reading: Reading): SourceState {
  const series = state[source];
  const last = series.at(-1);
  // A spread is looked for until the choice, a median after it.
  const most = state.chosen === null ? KEPT : MEDIAN_OF;
  const kept = last && last.rate === reading.rate ? series.slice(1 - most) : [];
  return choose({ ...state, [source]: [...kept, reading] });
}

/** The player jumped, stopped or started: old readings say nothing about now. The choice stays. */
export const restart = (state: SourceState): SourceState => ({ ...state, element: [], frames: [] });

function choose(state: SourceState): SourceState {
  if (state.chosen !== null) return state;
  const first = state.element[0];
  const last = state.element.at(-1);
  if (!first || !last || last.at - first.at < CHOOSE_AFTER_MS) return state;
  if (state.element.length < CHOOSE_MIN_READINGS) return state;
  const element = residualSpread(state.element);
  if (element <= STEADY_MS) return { ...state, chosen: 'element' };
  if (state.frames.length < CHOOSE_MIN_READINGS) return state;
  return { ...state, chosen: residualSpread(state.frames) < element * FRAMES_MUST_BE ? 'frames' : 'element' };
}

/** Where the clock stood at page time 0, as each reading tells it: constant for a perfect clock. Seconds. */
const origin = ({ at, media, rate }: Reading): number => media - (at / 1000) * rate;

/** Standard deviation of what is left when the steady run is taken out, ms. */
export function residualSpread(readings: readonly Reading[]): number {
  if (readings.length < 2) return Number.POSITIVE_INFINITY;
  const t0 = readings[0]?.at ?? 0;
  const xs = readings.map((reading) => (reading.at - t0) / 1000);
  const ys = readings.map(origin);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const mx = mean(xs);
  const my = mean(ys);
  const sxx = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  const sxy = xs.reduce((sum, x, i) => sum + (x - mx) * ((ys[i] ?? my) - my), 0);
  // The clocks of sound and page differ by some ppm: a slope is no unsteadiness.
  const slope = sxx > 0 ? sxy / sxx : 0;
  const squares = ys.map((y, i) => (y - my - slope * ((xs[i] ?? mx) - mx)) ** 2);
  return Math.sqrt(mean(squares)) * 1000;
}

/**
 * Element seconds at page time `now`, median of the last readings of the chosen source.
 * @returns null: nothing to go by, read the element
 */
export function steadyMedia(state: SourceState, now: number): number | null {
  const frames = state.frames.at(-1);
  const useFrames = state.chosen === 'frames' && frames !== undefined && now - frames.at <= FRAME_STALE_MS;
  const readings = (useFrames ? state.frames : state.element).slice(-MEDIAN_OF);
  const last = readings.at(-1);
  if (!last) return null;
  const origins = readings.map(origin).sort((a, b) => a - b);
  const median = origins[Math.floor((origins.length - 1) / 2)] ?? origin(last);
  return median + (now / 1000) * last.rate;
}
