import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startSites } from '../sites/server.ts';
import { startServer } from '../support/server.ts';
import { GENERIC } from './generic-subjects.ts';
import { type BrowserName, PEOPLE } from './people.ts';
import { PROMISE_NAMES, PROMISES, type PromiseName } from './promises.ts';
import { type House, openStage, type Stage } from './stage.ts';
import { nameOf, SERVICES, type Subject, VARIANTS } from './subjects.ts';
import { PLACE } from './try-place.ts';
import { PLAYBACK } from './try-playback.ts';
import { TITLES } from './try-titles.ts';

/**
 * The promises that every adapter makes, tried on each site's stand-in with the built extension in a real browser:
 * `npm run test:sites -- [--json] [--variants] [--browser firefox] [site or row ...]`. Needs `npm run build` before.
 */
type Verdict = { verdict: 'pass' } | { verdict: 'not applicable' | 'fail'; reason: string };
type Row = Partial<Record<PromiseName, Verdict>>;

const RUN: Record<PromiseName, (stage: Stage) => Promise<unknown>> = { ...PLAYBACK, ...PLACE, ...TITLES };

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    variants: { type: 'boolean', default: false },
    browser: { type: 'string', default: 'chromium' },
  },
});
const json = options.json;
if (!(options.browser in PEOPLE)) throw new Error(`--browser ${Object.keys(PEOPLE).join(' or ')}`);
const browser = options.browser as BrowserName;
const names = PROMISE_NAMES.filter((name) => browser === 'chromium' || PROMISES[name].firefox);
const all = options.variants ? VARIANTS() : [...SERVICES, ...GENERIC];
const subjects = all.filter((one) => wanted.length === 0 || wanted.some((it) => it === one.site || it === nameOf(one)));

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 400) ?? '';

/** The last that the page has noted, in seconds before now. */
const LOG = `window.__standin.log().slice(-14).map((e) =>
  ((e.at - Date.now()) / 1000).toFixed(1) + ' ' + e.kind + ' ' + e.name + ' ' + e.detail).join(', ')`;

async function attempt(subject: Subject, name: PromiseName, stage: Stage): Promise<Verdict> {
  const reason = subject.without?.[name];
  if (reason !== undefined) return { verdict: 'not applicable', reason };
  try {
    await RUN[name](stage);
    return { verdict: 'pass' };
  } catch (error) {
    const seen = JSON.stringify({ state: stage.state(), content: stage.content(), timeline: stage.timeline() });
    const log = await stage.page.film<string>(LOG).catch(() => '');
    return { verdict: 'fail', reason: `${reasonOf(error)}; ${seen}; Ana: ${stage.acts().join(' ')}; site: ${log}` };
  }
}

async function tryAll(house: House, subject: Subject): Promise<Row> {
  const row: Row = {};
  let stage: Stage;
  try {
    stage = await openStage(house, subject);
  } catch (error) {
    const reason = `not opened: ${reasonOf(error)}`;
    for (const name of names) row[name] = { verdict: 'fail', reason };
    return row;
  }
  try {
    for (const name of names) row[name] = await attempt(subject, name, stage);
  } finally {
    await stage.close();
  }
  return row;
}

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'watchparty-sites-'));
const sites = await startSites();
const server = await startServer({ dataDir });
const rows = new Map<string, Row>();
try {
  for (const subject of subjects) {
    // A browser for each: what one site broke must not fail the next.
    const ana = await PEOPLE[browser]({ sites, serverUrl: server.url, autoplay: subject.autoplay ?? true });
    try {
      const row = await tryAll({ sites, server, ana }, subject);
      rows.set(nameOf(subject), row);
      if (!json) printRow(nameOf(subject), row);
    } finally {
      await ana.close();
    }
  }
} finally {
  await server.close();
  await sites.close();
  rmSync(dataDir, { recursive: true, force: true });
}

if (json) console.log(JSON.stringify(Object.fromEntries(rows), null, 2));
const count = (verdict: Verdict['verdict']) =>
  [...rows.values()].flatMap((row) => Object.values(row)).filter((one) => one.verdict === verdict).length;
console.error(
  `${browser}: ${rows.size} pages, ${names.length} promises: ${count('pass')} kept, ` +
    `${count('not applicable')} not applicable, ${count('fail')} broken`,
);
process.exitCode = count('fail') === 0 && rows.size > 0 ? 0 : 1;

function printRow(name: string, row: Row): void {
  const marks = { pass: '+', 'not applicable': '-', fail: 'X' } as const;
  const cells = names.map((promise) => `${promise}${marks[row[promise]?.verdict ?? 'fail']}`);
  console.log(`${name.padEnd(20)} ${cells.join(' ')}`);
  for (const promise of names) {
    const result = row[promise];
    if (result && result.verdict !== 'pass') console.log(`    ${promise}: ${result.verdict}: ${result.reason}`);
  }
}
