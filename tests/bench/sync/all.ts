import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { findProgram } from '../../../scripts/prerequisites.ts';
import type { BenchOptions, LawName } from './cli.ts';
import { skewOverTime } from './metrics/tracks.ts';
import { document, goalTable, type Outcome, outcomeKey } from './report/document.ts';
import { type Line, skewPlot } from './report/svg-plot.ts';
import type { Measured } from './result.ts';
import type { Progress } from './rig.ts';
import { measure } from './run.ts';

/** One run of the plan. `laws`: who is measured by it. */
interface Planned {
  key: string;
  laws: readonly LawName[];
  /** Repeated for each seed; the others run with the first. */
  eachSeed?: boolean;
  options: Partial<BenchOptions>;
}

const EVERY_LAW = ['ours', 'jellyfin', 'syncplay', 'seek'] as const;
export const OTHER_LAWS = EVERY_LAW.slice(1);
const OURS = ['ours'] as const;
const quick = { cpu: false } as const;

export const PLAN: readonly Planned[] = [
  { key: 'steady-A', laws: OURS, eachSeed: true, options: { profile: 'A', ...quick } },
  { key: 'steady-B', laws: OURS, eachSeed: true, options: { profile: 'B' } },
  { key: 'steady-C', laws: EVERY_LAW, eachSeed: true, options: { profile: 'C', ...quick } },
  { key: 'steady-D', laws: OURS, options: { profile: 'D', ...quick } },
  { key: 'steady-E', laws: OURS, options: { profile: 'E', ...quick } },
  { key: 'steady-F', laws: OURS, options: { profile: 'F', ...quick } },
  // Firefox decodes with more effort: three viewers are what two cores carry.
  {
    key: 'firefox',
    laws: OURS,
    options: { profile: 'B', scenario: 'sync-room-firefox', viewers: 3, firefox: 1, ...quick },
  },
  { key: 'commands', laws: EVERY_LAW, options: { profile: 'C', scenario: 'commands' } },
  { key: 'late-join', laws: EVERY_LAW, options: { profile: 'B', scenario: 'late-join', viewers: 3 } },
  { key: 'kick', laws: EVERY_LAW, options: { profile: 'B', scenario: 'kick', viewers: 3 } },
  { key: 'stall', laws: EVERY_LAW, options: { profile: 'B', scenario: 'stall', viewers: 3 } },
  { key: 'echo', laws: OURS, options: { profile: 'B', scenario: 'echo', viewers: 2 } },
  { key: 'server-kill', laws: OURS, options: { profile: 'B', scenario: 'server-kill', viewers: 3 } },
  { key: 'worker-stop', laws: OURS, options: { profile: 'B', scenario: 'worker-stop', viewers: 3 } },
];

const RESULTS = 'bench-results';
/** The run whose skew the README shows. */
const PLOTTED = 'steady-C';

/** All rows of the goals table; writes docs/bench-sync.md and its plot. @returns the table */
export async function runAll(options: BenchOptions, progress: Progress): Promise<string> {
  mkdirSync(RESULTS, { recursive: true });
  mkdirSync('docs/images', { recursive: true });
  rmSync(`${RESULTS}/all.jsonl`, { force: true });
  const outcomes = new Map<string, Outcome[]>();
  const lines: Line[] = [];
  const chosen = PLAN.filter(({ key }) => options.only.length === 0 || options.only.includes(key));
  for (const { key, laws, eachSeed, options: own } of chosen)
    for (const law of laws)
      for (const seed of eachSeed ? options.seeds : options.seeds.slice(0, 1)) {
        progress(`== ${key}, ${law}, seed ${seed}`);
        const outcome = await attempt({ ...options, ...own, law, seed }, progress, (measured) => {
          if (key === PLOTTED && !lines.some((line) => line.name === nameOf(law))) lines.push(lineOf(law, measured));
        });
        appendFileSync(`${RESULTS}/all.jsonl`, `${JSON.stringify({ key, law, ...outcome })}\n`);
        outcomes.set(outcomeKey(law, key), [...(outcomes.get(outcomeKey(law, key)) ?? []), outcome]);
      }
  if (lines.length > 0)
    writeFileSync(
      'docs/images/skew.svg',
      skewPlot({
        title: 'How far apart four viewers are, RTT 200 ± 50 ms with spikes (from the click on play)',
        lines,
        marks: [{ ms: 1000 / 30, words: 'one frame' }],
      }),
    );
  const about = {
    day: new Date().toISOString().slice(0, 10),
    cores: os.cpus().length,
    cpu: os.cpus()[0]?.model ?? 'unknown',
    browser: browserVersion(),
    seconds: options.seconds,
    seeds: options.seeds,
  };
  // A part of the plan is for working on it; the document is for everybody.
  if (options.only.length === 0) writeFileSync('docs/bench-sync.md', document(outcomes, OTHER_LAWS, about));
  return goalTable(outcomes, OTHER_LAWS);
}

async function attempt(
  options: BenchOptions,
  progress: Progress,
  done: (measured: Measured) => void,
): Promise<Outcome> {
  try {
    const measured = await measure(options, progress);
    done(measured);
    return { ok: true, result: measured.result };
  } catch (error) {
    const why = (error as Error).message.split('\n')[0] ?? 'unknown';
    progress(`FAILED: ${why}`);
    return { ok: false, why };
  }
}

const nameOf = (law: LawName) => (law === 'ours' ? 'WatchParty' : law);

function lineOf(law: LawName, { records, window }: Measured): Line {
  if (!window) return { name: nameOf(law), points: [] };
  const points = skewOverTime(records, window).map(({ at, skewMs }) => ({ s: (at - window.from) / 1000, ms: skewMs }));
  return { name: nameOf(law), points };
}

function browserVersion(): string {
  const program = findProgram(['chromium', 'chromium-browser', 'google-chrome']);
  try {
    return program ? execFileSync(program, ['--version'], { encoding: 'utf8' }).trim() : 'no Chromium';
  } catch {
    return 'Chromium of unknown version';
  }
}
