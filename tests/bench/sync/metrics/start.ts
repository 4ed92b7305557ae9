import { positionOf } from '../../../support/skew.ts';
import { allMovingSince } from './movement.ts';
import { mediaClockSkew, type ViewerRecord } from './tracks.ts';
import { countWrites } from './writes.ts';

/** How a party got going after a click on play. */
export interface Start {
  /** Click to the last film moving, ms. */
  clickToMoving: number;
  /** p95 of M1 in the 3 s after that, ms. */
  skew: number;
  /** Seeks in these 3 s. */
  seeks: number;
  /** From the `play` event of each viewer until its film ran, ms: what S11 has to foresee. */
  latencies: (number | null)[];
  /** `play` events of each viewer after the click, ms: when they were told to start. */
  toldAt: (number | null)[];
}

const FIRST_MS = 3_000;

/**
 * @param clickAt common time of the click, ms
 * @param until nothing later counts
 * @returns null if somebody's film never moved
 */
export function startAfter(records: readonly ViewerRecord[], clickAt: number, until: number): Start | null {
  const moving = allMovingSince(records, clickAt, until);
  if (moving === null) return null;
  const window = { from: moving, to: Math.min(moving + FIRST_MS, until) };
  return {
    clickToMoving: moving - clickAt,
    skew: mediaClockSkew(records, [window]).p95,
    seeks: countWrites(records, [window]).seeks,
    latencies: records.map((record) => startLatency(record, clickAt, moving)),
    toldAt: records.map((record) => {
      const told = lastPlay(record, clickAt, moving);
      return told ? told.at - clickAt : null;
    }),
  };
}

/** Long enough for every start, too short for a correction of the rate to show. */
const LATENCY_AFTER_MS = 400;
/** "Moving" is seen in steps; the event may fall into the same one. */
const SEEN_MS = 50;

const lastPlay = (record: ViewerRecord, from: number, to: number) =>
  record.events.findLast((event) => event.kind === 'play' && event.at >= from && event.at <= to + SEEN_MS);

function startLatency(record: ViewerRecord, from: number, to: number): number | null {
  const told = lastPlay(record, from, to);
  const there = told && positionOf(record.readings, told.at + LATENCY_AFTER_MS);
  return told && typeof there === 'number' ? LATENCY_AFTER_MS - (there - told.position) * 1000 : null;
}
