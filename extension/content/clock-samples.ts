import type { ClockReading } from '../messaging/messages.ts';

/**
 * S5: the party clock in page time. Background and page run on one machine's clock with different zero points, so the
 * best of a few ping-pongs fixes the difference; the party's offset is the background's affair and taken as it comes. Pure.
 */
export interface ClockSample {
  /** Page's `performance.now()` when asked and when answered, ms. */
  t1: number;
  t4: number;
  reading: ClockReading;
}

export interface ClockState {
  /** Newest last. */
  readonly samples: readonly ClockSample[];
}

export const FRESH_SAMPLES: ClockState = { samples: [] };

/** As many as a burst, and a little more. */
export const SAMPLES_KEPT = 8;
/** Older samples would hide a clock that stepped (sleep); a refresh comes each 10 s. */
export const SAMPLE_LIFE_MS = 60_000;

/** Take a sample in. A background that was started anew counts from another zero: older samples are void. */
export function addSample(state: ClockState, sample: ClockSample): ClockState {
  const previous = state.samples.at(-1);
  const same = previous !== undefined && !hasRestarted(previous, sample);
  const kept = same ? state.samples.filter((old) => sample.t4 - old.t4 < SAMPLE_LIFE_MS).slice(1 - SAMPLES_KEPT) : [];
  return { samples: [...kept, sample] };
}

/** A restarted background's clock begins at 0, and no background is started anew that soon. */
const RESTARTED_MS = 250;

/** An answer that lay behind a long task is off by up to half of its way: that is no other clock. */
const hasRestarted = (before: ClockSample, after: ClockSample): boolean =>
  Math.abs(difference(after) - difference(before)) >= RESTARTED_MS + (roundTrip(before) + roundTrip(after)) / 2;

/** background clock - page clock, ms. */
const difference = ({ t1, t4, reading }: ClockSample): number => reading.backgroundNow - (t1 + t4) / 2;
const roundTrip = ({ t1, t4 }: ClockSample): number => t4 - t1;

export interface PartyTime {
  /** Party clock, ms; null until known. */
  partyNow: number | null;
  /** S8: hard bound, ms, the port's share included. */
  boundMs: number;
  settled: boolean;
}

export const UNKNOWN_TIME: PartyTime = { partyNow: null, boundMs: 60_000, settled: false };

/** Party clock at a page time. */
export function partyTimeAt(state: ClockState, pageNow: number): PartyTime {
  const newest = state.samples.at(-1);
  if (!newest || newest.reading.offset === null) return UNKNOWN_TIME;
  const best = state.samples.reduce((a, b) => (roundTrip(b) < roundTrip(a) ? b : a));
  return {
    partyNow: pageNow + difference(best) + newest.reading.offset,
    boundMs: newest.reading.boundMs + roundTrip(best) / 2,
    settled: newest.reading.settled,
  };
}
