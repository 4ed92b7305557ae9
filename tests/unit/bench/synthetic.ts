import type { ViewerRecord } from '../../bench/sync/metrics/tracks.ts';
import { emptyRecord } from '../../bench/sync/metrics/tracks.ts';

/** A viewer whose film plays at speed 1, `aheadMs` before the common plan, from `from` to `to` (ms). */
export function playing(name: string, aheadMs: number, from = 0, to = 10_000, phase = 0): ViewerRecord {
  const record = emptyRecord(name);
  for (let at = from + phase; at <= to; at += 20) {
    record.readings.push({ at, position: (at - from + aheadMs) / 1000, moving: true });
    record.rates.push({ at, rate: 1 });
  }
  for (let at = from + phase; at <= to; at += 1000 / 30)
    record.frames.push({ at, position: Math.floor(((at - from + aheadMs) / 1000) * 30) / 30, moving: true });
  return record;
}

/** Joins two records of one viewer: the second goes on where the first ends. */
export const joined = (first: ViewerRecord, second: ViewerRecord): ViewerRecord => ({
  ...first,
  readings: [...first.readings, ...second.readings],
  rates: [...first.rates, ...second.rates],
  frames: [...first.frames, ...second.frames],
  events: [...first.events, ...second.events],
});
