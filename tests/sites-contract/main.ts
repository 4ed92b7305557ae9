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
import { countOf, keepRow, keptRows, printRow, printTable, type Row, type Verdict } from './table.ts';
import { PLACE } from './try-place.ts';
import { PLAYBACK } from './try-playback.ts';
import { TITLES } from './try-titles.ts';

/**
 * The promises that every adapter makes, tried on each site's stand-in with the built extension in a real browser:
 * `npm run test:sites -- [--json] [--variants] [--browser firefox] [--parallel 2] [--keep directory] [site or row ...]`.
 * Needs `npm run build` before. `--keep` writes each row into the directory as soon as it is done, so that a long run can
 * be cut into several; `--table directory` tries nothing and prints what is kept there.
 */
const RUN: Record<PromiseName, (stage: Stage) => Promise<unknown>> = { ...PLAYBACK, ...PLACE, ...TITLES };

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    variants: { type: 'boolean', default: false },
    browser: { type: 'string', default: 'chromium' },
    parallel: { type: 'string', default: '1' },
    keep: { type: 'string' },
    table: { type: 'string' },
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

/** One after the other from what is left, with sites and a server of one's own: the log of forbidden operations is one. */
async function work(left: Subject[], rows: Map<string, Row>): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'watchparty-sites-'));
  const sites = await startSites();
  const server = await startServer({ dataDir });
  try {
    for (let subject = left.shift(); subject; subject = left.shift()) {
      // A browser for each: what one site broke must not fail the next.
      const ana = await PEOPLE[browser]({ sites, serverUrl: server.url, autoplay: subject.autoplay ?? true });
      try {
        const row = await tryAll({ sites, server, ana }, subject);
        rows.set(nameOf(subject), row);
        if (options.keep) keepRow(options.keep, nameOf(subject), row);
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
}

let rows = new Map<string, Row>();
const order = subjects.map(nameOf);
if (options.table) {
  rows = keptRows(options.table, order);
} else {
  const left = [...subjects];
  await Promise.all(Array.from({ length: Number(options.parallel) }, () => work(left, rows)));
}

if (json) console.log(JSON.stringify(Object.fromEntries(order.map((name) => [name, rows.get(name)])), null, 2));
else if (rows.size > 1) printTable(new Map(order.flatMap((name) => (rows.has(name) ? [[name, rows.get(name)!]] : []))));
console.error(
  `${browser}: ${rows.size} of ${subjects.length} pages, ${names.length} promises: ${countOf(rows, 'pass')} kept, ` +
    `${countOf(rows, 'not applicable')} not applicable, ${countOf(rows, 'fail')} broken`,
);
process.exitCode = countOf(rows, 'fail') === 0 && rows.size === subjects.length && rows.size > 0 ? 0 : 1;
