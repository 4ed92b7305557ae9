import { GRID_MS, type Sample } from '../../../support/skew.ts';
import type { ViewerRecord, Window } from './tracks.ts';

/** A picture stays on screen that long at most while the film moves; older: the page was busy, nothing is known. */
const HELD_MAX_MS = 250;

/** Index of the last sample at or before `at`, -1 if none. */
function lastAt(samples: readonly Sample[], at: number): number {
  let low = -1;
  let high = samples.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (samples[middle]!.at <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Number of the picture on screen, or null when unknown. `heldMs`: how old it may be. */
export function frameNumberAt(frames: readonly Sample[], at: number, fps: number, heldMs: number): number | null {
  const frame = frames[lastAt(frames, at)];
  return frame && at - frame.at <= heldMs ? Math.round(frame.position * fps) : null;
}

/** M3: share of the instants (20 ms grid) at which all show the same picture; NaN when nothing was seen. */
export function sameFrameShare(records: readonly ViewerRecord[], windows: readonly Window[], fps: number): number {
  let known = 0;
  let same = 0;
  for (const { from, to } of windows)
    for (let at = from; at <= to; at += GRID_MS) {
      const numbers = records.map((record) => frameNumberAt(record.frames, at, fps, HELD_MAX_MS));
      if (numbers.some((number) => number === null)) continue;
      known++;
      if (numbers.every((number) => number === numbers[0])) same++;
    }
  return known === 0 ? Number.NaN : same / known;
}
