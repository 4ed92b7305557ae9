import { readCommandLine, UsageProblem } from './cli.ts';
import { compare } from './compare.ts';
import { findKnees } from './knee.ts';

const startedAt = performance.now();
const progress = (words: string) =>
  console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${words}`);

async function main(): Promise<void> {
  const options = readCommandLine(process.argv.slice(2));
  const result = options.knee ? await findKnees(options, progress) : await compare(options, progress);
  console.log(JSON.stringify(result, null, options.json ? 0 : 2));
}

// Servers and loads end with us; these are for a second Ctrl-C and a bug.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

await main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof UsageProblem ? error.message : error);
    process.exit(error instanceof UsageProblem ? 2 : 1);
  },
);
