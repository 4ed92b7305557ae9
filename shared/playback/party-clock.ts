import { FIRST_BURST_PINGS, pingDelay, SECOND_BURST_PINGS } from './clock-schedule.ts';
import { median, quantile } from './order-statistics.ts';

export { type ClockPair, detectClockStep } from './clock-schedule.ts';

/** S7: long enough to hold a quiet moment of a busy line, short enough for 100 ppm of drift to stay under 6 ms. */
export const WINDOW_MS = 60_000;
/** S7: a round trip this near to the quickest saw no queue worth the name. */
export const ACCEPT_MS = 3;
export const ACCEPT_SHARE = 0.03;
/** S7: 0.2 %: below what the drift controller takes for an error. */
export const SLEW_MS_PER_S = 2;
/** S7: further off than this in so many evaluations running is no noise: the line or the server's clock changed. */
export const STEP_MS = 25;
export const STEP_EVALUATIONS = 3;
/** S9: no rate correction before so many samples. */
export const SETTLED_SAMPLES = 5;
/**
 * Right after a reset nothing follows the clock closely yet: the estimate may jump while the bursts come in. A start in
 * the first seconds is as exact as the clock is then, and the first pings were sent by a browser that was busy starting.
 */
const FREE_SAMPLES = FIRST_BURST_PINGS + SECOND_BURST_PINGS;
/** S27: two quartz clocks drift apart by less than 100 ppm; without samples the bound grows by that. */
const DRIFT_PER_MS = 1e-4;
const DRIFT_GRACE_MS = 5_000;
/** A round trip has two ways to be late: 95 % of the single trips are as quick as 90 % of the round trips. */
const TWO_WAY_SHARE = 0.9;
/** One late packet holds up all that come behind it: the pings of a burst must not count it five times. */
const JITTER_SPACING_MS = 500;
/** A line that stays slow would otherwise keep thousands. */
const SAMPLES_MAX = 256;

/** One ping (S5), ms. `t1`, `t4`: local monotonic clock at sending and at receipt; `t2`, `t3`: party clock between. */
export interface ClockSample {
  t1: number;
  t2: number;
  t3: number;
  t4: number;
}

export interface ClockOptions {
  windowMs?: number;
}

interface Kept {
  at: number;
  rtt: number;
  offset: number;
}

export interface PartyClock {
  readonly windowMs: number;
  readonly samples: readonly Kept[];
  /** Since the last reset. */
  readonly received: number;
  readonly sent: number;
  /** The offset published at `publishedAt`; it moves towards `target` at the slew rate. Null before the first sample. */
  readonly published: number | null;
  readonly publishedAt: number;
  readonly target: number;
  /** Evaluations running that were off by more than `STEP_MS`. */
  readonly strikes: number;
  readonly minRtt: number;
  readonly medianRtt: number;
  readonly jitterP95: number;
  readonly spread: number;
}

export interface ClockEstimate {
  /** party clock = local clock + offset, ms. Null before the first sample, and after sleep until the next. */
  offset: number | null;
  /** S8: the error of `offset` is not larger, whatever the line does. Infinity while unknown. */
  boundMs: number;
  /** Widest disagreement of the accepted samples, ms. */
  spreadMs: number;
  /** S9: false means: hold rate 1, correct nothing. */
  settled: boolean;
  /** Median round trip, ms. */
  rttMs: number;
  /** How much longer than usual 95 % of the single trips take at most, ms (S11). */
  jitterP95Ms: number;
}

/** An estimate of the party's clock with nothing in it (S7). All functions here are pure: they return the next state. */
export const createPartyClock = (options: ClockOptions = {}): PartyClock => ({
  windowMs: options.windowMs ?? WINDOW_MS,
  samples: [],
  received: 0,
  sent: 0,
  published: null,
  publishedAt: 0,
  target: 0,
  strikes: 0,
  minRtt: Number.POSITIVE_INFINITY,
  medianRtt: 0,
  jitterP95: 0,
  spread: 0,
});

function publishedAt(clock: PartyClock, now: number): number | null {
  if (clock.published === null) return null;
  const most = (SLEW_MS_PER_S / 1000) * Math.max(0, now - clock.publishedAt);
  return clock.published + Math.min(Math.max(clock.target - clock.published, -most), most);
}

/**
 * S7: takes one ping in and evaluates the window again. Samples that no clock can have made (NaN, negative round trip)
 * are dropped.
 */
