import type { ViewerRecord, Window } from './tracks.ts';

/** What was done to the players, counted by the DOM events in the page and not by what the extension says of itself. */
export interface Writes {
  seeks: number;
  rateWrites: number;
  plays: number;
  pauses: number;
  /** Largest |rate - 1|. */
  maxRateDeviation: number;
  /** Share of the time in which a viewer played at another rate than 1. */
  correctionShare: number;
}

const within = (windows: readonly Window[], at: number) => windows.some(({ from, to }) => at >= from && at <= to);

/** Rates differ from 1 by less through rounding alone. */
const RATE_EPSILON = 1e-6;

export function countWrites(records: readonly ViewerRecord[], windows: readonly Window[]): Writes {
  let seeks = 0;
  let rateWrites = 0;
  let plays = 0;
  let pauses = 0;
  let maxRateDeviation = 0;
  let readings = 0;
  let corrected = 0;
  for (const record of records) {
    for (const event of record.events) {
      if (!within(windows, event.at)) continue;
      if (event.kind === 'seeking') seeks++;
      if (event.kind === 'play') plays++;
      if (event.kind === 'pause') pauses++;
      if (event.kind === 'ratechange') {
        rateWrites++;
        maxRateDeviation = Math.max(maxRateDeviation, Math.abs(event.rate - 1));
      }
    }
    for (const { at, rate } of record.rates) {
      if (!within(windows, at)) continue;
      readings++;
      maxRateDeviation = Math.max(maxRateDeviation, Math.abs(rate - 1));
      if (Math.abs(rate - 1) > RATE_EPSILON) corrected++;
    }
  }
  const correctionShare = readings === 0 ? Number.NaN : corrected / readings;
  return { seeks, rateWrites, plays, pauses, maxRateDeviation, correctionShare };
}
