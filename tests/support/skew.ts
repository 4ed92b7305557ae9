/** One reading of one viewer: common time (ms since the epoch, `performance.timeOrigin + now`), content seconds, moving? */
export interface Sample {
  at: number;
  position: number;
  moving: boolean;
}

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** M1's grid, ms. */
export const GRID_MS = 20;
/**
 * Samples further apart than this are not interpolated between: the page was busy, and a guess is no measurement. An
 * instant so shortly before a command may be interpolated into it.
 */
export const GAP_MAX_MS = 250;

/**
 * Where a viewer stood at a moment, interpolated between the two samples around it.
 * @returns content seconds, or null where there is no reading
 */
export function positionOf(track: readonly Sample[], at: number): number | null {
  let low = 0;
  let high = track.length - 1;
  if (high < 1 || at < track[0]!.at || at > track[high]!.at) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (track[middle]!.at <= at) low = middle;
    else high = middle;
  }
  const before = track[low]!;
  const after = track[high]!;
  if (after.at - before.at > GAP_MAX_MS) return null;
  const share = (at - before.at) / (after.at - before.at || 1);
  return before.position + (after.position - before.position) * share;
}

/**
 * M1: the media-clock skew over time.
 * @param tracks samples of each viewer, in order of time
 * @param from, to common time, ms
 * @returns max - min over the viewers, ms, on a 20 ms grid; instants without a reading of everybody are left out
 */
export function skewSeries(
  tracks: readonly (readonly Sample[])[],
  from: number,
  to: number,
): { at: number; skewMs: number }[] {
  const series: { at: number; skewMs: number }[] = [];
  for (let at = from; at <= to; at += GRID_MS) {
    const positions = tracks.map((track) => positionOf(track, at));
    if (positions.some((position) => position === null)) continue;
    const known = positions as number[];
    series.push({ at, skewMs: (Math.max(...known) - Math.min(...known)) * 1000 });
  }
  return series;
}

/** Nearest-rank percentiles; NaN for an empty list, so that "nothing measured" can't pass for "no skew". */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? Number.NaN };
}
