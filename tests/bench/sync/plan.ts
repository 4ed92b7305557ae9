import type { BenchOptions, LawName } from './cli.ts';

/** One run of the plan. `laws`: who is measured by it: ours with every seed, the others with the first. */
export interface Planned {
  key: string;
  laws: readonly LawName[];
  options: Partial<BenchOptions>;
  /** What a run takes beside the steady time, s (2 cores, measured): to tell how long the whole will be. */
  tookS: number;
}

const EVERY_LAW = ['ours', 'jellyfin', 'syncplay', 'seek'] as const;
export const OTHER_LAWS = EVERY_LAW.slice(1);

/** Seeds that a law is measured with. */
export const seedsFor = (law: LawName, seeds: readonly number[]): readonly number[] =>
  law === 'ours' ? seeds : seeds.slice(0, 1);
const quick = { cpu: false } as const;

/** Rows whose runs measure for `--seconds`. */
const isSteady = ({ options }: Planned) => options.scenario === undefined || options.scenario === 'sync-room-firefox';
/** How long a run of this row takes, s. */
export const secondsOf = (row: Planned, seconds: number): number => row.tookS + (isSteady(row) ? seconds : 0);

export const PLAN: readonly Planned[] = [
  { key: 'steady-A', laws: EVERY_LAW, options: { profile: 'A', ...quick }, tookS: 22 },
  { key: 'steady-B', laws: EVERY_LAW, options: { profile: 'B' }, tookS: 28 },
  { key: 'steady-C', laws: EVERY_LAW, options: { profile: 'C', ...quick }, tookS: 24 },
  { key: 'steady-D', laws: EVERY_LAW, options: { profile: 'D', ...quick }, tookS: 25 },
  { key: 'steady-E', laws: EVERY_LAW, options: { profile: 'E', ...quick }, tookS: 23 },
  { key: 'steady-F', laws: EVERY_LAW, options: { profile: 'F', ...quick }, tookS: 54 },
  // Firefox decodes with more effort: three viewers are what two cores carry.
  {
    key: 'firefox',
    laws: EVERY_LAW,
    options: { profile: 'B', scenario: 'sync-room-firefox', viewers: 3, firefox: 1, ...quick },
    tookS: 25,
  },
  { key: 'commands', laws: EVERY_LAW, options: { profile: 'C', scenario: 'commands' }, tookS: 57 },
  { key: 'commands-B', laws: EVERY_LAW, options: { profile: 'B', scenario: 'commands', ...quick }, tookS: 53 },
  { key: 'late-join', laws: EVERY_LAW, options: { profile: 'B', scenario: 'late-join', viewers: 3 }, tookS: 33 },
  { key: 'kick', laws: EVERY_LAW, options: { profile: 'B', scenario: 'kick', viewers: 3 }, tookS: 115 },
  { key: 'stall', laws: EVERY_LAW, options: { profile: 'B', scenario: 'stall', viewers: 3 }, tookS: 60 },
  { key: 'echo', laws: EVERY_LAW, options: { profile: 'B', scenario: 'echo', viewers: 2 }, tookS: 234 },
  { key: 'server-kill', laws: EVERY_LAW, options: { profile: 'B', scenario: 'server-kill', viewers: 3 }, tookS: 29 },
  { key: 'worker-stop', laws: EVERY_LAW, options: { profile: 'B', scenario: 'worker-stop', viewers: 3 }, tookS: 20 },
];