export function addSample(clock: PartyClock, sample: ClockSample): PartyClock {
  const rtt = sample.t4 - sample.t1 - (sample.t3 - sample.t2);
  const offset = (sample.t2 - sample.t1 + (sample.t3 - sample.t4)) / 2;
  if (!Number.isFinite(offset) || !Number.isFinite(rtt) || rtt < 0) return clock;

  const at = sample.t4;
  const samples = [...clock.samples, { at, rtt, offset }].filter((s) => s.at > at - clock.windowMs).slice(-SAMPLES_MAX);
  const rtts = samples.map((s) => s.rtt);
  const minRtt = Math.min(...rtts);
  const most = minRtt + Math.max(ACCEPT_MS, ACCEPT_SHARE * minRtt);
  const accepted = samples.filter((s) => s.rtt <= most).map((s) => s.offset);
  const medianRtt = median(rtts);
  const target = quietestWays(samples, Math.max(STEP_MS, medianRtt - minRtt)) ?? median(accepted);

  const before = publishedAt(clock, at);
  const received = clock.received + 1;
  const strikes = before !== null && Math.abs(target - before) > STEP_MS ? clock.strikes + 1 : 0;
  const jump = before === null || received <= FREE_SAMPLES || strikes >= STEP_EVALUATIONS;
  return {
    ...clock,
    samples,
    received,
    published: jump ? target : before,
    publishedAt: at,
    target,
    strikes: jump ? 0 : strikes,
    minRtt,
    medianRtt,
    jitterP95: Math.max(0, quantile(quietestOfEach(samples), TWO_WAY_SHARE) - medianRtt),
    spread: Math.max(...accepted) - Math.min(...accepted),
  };
}

/**
 * The offset from the quickest way there and the quickest way back, whichever pings they were of: no single ping has to be
 * lucky twice, which on a line of 200 ± 50 ms is worth a factor of three (40 samples: sd 0.9 instead of 2.8 ms).
 * @param mostApart by how much the two ways may be quicker together than any ping was, ms
 * @returns null where they are quicker still: then a clock was stepped between them
 */
function quietestWays(samples: readonly Kept[], mostApart: number): number | null {
  let there = Number.POSITIVE_INFINITY;
  let back = Number.POSITIVE_INFINITY;
  let minRtt = Number.POSITIVE_INFINITY;
  for (const { rtt, offset } of samples) {
    there = Math.min(there, rtt / 2 + offset);
    back = Math.min(back, rtt / 2 - offset);
    minRtt = Math.min(minRtt, rtt);
  }
  return minRtt - (there + back) > mostApart ? null : (there - back) / 2;
}

function quietestOfEach(samples: readonly Kept[]): number[] {
  const quietest = new Map<number, number>();
  for (const { at, rtt } of samples) {
    const slot = Math.floor(at / JITTER_SPACING_MS);
    quietest.set(slot, Math.min(rtt, quietest.get(slot) ?? rtt));
  }
  return [...quietest.values()];
}

/**
 * The clock at a moment.
 * @param now local monotonic clock, ms
 */
export function readClock(clock: PartyClock, now: number): ClockEstimate {
  const newest = clock.samples.at(-1)?.at ?? clock.publishedAt;
  const drift = Math.max(0, now - newest - DRIFT_GRACE_MS) * DRIFT_PER_MS;
  const offset = publishedAt(clock, now);
  return {
    offset,
    // While it is on its way to a better one it is as far off as it still has to go.
    boundMs: offset === null ? Number.POSITIVE_INFINITY : clock.minRtt / 2 + drift + Math.abs(clock.target - offset),
    spreadMs: clock.spread,
    settled: offset !== null && clock.received >= SETTLED_SAMPLES,
    rttMs: clock.medianRtt,
    jitterP95Ms: clock.jitterP95,
  };
}

/**
 * S9: drops the window; the next samples may step the clock. After sleep or a step of the machine's clock the offset
 * itself is void; over a reconnect it is still the best there is, and a viewer goes on by it (S27).
 */
export function resetClock(clock: PartyClock, reason: 'sleep' | 'step' | 'reconnect'): PartyClock {
  if (reason !== 'reconnect') return createPartyClock({ windowMs: clock.windowMs });
  return { ...clock, samples: [], received: 0, sent: 0, strikes: 0 };
}

/** Counts a ping that was sent, so that a line which answers none is not asked at the burst's pace for ever. */
export const notePing = (clock: PartyClock): PartyClock => ({ ...clock, sent: clock.sent + 1 });

/** S6: ms until the next ping. Send without awaiting the last answer: a burst must not take twelve round trips. */
export const nextPingDelay = (clock: PartyClock, { playing }: { playing: boolean }): number =>
  pingDelay(Math.max(clock.received, clock.sent), playing);
