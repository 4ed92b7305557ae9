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
  };
}
