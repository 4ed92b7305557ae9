import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { findProgram } from '../../../scripts/prerequisites.ts';
import { ALL_SEEDS, type BenchOptions, type LawName } from './cli.ts';
import { measuredCode } from './code.ts';
import { type Entry, openLedger } from './ledger.ts';
import { skewOverTime } from './metrics/tracks.ts';
import { OTHER_LAWS, PLAN, secondsOf, seedsFor } from './plan.ts';
import { document, goalTable, type Outcome, outcomeKey } from './report/document.ts';
import { comparison, withComparison } from './report/readme.ts';
import { type Line, skewPlot } from './report/svg-plot.ts';
import type { Measured } from './result.ts';
import type { Progress } from './rig.ts';
import { measure } from './run.ts';

const LEDGER = 'bench-results/all.jsonl';
/** The run whose skew the README shows. */
const PLOTTED = 'steady-C';

/**
 * All rows of the goals table, or with `only` some of them; writes docs/bench-sync.md, its plot and the README's part
 * once every planned run is there, of at least the promised number of seeds.
 * @returns the table
 * @throws Error when the code is changed meanwhile; what was measured stays in the ledger
 */
export async function runAll(options: BenchOptions, progress: Progress): Promise<string> {
  const code = measuredCode();
  const { seconds } = options;
  const ledger = openLedger(LEDGER, options.resume, { code, seconds });
  const planned = PLAN.flatMap((row) =>
    row.laws.flatMap((law) =>
      seedsFor(law, options.seeds).map((seed) => ({ ...row, law, seed, takesS: secondsOf(row, seconds) })),
    ),
  );
  const isWanted = ({ key }: { key: string }) => options.only.length === 0 || options.only.includes(key);
  const left = planned.filter((one) => isWanted(one) && !ledger.find(one.key, one.law, one.seed));
  progress(
    `${planned.length} runs of code ${code}: some ${minutes(planned)} min in all, ${left.length} to do: ${minutes(left)} min`,
  );
  for (const [nth, { key, law, seed, options: own }] of left.entries()) {
    progress(
      `== ${key}, ${law}, seed ${seed} (${nth + 1} of ${left.length}, some ${minutes(left.slice(nth))} min left)`,
    );
    const found = await attempt(key, { ...options, ...own, law, seed }, progress);
    if (measuredCode() !== code)
      throw new Error(`the code changed (${code}, now ${measuredCode()}): measure in a worktree of its own`);
    ledger.add({ key, law, seed, code, seconds, ...found });
  }
  const outcomes = group(ledger.entries);
  // A part of the plan is for working on it; the document is for everybody.
  const isWhole = planned.every(({ key, law, seed }) => ledger.find(key, law, seed));
  if (isWhole && options.seeds.length >= ALL_SEEDS.length) publish(ledger.entries, outcomes, { ...options, code });
  else progress(`nothing is written: the documents need every row with ${ALL_SEEDS.length} seeds or more`);
  return goalTable(outcomes, OTHER_LAWS);
}

const minutes = (runs: readonly { takesS: number }[]): number =>
  Math.round(runs.reduce((sum, { takesS }) => sum + takesS, 0) / 60);

async function attempt(
  key: string,
  options: BenchOptions,
  progress: Progress,
): Promise<{ outcome: Outcome; line?: Line }> {
  try {
    const measured = await measure(options, progress);
    const outcome = { ok: true, result: measured.result } as const;
    return key === PLOTTED ? { outcome, line: lineOf(options.law, measured) } : { outcome };
  } catch (error) {
    const why = (error as Error).message.split('\n')[0] ?? 'unknown';
    progress(`FAILED: ${why}`);
    return { outcome: { ok: false, why } };
  }
}

function group(entries: readonly Entry[]): Map<string, Outcome[]> {
  const outcomes = new Map<string, Outcome[]>();
  for (const { key, law, outcome } of entries) {
    const name = outcomeKey(law, key);
    outcomes.set(name, [...(outcomes.get(name) ?? []), outcome]);
  }
  return outcomes;
}

function publish(
  entries: readonly Entry[],
  outcomes: Map<string, Outcome[]>,
  options: BenchOptions & { code: string },
): void {
  mkdirSync('docs/images', { recursive: true });
  const first = options.seeds[0];
  const lines = entries.flatMap(({ seed, line }) => (line && seed === first ? [line] : []));
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
    code: options.code,
  };
  writeFileSync('docs/bench-sync.md', document(outcomes, OTHER_LAWS, about));
  const part = comparison(outcomes, OTHER_LAWS, about);
  writeFileSync('README.md', withComparison(readFileSync('README.md', 'utf8'), part));
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
