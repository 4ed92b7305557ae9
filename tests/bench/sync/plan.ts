import type { BenchOptions, LawName } from './cli.ts';

/** One run of the plan. `laws`: who is measured by it: ours with every seed, the others with the first. */
export interface Planned {
  key: string;
  laws: readonly LawName[];
  options: Partial<BenchOptions>;
}

const EVERY_LAW = ['ours', 'jellyfin', 'syncplay', 'seek'] as const;
export const OTHER_LAWS = EVERY_LAW.slice(1);

/** Seeds that a law is measured with. */
export const seedsFor = (law: LawName, seeds: readonly number[]): readonly number[] =>
  law === 'ours' ? seeds : seeds.slice(0, 1);
const quick = { cpu: false } as const;

export const PLAN: readonly Planned[] = [
  { key: 'steady-A', laws: EVERY_LAW, options: { profile: 'A', ...quick } },
  { key: 'steady-B', laws: EVERY_LAW, options: { profile: 'B' } },
  { key: 'steady-C', laws: EVERY_LAW, options: { profile: 'C', ...quick } },
  { key: 'steady-D', laws: EVERY_LAW, options: { profile: 'D', ...quick } },
  { key: 'steady-E', laws: EVERY_LAW, options: { profile: 'E', ...quick } },
  { key: 'steady-F', laws: EVERY_LAW, options: { profile: 'F', ...quick } },
  // Firefox decodes with more effort: three viewers are what two cores carry.
  {
    key: 'firefox',
    laws: EVERY_LAW,
    options: { profile: 'B', scenario: 'sync-room-firefox', viewers: 3, firefox: 1, ...quick },
  },
  { key: 'commands', laws: EVERY_LAW, options: { profile: 'C', scenario: 'commands' } },
  { key: 'commands-B', laws: EVERY_LAW, options: { profile: 'B', scenario: 'commands', ...quick } },
  { key: 'late-join', laws: EVERY_LAW, options: { profile: 'B', scenario: 'late-join', viewers: 3 } },
  { key: 'kick', laws: EVERY_LAW, options: { profile: 'B', scenario: 'kick', viewers: 3 } },
  { key: 'stall', laws: EVERY_LAW, options: { profile: 'B', scenario: 'stall', viewers: 3 } },
  { key: 'echo', laws: EVERY_LAW, options: { profile: 'B', scenario: 'echo', viewers: 2 } },
  { key: 'server-kill', laws: EVERY_LAW, options: { profile: 'B', scenario: 'server-kill', viewers: 3 } },
  { key: 'worker-stop', laws: EVERY_LAW, options: { profile: 'B', scenario: 'worker-stop', viewers: 3 } },
];
