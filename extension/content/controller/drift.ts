import { median } from '../../../shared/playback/order-statistics.ts';
import {
  COARSE_FRESH_PULL_FROM,
  DEADBANDS,
  FRESH_PULL_FROM,
  FRESH_PULL_MAX,
  GAIN_PER_S,
  HARD_PULL_FROM,
  HARD_PULL_MAX,
  MUSIC_MAX,
  PULL_FROM,
  PULL_MAX,
  PULL_TICKS,
  SUSTAINED_TICKS,
  TRIM_MAX,
  TRIM_TICKS,
} from './numbers.ts';

/** S15: so many readings make one. */
const WINDOW = 5;
/** Readings over which the noise is judged: 2 s. */
const NOISE_WINDOW = 20;
/** A player does not change its way of telling: once a second is enough. */
const NOISE_EVERY = 10;
/** sd of a normal distribution from the median of |difference of two readings|. */
const SD_FROM_MEDIAN_STEP = 1 / (0.6745 * Math.SQRT2);

/** How far from the base rate each pull goes. */
const PULLS = { fresh: FRESH_PULL_MAX, usual: PULL_MAX, hard: HARD_PULL_MAX } as const;
type Pull = keyof typeof PULLS;

/**
 * What the controller knows of the distance to the timeline. `locked`: base rate. `trim`: the proportional law near zero.
 * `pull`: a constant rate out of a large error, chosen once so that the rate is written once.
 */
export interface Drift {
  readonly mode: 'locked' | 'trim' | 'pull';
  /** Which of the pulls, by how large the error was when it began. */
  readonly pull: Pull;
  /** Sign of the error that is being corrected: once it turns the correction is over. 0: none. */
  readonly toward: number;
  /** Newest last, seconds, each carried forward by what the own rate did since. */
  readonly window: readonly number[];
  readonly recent: readonly number[];
  readonly lastAt: number | null;
  /** Residual sd of the readings, seconds: how quietly this player tells its position (S15). 0 until it is known. */
  readonly noise: number;
  readonly readings: number;
  readonly over: number;
  readonly far: number;
  /** Since when the error was beyond the seek threshold. */
  readonly seekableSince: number | null;
}

/** Nothing known of the distance; how the player tells its position stays known. */
export const forgetErrors = (drift: Drift, keepMode = false): Drift => ({
  ...quietDrift,
  noise: drift.noise,
  ...(keepMode ? { mode: drift.mode, pull: drift.pull, toward: drift.toward } : {}),
});

export const quietDrift: Drift = {
  mode: 'locked',
  pull: 'usual',
  toward: 0,
  window: [],
  recent: [],
  lastAt: null,
  noise: 0,
  readings: 0,
  over: 0,
  far: 0,
  seekableSince: null,
};

/**
 * Takes one reading in.
 * @param error S15: timeline minus position, seconds; positive = behind
 * @param closing how fast the own rate closes it, seconds per second
 */
export function observeError(drift: Drift, error: number, closing: number, now: number): Drift {
  const moved = drift.lastAt === null ? 0 : (closing * (now - drift.lastAt)) / 1000;
  const carry = (values: readonly number[], keep: number) => {
    const next = values.length < keep ? values.slice() : values.slice(1);
    for (let i = 0; i < next.length; i++) next[i]! -= moved;
    next.push(error);
    return next;
  };
  const recent = carry(drift.recent, SUSTAINED_TICKS);
  const readings = drift.readings + 1;
  const judge = recent.length >= NOISE_WINDOW && readings % NOISE_EVERY === 0;
  const noise = judge ? residual(recent) : drift.noise;
  return { ...drift, window: carry(drift.window, WINDOW), recent, noise, readings, lastAt: now };
}

