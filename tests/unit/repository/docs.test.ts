import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** What the documents name is there, and what one can run is named. */

const root = readdirSync('.', { withFileTypes: true });
const files = root.filter((entry) => entry.isFile()).map((entry) => entry.name);
const folders = new Set(['deploy', 'docs', 'extension', 'scripts', 'server', 'shared', 'tests']);
for (const folder of [...folders])
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const name = path.posix.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) folders.add(name);
    else files.push(name);
  }
const isThere = (name: string) => files.includes(name) || folders.has(name);
const documents = files.filter((file) => file.endsWith('.md'));
const read = (file: string) => readFileSync(file, 'utf8');

/** Made by whoever runs a server, or by a test. */
const MADE = ['deploy/.env', 'deploy/tls', 'deploy/backups'];
/**
 * `server/party`, `store/sweep-rules`, `scripts/page-scripts`: with or without an ending, and without the extension's or the
 * server's folder. What begins in none of our folders is no path of ours. @param here the document's own folder
 */
function leadsNowhere(named: string, here: string): boolean {
  const name = named.replace(/\/$/, '');
  const inFolder = ['', 'extension/', 'server/', `${here}/`].filter((root) => folders.has(root + name.split('/')[0]));
  const found = inFolder.some((root) => ['', '.ts', '.tsx'].some((ending) => isThere(root + name + ending)));
  return inFolder.length > 0 && !found && !MADE.includes(name);
}

describe.each(documents)('%s', (file) => {
  it('links to what is there', () => {
    const links = [...read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1] ?? '');
    const here = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(here.filter((link) => !isThere(path.posix.join(path.posix.dirname(file), link)))).toEqual([]);
  });

  it('has tables that are tables: each row as many cells as its head', () => {
    const tables = read(file).matchAll(/^\|.*\|\n\|[ :|-]+\|?\n(?:\|.*\n)*/gm);
    const cells = (row: string) => row.replaceAll('\\|', '').split('|').length;
    const torn = [...tables].flatMap(([table]) => {
      const [head = '', ...rows] = table.trimEnd().split('\n');
      return rows.filter((row) => cells(row) !== cells(head));
    });
    expect(torn).toEqual([]);
  });

  it('names tests that are there', () => {
    const named = [...read(file).matchAll(/`([\w/-]+\.(?:spec|test))`/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !files.some((one) => one.endsWith(`/${name}.ts`)))).toEqual([]);
  });

  it('names files and folders that are there', () => {
    const named = [...read(file).matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?)`/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => leadsNowhere(name, path.posix.dirname(file)))).toEqual([]);
  });
});

it('docs/browsers.md has each e2e that no Firefox takes part in, and no other name', () => {
  const table = read('docs/browsers.md').split('## Tried in Chromium alone')[1]?.split('\n## ')[0] ?? '';
  const named = [...table.matchAll(/`([a-z-]+)`/g)].map((match) => match[1] ?? '');
  const specs = files.filter((file) => /^tests\/(e2e|looks)\/[\w-]+\.spec\.ts$/.test(file));
  const nameOf = (file: string) => path.basename(file, '.spec.ts');
  const alone = specs.filter((file) => file.startsWith('tests/e2e/') && !/firefox/i.test(read(file))).map(nameOf);
  expect(alone.filter((name) => !named.includes(name))).toEqual([]);
  expect(named.filter((name) => !specs.some((file) => nameOf(file) === name) && name !== 'looks')).toEqual([]);
});

describe('what can be run', () => {
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
  const words = documents.map(read).join('\n');

  // A bare word may be any word.
  it.each(scripts)('`%s` is named in a document', (script) =>
    expect(words).toMatch(new RegExp(`${script.includes(':') ? '' : 'npm (run )?'}\\b${script}\\b`)),
  );

  it('documents name no script that is gone', () => {
    const run = [...words.matchAll(/npm run\s+([a-z][\w:-]*)/g)].map((match) => match[1] ?? '');
    expect(run.filter((script) => !scripts.includes(script))).toEqual([]);
  });
});

it('code names no document that is not here', () => {
  const names = new Set(documents.map((file) => path.posix.basename(file)));
  const code = files.filter((file) => /\.(?:ts|tsx|css)$/.test(file));
  const named = code.flatMap((file) =>
    [...read(file).matchAll(/(?<![\w-])[a-z][\w-]*\.md\b/g)].map(([name]) => [file, name]),
  );
  expect(named.filter(([, name = '']) => !names.has(name))).toEqual([]);
});

it('each rule of playing in step and each promise of security that a test names is written down', () => {
  const tests = files.filter((file) => /^tests\/.*\.(ts|tsx)$/.test(file)).map(read);
  const named = new Set(
    tests.flatMap((test) => [...test.matchAll(/\[([ABIPRS]\d+)\]/g)].map((match) => match[1] ?? '')),
  );
  const written = new Set<string>();
  for (const file of ['docs/sync.md', 'docs/security.md'])
    for (const [, rules] of read(file).matchAll(/^- \*\*([ABIPRS]\d[^*]*)\*\*/gm))
      for (const [, letter, from, to] of (rules ?? '').matchAll(/([ABIPRS])(\d+)(?:-\1?(\d+))?/g))
        for (let n = Number(from); n <= Number(to ?? from); n++) written.add(`${letter}${n}`);
  expect([...named].filter((rule) => !written.has(rule))).toEqual([]);
  expect([...written].filter((rule) => !named.has(rule))).toEqual([]);
});
