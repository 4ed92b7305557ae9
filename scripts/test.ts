import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findMongo } from '../tests/support/mongo.ts';
import { ensurePrerequisites } from './prerequisites.ts';

/**
 * Everything, in the order in which a mistake shows fastest. Each step is a command that can be run by itself; the last
 * line counts the tests of all steps.
 */
interface Step {
  name: string;
  command: readonly string[];
  /** Which runner's JSON report to count. */
  report?: 'vitest' | 'playwright';
}

const REPORTS = 'test-results/reports';
const vitest = (project: string): Step => ({
  name: project,
  command: [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${REPORTS}/${project}.json`,
  ],
  report: 'vitest',
});

const STEPS: readonly Step[] = [
  { name: 'format and lint', command: ['biome', 'check', '.'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'circular imports', command: ['npm', 'run', '--silent', 'check:circles'] },
  vitest('unit'),
  vitest('contract'),
  vitest('integration'),
  vitest('simulation'),
  { name: 'build', command: ['tsx', 'scripts/build.ts'] },
  vitest('built'),
  {
    name: 'extension lint',
    command: ['web-ext', 'lint', '-s', 'dist/firefox', '--no-config-discovery', '--output', 'text'],
  },
  { name: 'e2e', command: ['playwright', 'test', '--reporter=list,json'], report: 'playwright' },
];

interface Count {
  passed: number;
  failed: number;
}

/** A test that passed only on a retry counts as passed, but never silently. */
function countPlaywright(stats: { expected: number; unexpected: number; flaky: number }): Count {
  if (stats.flaky > 0) console.log(`!! ${stats.flaky} flaky: passed only on a retry`);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

function count(step: Step): Count {
  if (!step.report) return { passed: 0, failed: 0 };
  try {
    const report = JSON.parse(readFileSync(`${REPORTS}/${step.name}.json`, 'utf8'));
    return step.report === 'vitest'
      ? { passed: report.numPassedTests, failed: report.numFailedTests }
      : countPlaywright(report.stats);
  } catch {
    return { passed: 0, failed: 0 }; // the runner died before it wrote: its exit code tells
  }
}

function run(step: Step): boolean {
  const [program, ...parameters] = step.command as [string, ...string[]];
  const startedAt = performance.now();
  console.log(`\n== ${step.name}`);
  const { status } = spawnSync(program, parameters, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      PATH: `${process.cwd()}/node_modules/.bin:${process.env.PATH}`,
      PLAYWRIGHT_JSON_OUTPUT_NAME: `${REPORTS}/${step.name}.json`,
    },
  });
  console.log(
    `== ${step.name}: ${status === 0 ? 'ok' : 'FAILED'}, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
  );
  return status === 0;
}

/** Built or found once, before several test files ask for it at the same time. */
function ensureDatabase(): void {
  const mongo = findMongo();
  if (mongo) {
    console.log(`MongoDB tests run against: ${mongo.kind}`);
    return;
  }
  console.error(
    '!! No server with MongoDB’s protocol can be had here (MONGODB_URI, mongod on PATH, or Go 1.24 to build FerretDB): the MongoDB tests are left out.',
  );
  if (process.env.CI) process.exit(1);
}

ensurePrerequisites();
ensureDatabase();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const total: Count = { passed: 0, failed: 0 };
const broken: string[] = [];
for (const step of STEPS) {
  const fine = run(step);
  const { passed, failed } = count(step);
  total.passed += passed;
  total.failed += failed;
  if (!fine) {
    broken.push(step.name);
    if (!step.report) break; // nothing after a broken build or type error says anything new
  }
}
if (broken.length > 0) console.log(`\nfailed: ${broken.join(', ')}`);
console.log(`\n${total.passed} passed, ${Math.max(total.failed, broken.length)} failed`);
process.exit(broken.length > 0 ? 1 : 0);
