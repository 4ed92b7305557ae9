import type { BenchResult } from '../result.ts';
import { table } from './figures.ts';
import { type Figure, GOALS, type Goal } from './goals.ts';

/** Results by law and by key of the planned run, one a seed; a run that failed says why. */
export type Outcome = { ok: true; result: BenchResult } | { ok: false; why: string };
export type Outcomes = ReadonlyMap<string, readonly Outcome[]>;

export const outcomeKey = (law: string, run: string) => `${law}:${run}`;

/** What the seeds say of one goal. */
export interface Reading extends Figure {
  /** How many of the seeds met it, and how many there are. */
  seedsMet: number;
  seeds: number;
}

/** The worst of the seeds: a goal that one seed misses is missed. */
export function readGoal(goal: Goal, outcomes: readonly Outcome[] | undefined): Reading {
  if (!outcomes || outcomes.length === 0) return { words: '', met: null, seedsMet: 0, seeds: 0 };
  const figures = outcomes.map(
    (outcome): Figure => (outcome.ok ? goal.read(outcome.result) : { words: `failed: ${outcome.why}`, met: false }),
  );
  const missed = figures.filter((one) => one.met === false);
  const worst = (missed.length > 0 ? missed : figures).reduce((a, b) => ((b.size ?? 0) > (a.size ?? 0) ? b : a));
  return { ...worst, seedsMet: figures.filter((one) => one.met).length, seeds: figures.length };
}

const verdict = ({ met, seedsMet, seeds }: Reading) =>
  met === null ? '' : `${met ? 'met' : 'MISSED'} (${seedsMet} of ${seeds})`;

/**
 * The comparison of all laws, goal by goal, as a Markdown table.
 * @param goals those to show
 */
export function goalTable(outcomes: Outcomes, others: readonly string[], goals: readonly Goal[] = GOALS): string {
  const rows = goals.map((goal) => {
    const ours = readGoal(goal, outcomes.get(outcomeKey('ours', goal.run)));
    const theirs = others.map((law) => readGoal(goal, outcomes.get(outcomeKey(law, goal.run))).words);
    return [goal.metric, goal.goal, ours.words, verdict(ours), ...theirs];
  });
  const measured = rows.filter((row) => row[2] !== '' || row.slice(4).some((words) => words !== ''));
  return table(['metric', 'goal', 'WatchParty', 'verdict', ...others], measured);
}

export interface Circumstances {
  /** ISO day. */
  day: string;
  cores: number;
  cpu: string;
  browser: string;
  seconds: number;
  seeds: readonly number[];
  /** The last commit of product and bench. */
  code: string;
}

/** docs/bench-sync.md */
export function document(outcomes: Outcomes, others: readonly string[], about: Circumstances): string {
  return `# How well it keeps in step, measured

Written by \`npm run bench:sync -- --all --seconds ${about.seconds} --seeds ${about.seeds.join(',')}\` on ${about.day} (code of ${about.code}): ${about.cores} cores
(${about.cpu}), ${about.browser}. Each viewer is a browser profile of its own with the built extension behind its own seeded delay
proxy; server, film page and clicks are real. The other columns are small reimplementations of the correction laws of
Jellyfin's SyncPlay, Syncplay and plain seeking, built into the same extension, in the same rig: they compare laws, not
products. The network profiles and the goals are in the table (F: 30 s offline, then as long on the line as the others); WatchParty was measured with every seed and its worst is shown ("met (3 of 3)": in how many of
them the goal was met), the other laws with the first seed. What recognises a hand, the line and the background worker are the same
code under every law: the last rows show what a law does of it. Why a row is missed: docs/sync.md, "What is missed".

![Skew between the viewers over time](images/skew.svg)

${goalTable(outcomes, others)}

How it is measured: the film's \`currentTime\` each 20 ms (in Firefox, whose clock moves in steps of some 40 ms, the presented
frames) and each presented frame (\`requestVideoFrameCallback\`) are recorded in
the page and compared on the clock that all browsers of one machine share, never on the clock under test. Seeks and rate
writes are counted by the page's DOM events. "Moving" is the first moment from which a film advances at its speed. Viewers
start at once under the comparison laws, as those players do. Two cores carry four viewers and no more: figures from a busy
machine are worse than they are. Negative controls: \`--inject 100\` and \`--inject-clock 100\` must show 100 ± 10 ms.
`;
}
