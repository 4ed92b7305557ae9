import type { Window } from '../metrics/tracks.ts';
import type { BenchResult } from '../result.ts';
import type { Progress, Rig } from '../rig.ts';

/** What a scenario found: figures for the line, and the stretch worth plotting. */
export interface Findings {
  figures: Partial<BenchResult>;
  window: Window | null;
}

/** Drives a rig whose party is formed and stands at the film's beginning. */
export type Scenario = (rig: Rig, progress: Progress) => Promise<Findings>;

/** S7, section 7: steady is from 10 s after a command. */
export const SETTLE_MS = 10_000;
/** A start that takes longer has failed. */
export const START_WITHIN_MS = 8_000;

export const commonNow = () => performance.timeOrigin + performance.now();
