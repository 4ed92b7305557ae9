import { mkdirSync, writeFileSync } from 'node:fs';
import { runAll } from './all.ts';
import { readCommandLine, UsageProblem } from './cli.ts';
import { skewOverTime } from './metrics/tracks.ts';
import { preflight } from './preflight.ts';
import { resultTable } from './report/result-table.ts';
import { skewPlot } from './report/svg-plot.ts';
import type { Measured } from './result.ts';
import { complete, measure } from './run.ts';

const RESULTS = 'bench-results';
const startedAt = performance.now();
const progress = (words: string) =>
  console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${words}`);

function savePlot({ result, records, window }: Measured): string | null {
  if (!window) return null;
  const points = skewOverTime(records, window).map(({ at, skewMs }) => ({ s: (at - window.from) / 1000, ms: skewMs }));
  mkdirSync(RESULTS, { recursive: true });
  const file = `${RESULTS}/${result.law}-${result.scenario}-${result.profile}-${result.seed}.svg`;
  const title = `Skew of ${result.viewers} viewers, ${result.law}, profile ${result.profile}`;
  writeFileSync(
    file,
    skewPlot({ title, lines: [{ name: result.law, points }], marks: [{ ms: 1000 / 30, words: 'one frame' }] }),
  );
  return file;
}

async function main(): Promise<void> {
  const options = complete(readCommandLine(process.argv.slice(2)));
  const { missing, warnings } = preflight(options.viewers, options.firefox > 0 || options.all);
  for (const warning of warnings) progress(`note: ${warning}`);
  if (missing.length > 0) throw new UsageProblem(`missing:\n  ${missing.join('\n  ')}`);
  if (options.all) {
    console.log(await runAll(options, progress));
    return;
  }
  const measured = await measure(options, progress);
  if (options.json) {
    console.log(JSON.stringify(measured.result));
    return;
  }
  console.log(resultTable(measured.result));
  const file = savePlot(measured);
  if (file) console.log(`\nplot: ${file}`);
}

// Browsers and servers end with `close`; these are for a second Ctrl-C and a bug.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

await main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof UsageProblem ? error.message : error);
    process.exit(error instanceof UsageProblem ? 2 : 1);
  },
);
