import type { BenchResult } from '../result.ts';
import { figure, share, spread, table } from './figures.ts';

const value = (given: BenchResult['detail'][string]): string => {
  if (typeof given === 'number') return figure(given);
  if (Array.isArray(given)) return given.map((part: number | null) => figure(part)).join(', ');
  return given === null ? '-' : String(given);
};

/** One run as a table for people. */
export function resultTable(result: BenchResult): string {
  const rows: [string, string][] = [
    ['run', `${result.scenario}, profile ${result.profile}, law ${result.law}, seed ${result.seed}`],
    ['viewers', `${result.viewers}${result.firefox ? `, ${result.firefox} of them Firefox` : ''} on ${result.site}`],
  ];
  if (result.m1) rows.push(['M1 media clocks, ms: p50 / p95 / p99 / max', spread(result.m1)]);
  if (result.m2) rows.push(['M2 presented frames, ms: p50 / p95 / p99 / max', spread(result.m2)]);
  if (result.m3 !== null) rows.push(['M3 all show the same frame', share(result.m3)]);
  if (result.startSkew !== null) rows.push(['start skew, first 3 s, p95', figure(result.startSkew, ' ms')]);
  if (result.clickToMoving !== null) rows.push(['click to all moving', figure(result.clickToMoving, ' ms')]);
  if (result.seeks !== null) rows.push(['seeks / rate writes, steady', `${result.seeks} / ${result.rateWrites}`]);
  if (result.maxRateDeviation !== null) rows.push(['largest |rate - 1|', share(result.maxRateDeviation)]);
  if (result.correctionShare !== null) rows.push(['time in correction', share(result.correctionShare)]);
  rows.push(['forbidden operations', String(result.forbidden)]);
  rows.push(['clock: hard bound / asymmetry', `${figure(result.clockBound)} / ${figure(result.clockAsymmetry)} ms`]);
  if (result.droppedFrames !== null) rows.push(['dropped frames', figure(result.droppedFrames)]);
  if (result.cpuShare !== null)
    rows.push([
      'main thread, extra over no party: mean / worst',
      `${share(result.cpuShare)} / ${share(result.cpuShareWorst)}`,
    ]);
  if (result.machineBusy !== null) rows.push(['all cores busy', share(result.machineBusy)]);
  for (const [name, given] of Object.entries(result.detail)) rows.push([name, value(given)]);
  return table(['figure', 'value'], rows);
}
