import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LEFT_OUT = new Set(['node_modules', '.git', 'dist', 'data', '.cache', 'test-results', 'bench-results']);
let copy: string;

/** Run a command of the house in the copy. */
function run(program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(path.join(ROOT, 'node_modules/.bin', program), args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', VITEST: undefined, VITEST_POOL_ID: undefined, VITEST_WORKER_ID: undefined },
  });
  return { status, output: `${stdout}${stderr}` };
}
const newSite = (...args: string[]) => run('tsx', 'scripts/new-site.ts', ...args);

beforeAll(() => {
  copy = mkdtempSync(path.join(os.tmpdir(), 'watchparty-new-site-'));
  cpSync(ROOT, copy, { recursive: true, filter: (from) => !LEFT_OUT.has(path.relative(ROOT, from)) });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('npm run new:site', () => {
  it('refuses what can be no site, and writes nothing', () => {
    for (const args of [
      [],
      ['New-Site'],
      ['netflix'],
      ['switch'],
      ['definition'],
      ['films'],
      ['newsite', '--host', 'https://x'],
      ['newsite', '--name', "o'x"],
    ]) {
      const { status, output } = newSite(...args);
      expect(status, output).toBe(2);
      expect(output).toContain('usage:');
    }
    expect(readFileSync(path.join(copy, 'shared/sites/site.ts'), 'utf8')).not.toContain('newsite');
  });

  it('makes a site that the compiler, the formatter and every test accept, but for what nobody can know', () => {
    const made = newSite('newsite', '--name', 'New Site', '--host', 'watch.newsite.example');
    expect(made.status, made.output).toBe(0);
    const types = run('tsc', '--noEmit');
    expect(types.status, types.output).toBe(0);
    const form = run(
      'biome',
      'check',
      'shared',
      'extension/content/sites',
      'tests/sites',
      'tests/sites-contract',
      'docs',
    );
    expect(form.status, form.output).toBe(0);
    const report = path.join(copy, 'report.json');
    const files = ['sites', 'subjects']
      .map((name) => `tests/unit/repository/${name}.test.ts`)
      .concat('tests/unit/sites');
    run('vitest', 'run', '--project', 'unit', '--reporter=json', `--outputFile=${report}`, ...files);
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
      testResults: { assertionResults: { status: string; fullName: string }[] }[];
    };
    const all = testResults.flatMap(({ assertionResults }) => assertionResults);
    expect(all.filter(({ status }) => status === 'passed').length).toBeGreaterThan(200);
    expect(all.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)).toEqual([
      'selectors and facts newsite: the adapter says where its facts come from',
    ]);
  }, 240_000);
});
