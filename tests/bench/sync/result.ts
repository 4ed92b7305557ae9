import type { Percentiles } from '../../support/skew.ts';
import type { BenchOptions } from './cli.ts';
import type { ViewerRecord, Window } from './metrics/tracks.ts';

/** One measured run: the line that `--json` prints. Milliseconds and shares of 1 unless said otherwise. */
export interface BenchResult {
  profile: string;
  law: string;
  scenario: string;
  seed: number;
  viewers: number;
  firefox: number;
  site: string;
  seconds: number;
  /** Skew of the media clocks, of the presented pictures, and the share of time with the same picture everywhere. */
  m1: Percentiles | null;
  m2: Percentiles | null;
  m3: number | null;
  /** p95 of M1 in the first 3 s after all move. */
  startSkew: number | null;
  clickToMoving: number | null;
  /** Seeks and rate writes of all viewers in steady state. */
  seeks: number | null;
  rateWrites: number | null;
  maxRateDeviation: number | null;
  correctionShare: number | null;
  /** How often anybody did what the film's real site punishes, over the whole run (`foreign-seek` ...; tests/sites/README.md). */
  forbidden: number;
  /** S8: what a round-trip clock may be off by on these lines, and what their asymmetry alone makes. */
  clockBound: number;
  clockAsymmetry: number;
  droppedFrames: number | null;
  /** Over the viewers: the mean, and the one who pays most. */
  cpuShare: number | null;
  cpuShareWorst: number | null;
  /** How busy all cores were meanwhile. Near 1: the figures are the machine's. */
  machineBusy: number | null;
  /** Figures of the scenario's own. */
  detail: Record<string, number | string | boolean | null | readonly (number | null)[]>;
}

/** A result with what it was made from, for the plot. */
export interface Measured {
  result: BenchResult;
  records: ViewerRecord[];
  window: Window | null;
}

export const emptyResult = (options: BenchOptions): BenchResult => ({
  profile: options.profile,
  law: options.law,
  scenario: options.scenario,
  seed: options.seed,
  viewers: options.viewers,
  firefox: options.firefox,
  site: options.site,
  seconds: options.seconds,
  m1: null,
  m2: null,
  m3: null,
  startSkew: null,
  clickToMoving: null,
  seeks: null,
  rateWrites: null,
  maxRateDeviation: null,
  correctionShare: null,
  forbidden: 0,
  clockBound: 0,
  clockAsymmetry: 0,
  droppedFrames: null,
  cpuShare: null,
  cpuShareWorst: null,
  machineBusy: null,
  detail: {},
});