function residual(values: readonly number[]): number {
  const steps: number[] = [];
  for (let i = values.length - NOISE_WINDOW + 1; i < values.length; i++)
    steps.push(Math.abs(values[i]! - values[i - 1]!));
  return median(steps) * SD_FROM_MEDIAN_STEP;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The error to act on, seconds: median of five; of a coarse clock the mean of what is there. */
export function steadyError(drift: Drift): number {
  if (drift.window.length === 0) return 0;
  const coarse = drift.noise > DEADBANDS[0].noiseBelow && drift.recent.length >= WINDOW;
  return coarse ? mean(drift.recent.slice(-10)) : median(drift.window);
}

/** A clock that reads roughly, or is not known yet, must not be pulled about by its own noise. */
const freshPullFrom = (drift: Drift, start: number): number =>
  drift.noise === 0 ? COARSE_FRESH_PULL_FROM : Math.max(FRESH_PULL_FROM, 2 * start);

export type DriftReason =
  | 'in-step'
  | 'small-error'
  | 'lasting-error'
  | 'large-error'
  | 'trimming'
  | 'pulling'
  | 'closed';

/**
 * S16: hysteresis. Decides the mode after `observeError`; start and stop thresholds are never equal.
 * @param fresh right after a start or a jump
 * @returns the drift with its next mode, and why
 */
export function decideMode(drift: Drift, fresh = false): { drift: Drift; reason: DriftReason } {
  const error = steadyError(drift);
  const size = Math.abs(error);
  const newest = Math.abs(drift.window.at(-1) ?? 0);
  const band = DEADBANDS.find((one) => drift.noise < one.noiseBelow) ?? DEADBANDS[2];
  const over = Math.min(newest, size) > band.start ? drift.over + 1 : 0;
  const far = (fresh ? Math.min(newest, size) > freshPullFrom(drift, band.start) : newest > PULL_FROM)
    ? drift.far + 1
    : 0;
  const next = { ...drift, over, far };
  const toward = Math.sign(error);
  const passed = toward !== drift.toward;
  const lock = { ...next, mode: 'locked', toward: 0, over: 0, recent: [] } as const;
  const trim = { ...next, mode: 'trim', toward } as const;

  if (drift.mode !== 'pull' && far >= PULL_TICKS) {
    const which = newest > HARD_PULL_FROM ? 'hard' : newest > PULL_FROM ? 'usual' : 'fresh';
    // What was read before the jump says nothing of the place after it.
    const window = drift.window.slice(-PULL_TICKS);
    const toward = Math.sign(window.at(-1) ?? 0);
    return { drift: { ...next, mode: 'pull', pull: which, toward, window, recent: [] }, reason: 'large-error' };
  }
  switch (drift.mode) {
    case 'pull': {
      if (size < band.end) return { drift: lock, reason: 'closed' };
      // Past zero, or a step of the media clock left little: the fine law goes on.
      if (passed || size < band.start) return { drift: trim, reason: 'pulling' };
      const further = newest > HARD_PULL_FROM * 1.1;
      return { drift: further ? { ...next, pull: 'hard' } : next, reason: 'pulling' };
    }
    case 'trim':
      // Past zero: going on would trim the noise of a coarse clock to and fro.
      return passed || size < band.end ? { drift: lock, reason: 'closed' } : { drift: next, reason: 'trimming' };
    case 'locked': {
      if (over >= TRIM_TICKS) return { drift: trim, reason: 'small-error' };
      const lasting = drift.recent.length >= SUSTAINED_TICKS && Math.abs(mean(drift.recent)) > band.sustained;
      if (lasting) return { drift: { ...trim, toward: Math.sign(mean(drift.recent)) }, reason: 'lasting-error' };
      return { drift: next, reason: 'in-step' };
    }
  }
}

/**
 * S17: the rate for a mode.
 * @param base the party's rate
 * @returns the rate, and whether pitch is to be kept: near base 1 an exact rate is worth more than 17 cents
 */
export function correctionRate(drift: Drift, base: number, music: boolean): { rate: number; preservesPitch: boolean } {
  if (drift.mode === 'locked') return { rate: base, preservesPitch: true };
  const error = steadyError(drift);
  if (drift.mode === 'pull') {
    const most = music ? MUSIC_MAX : PULLS[drift.pull];
    // Going over to a stretched rate throws the media clock 24 ms back, half a second of pulling at 5.5 %: whoever is
    // behind by 600 ms would need all of the 12 s.
    const exact = drift.pull === 'fresh' || (error > 0 && drift.pull === 'hard');
    return { rate: base * (1 + Math.sign(error) * most), preservesPitch: base !== 1 || !(music || exact) };
  }
  const most = music ? MUSIC_MAX : TRIM_MAX;
  const share = Math.min(Math.max(GAIN_PER_S * error, -most), most);
  return { rate: base * (1 + share), preservesPitch: base !== 1 };
}
