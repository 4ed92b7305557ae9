import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { applied, editsFor } from './new-site/edits.ts';
import { newFiles } from './new-site/new-files.ts';

/**
 * `npm run new:site -- <id> [--name "Its Name"] [--host www.example.com]`: definition, adapter, stand-in page, and a row
 * wherever all sites are named (docs/adding-a-site.md). What it can't know is marked `[?]`, and a test asks for it.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { name: { type: 'string' }, host: { type: 'string' } },
});
const [id = ''] = positionals;

/** No names of variables, or names that the files use themselves (`new-files.ts`). */
const RESERVED = new Set(
  `arguments as async await break case catch class const continue debugger default definition delete do else enum eval export
  extends false finally for from function get if implements import in instanceof interface let new null of package private
  protected public return satisfies set static super switch this throw true try type typeof undefined var void watched while
  with yield`.split(/\s+/),
);

function refuse(why: string): never {
  console.error(`${why}\nusage: npm run new:site -- <id> [--name "Its Name"] [--host www.example.com]`);
  process.exit(2);
}

if (!/^[a-z]{2,24}$/.test(id)) refuse('the id is 2 to 24 small letters: it names files, and variables in them');
if (RESERVED.has(id)) refuse(`${id} means something already, in the language or in the files that are made`);
if (readFileSync('tests/sites/registry.ts', 'utf8').includes(`\n  ${id}: {`))
  refuse(`a stand-in page is called ${id} already`);
const site = { id, name: values.name ?? id[0]?.toUpperCase() + id.slice(1), host: values.host ?? `www.${id}.com` };
if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(site.host)) refuse(`${site.host} is no host`);
if (!/^[^'`\\|$]{1,40}$/.test(site.name)) refuse('the name has at most 40 characters, and no quotes or bars');

const files = newFiles(site);
const taken = Object.keys(files).find((file) => existsSync(file));
if (taken) refuse(`${taken} is there already`);

// All edits are made before the first is written: a place that is not found leaves nothing half done.
const texts = new Map<string, string>(Object.entries(files));
for (const edit of editsFor(site))
  texts.set(edit.file, applied(edit, texts.get(edit.file) ?? readFileSync(edit.file, 'utf8')));
for (const [file, text] of texts) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const code = [...texts.keys()].filter((file) => file.endsWith('.ts'));
const format = spawnSync(path.resolve('node_modules/.bin/biome'), ['check', '--write', ...code], { encoding: 'utf8' });
if (format.status !== 0) console.error(format.stderr);

console.log(`${site.name} is a site now. Written:
${[...texts.keys()].map((file) => `  ${file}`).join('\n')}

To do, in this order (docs/adding-a-site.md):
  1. shared/sites/${id}.ts: the form of its addresses and ids
  2. tests/sites/pages/${id}/main.ts: the player's boxes, and what the site does and punishes
  3. extension/content/sites/${id}.ts: selectors, each with its evidence in place of [?]
  4. the rows in docs/sites.md and tests/sites/README.md
  5. npm run verify; npm run build; npm run test:sites -- ${id}`);
