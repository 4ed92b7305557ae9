import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { MUTANTS, type Mutant, mutated } from './mutants.ts';

/**
 * Breaks the engine in known ways, each in a copy of the tree, and runs the simulation on it: every one has to turn it
 * red, and the code as it is has to leave it green. `npm run test:mutants [-- NAME ...]`; exits 1 otherwise.
 */
const ROOT = path.resolve(import.meta.dirname, '../..');
/** What the simulation reads. */
const COPIED = ['extension', 'shared', 'server', 'tests', 'package.json', 'tsconfig.json', 'vitest.config.ts'];

interface Judged {
  passed: number;
  failed: number;
}

/** @throws if the simulation did not run to its end: that is no red test */
async function simulate(tree: string): Promise<Judged> {
  const report = path.join(tree, 'report.json');
  const vitest = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--project', 'simulation', '--reporter=json', `--outputFile=${report}`];
  const { stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8' });
  const text = await readFile(report, 'utf8').catch(() => null);
  if (text === null) throw new Error(`the simulation wrote no report: ${stderr}`);
  const { numPassedTests, numFailedTests } = JSON.parse(text) as Record<string, number>;
  return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0 };
}

async function inACopy(mutant: Mutant | null): Promise<Judged> {
  const tree = await mkdtemp(path.join(os.tmpdir(), 'wp-mutant-'));
  try {
    for (const part of COPIED) await cp(path.join(ROOT, part), path.join(tree, part), { recursive: true });
    await symlink(path.join(ROOT, 'node_modules'), path.join(tree, 'node_modules'));
    for (const change of mutant?.changes ?? []) {
      const file = path.join(tree, change.file);
      await writeFile(file, mutated(await readFile(file, 'utf8'), change));
    }
    return await simulate(tree);
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !MUTANTS.some((mutant) => mutant.name === name));
if (unknown.length > 0) {
  console.error(`no such mutant: ${unknown.join(', ')} (there are ${MUTANTS.map(({ name }) => name).join(', ')})`);
  process.exit(2);
}

const clean = await inACopy(null);
console.log(`as it is: ${clean.passed} passed, ${clean.failed} failed`);
let wrong = clean.failed > 0 || clean.passed === 0 ? 1 : 0;
for (const mutant of MUTANTS) {
  if (wanted.length > 0 && !wanted.includes(mutant.name)) continue;
  const { failed } = await inACopy(mutant);
  if (failed === 0) wrong++;
  console.log(`${mutant.name}: ${failed === 0 ? 'NOT SEEN' : `red, ${failed} failed`} (${mutant.why})`);
}
process.exit(wrong > 0 ? 1 : 0);
