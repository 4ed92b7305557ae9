import { positionOf, type Sample } from '../../../support/skew.ts';
import type { ViewerRecord } from './tracks.ts';

const STEP_MS = 10;
/** A film moves when it advances at about its speed over two such stretches running: a hiccup of a start is none. */
const STRETCH_MS = 100;
const SLOWEST = 0.7;
const FASTEST = 1.3;

function speed(track: readonly Sample[], from: number): number | null {
  const before = positionOf(track, from);
  const after = positionOf(track, from + STRETCH_MS);
  return before === null || after === null ? null : ((after - before) * 1000) / STRETCH_MS;
}

const fine = (value: number | null) => value !== null && value >= SLOWEST && value <= FASTEST;

/**
 * When a viewer's film began to move for good.
 * @param from common time, ms: what was before does not count
 * @returns common time, ms, or null if it did not until `until`
 */
export function movingSince(track: readonly Sample[], from: number, until: number): number | null {
  for (let at = from; at + 2 * STRETCH_MS <= until; at += STEP_MS)
    if (fine(speed(track, at)) && fine(speed(track, at + STRETCH_MS))) return at;
  return null;
}

/** When the last viewer's film began to move, or null if one did not. */
export function allMovingSince(records: readonly ViewerRecord[], from: number, until: number): number | null {
  const starts = records.map((record) => movingSince(record.readings, from, until));
  return starts.some((start) => start === null) ? null : Math.max(...(starts as number[]));
}
