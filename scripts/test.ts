import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
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
  {
    name: 'looks',
    command: ['playwright', 'test', '--config', 'playwright.looks.config.ts', '--reporter=list,json'],
    report: 'playwright',
  },
  { name: 'e2e', command: ['playwright', 'test', '--reporter=list,json'], report: 'playwright' },
];

interface Count {
  passed: number;
  failed: number;
  /** Names of what did not run here: never silent. */
  skipped: readonly string[];
  /** Name and first words of each failure, told once more at the very end: a log may be cut in its middle. */
  failures: readonly string[];
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

interface PlaywrightSpec {
  title: string;
  file: string;
  tests: { status: string }[];
}
interface PlaywrightSuite {
  specs: PlaywrightSpec[];
  suites?: PlaywrightSuite[];
}
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  suites: PlaywrightSuite[];
}

/** A test that passed only on a retry counts as passed, but never silently. */
function countPlaywright({ stats, suites }: PlaywrightReport): Count {
  if (stats.flaky > 0) console.log(`!! ${stats.flaky} flaky: passed only on a retry`);
  const specs = (suite: PlaywrightSuite): PlaywrightSpec[] => [...suite.specs, ...(suite.suites ?? []).flatMap(specs)];
  const skipped = suites
    .flatMap(specs)
    .filter(({ tests }) => tests.some(({ status }) => status === 'skipped'))
    .map(({ file, title }) => `${file}: ${title}`);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped, failures: [] };
}

function countVitest({ numPassedTests, numFailedTests, testResults }: VitestReport): Count {
  const failures = testResults.flatMap((file) => {
    const tests = file.assertionResults.filter(({ status }) => status === 'failed');
    const said = tests.map(({ fullName, failureMessages }) => `${fullName}\n  ${failureMessages[0]?.slice(0, 600)}`);
    // A file that fails outside of its tests, as in a hook, has a message of its own.
    if (said.length === 0 && file.status === 'failed') said.push(file.message.slice(0, 600));
    return said.map((what) => `${relative(process.cwd(), file.name)}: ${what}`);
  });
  const skipped = testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === 'skipped' || status === 'pending')
      .map(({ fullName }) => `${relative(process.cwd(), file.name)}: ${fullName}`),
  );
  return { passed: numPassedTests, failed: numFailedTests, skipped, failures };
}

function count(step: Step): Count {
  const nothing = { passed: 0, failed: 0, skipped: [], failures: [] };
  if (!step.report) return nothing;
  try {
    const report = JSON.parse(readFileSync(`${REPORTS}/${step.name}.json`, 'utf8'));
    return step.report === 'vitest' ? countVitest(report) : countPlaywright(report);
  } catch {
    return nothing; // the runner died before it wrote: its exit code tells
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
let passed = 0;
let failed = 0;
const failures: string[] = [];
const skipped: string[] = [];
const broken: string[] = [];
for (const step of STEPS) {
  const fine = run(step);
  const counted = count(step);
  passed += counted.passed;
  failed += counted.failed;
  failures.push(...counted.failures);
  skipped.push(...counted.skipped);
  if (!fine) {
    broken.push(step.name);
    if (!step.report) break; // nothing after a broken build or type error says anything new
  }
}
for (const one of failures) console.log(`\n✗ ${one}`);
if (broken.length > 0) console.log(`\nfailed: ${broken.join(', ')}`);
for (const one of skipped) console.log(`not run here: ${one}`);
console.log(`\n${passed} passed, ${Math.max(failed, broken.length)} failed, ${skipped.length} skipped`);
process.exit(broken.length > 0 ? 1 : 0);
