import { median } from '../../shared/playback/order-statistics.ts';

/**
 * S15: read the position where it is steady. Chromium's `currentTime` is good to 0.1 ms, Firefox' to 12.5 ms only, where
 * frame callbacks give 1.5-2.7 ms (m). Nothing here asks for the browser's name: two seconds of readings decide. Pure.
 */

/** One reading: element seconds `media` at page time `at` (ms), while the player ran at `rate`. */
export interface Reading {
  at: number;
  media: number;
  rate: number;
}

export type SourceName = 'element' | 'frames';

export interface SourceState {
  /** `element` is for good, `frames` until the element's clock proves steady; the element is read until there is a choice. */
  readonly chosen: SourceName | null;
  /** The newest readings of the present run. */
  readonly element: readonly Reading[];
  readonly frames: readonly Reading[];
  /** How far each reading lay from the one before, beside the time between them, ms: over all runs since the last look. */
  readonly steps: Readonly<Record<SourceName, readonly number[]>>;
  /** How long the element's clock ran under watch since the last look, ms. */
  readonly watchedMs: number;
}

const NO_STEPS = { element: [], frames: [] };
export const FRESH_SOURCE: SourceState = { chosen: null, element: [], frames: [], steps: NO_STEPS, watchedMs: 0 };

/** Long enough to see Firefox' 12.5 ms steps many times. */
export const CHOOSE_AFTER_MS = 2_000;
/** Fewer say nothing about unsteadiness. */
const CHOOSE_MIN_STEPS = 7;
/** Frames must be clearly steadier: they stop in hidden tabs and at cuts, the element's clock never does. */
const FRAMES_MUST_BE = 0.6;
/** An element's clock as good as this is better than any frames, which come when the screen is drawn (16.7 ms). */
const STEADY_MS = 1;
/** A median of five outlives two bad readings. */
export const MEDIAN_OF = 5;
/** Frames come each 16-42 ms; none for so long means a hidden tab, and their extrapolation is worth nothing. */
export const FRAME_STALE_MS = 400;

/** Take a reading in; restart the series when the player did anything but run on at one rate. */
export function addReading(state: SourceState, source: SourceName, reading: Reading): SourceState {
  const series = state[source];
  const last = series.at(-1);
  if (!last || last.rate !== reading.rate) return { ...state, [source]: [reading] };
  const next = { ...state, [source]: [...series.slice(1 - MEDIAN_OF), reading] };
  if (state.chosen === 'element') return next;
  const step = Math.abs(origin(reading) - origin(last)) * 1000;
  return choose({
    ...next,
    steps: { ...state.steps, [source]: [...state.steps[source], step] },
    watchedMs: state.watchedMs + (source === 'element' ? reading.at - last.at : 0),
  });
}

/** The player jumped, stopped or started: old readings say nothing about now. The choice, and how steady each is, stays. */
export const restart = (state: SourceState): SourceState => ({ ...state, element: [], frames: [] });

/**
 * The element's clock for good, once it was steady; frames until then, if they are steadier. Frames are never for good: a busy
 * moment at the start can make a good clock look bad, and who follows frames in Chromium hunts the screen's 16.7 ms.
 *
 * Judged by the usual step, the median. A single one, as of a sound card that starts or a machine that was busy, says nothing
 * about a clock and leaves it alone; a clock that moves in steps shows in each.
 */
function choose(state: SourceState): SourceState {
  const { chosen, steps, watchedMs } = state;
  if (watchedMs < CHOOSE_AFTER_MS || steps.element.length < CHOOSE_MIN_STEPS) return state;
  const looked = { ...state, steps: NO_STEPS, watchedMs: 0 };
  const element = median(steps.element);
  if (element <= STEADY_MS) return { ...looked, chosen: 'element' };
  if (chosen === 'frames') return looked;
  if (steps.frames.length < CHOOSE_MIN_STEPS) return looked;
  return { ...looked, chosen: median(steps.frames) < element * FRAMES_MUST_BE ? 'frames' : 'element' };
}

/** Where the clock stood at page time 0, as each reading tells it: constant for a perfect clock. Seconds. */
const origin = ({ at, media, rate }: Reading): number => media - (at / 1000) * rate;

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
  const usual = origins[Math.floor((origins.length - 1) / 2)] ?? origin(last);
  return usual + (now / 1000) * last.rate;
}
