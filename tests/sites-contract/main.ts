import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startSites } from '../sites/server.ts';
import { launchChromium } from '../support/chromium.ts';
import { useServer } from '../support/party-flow.ts';
import { startServer } from '../support/server.ts';
import { RUN, reasonAgainst } from './promises.ts';
import { type House, openStage, type Stage } from './stage.ts';
import { nameOf, PROMISES, type PromiseName, SUBJECTS, type Subject, VARIANTS } from './subjects.ts';

/**
 * The promises that every adapter makes, tried on each site's stand-in with the built extension in a real Chromium:
 * `npx tsx tests/sites-contract/main.ts [--json] [--variants] [site ...]`. Needs `npm run build` before.
 */
type Verdict = { verdict: 'pass' } | { verdict: 'not applicable' | 'fail'; reason: string };
type Row = Record<PromiseName, Verdict>;

const args = process.argv.slice(2);
const json = args.includes('--json');
const wanted = args.filter((arg) => !arg.startsWith('--'));
const all = args.includes('--variants') ? VARIANTS() : SUBJECTS;
const subjects = all.filter(({ site }) => wanted.length === 0 || wanted.includes(site));

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 400) ?? '';

async function attempt(subject: Subject, name: PromiseName, stage: Stage): Promise<Verdict> {
  const reason = reasonAgainst(subject, name);
  if (reason !== undefined) return { verdict: 'not applicable', reason };
  try {
    await RUN[name](stage);
    return { verdict: 'pass' };
  } catch (error) {
    const seen = JSON.stringify({ state: stage.state(), content: stage.content(), timeline: stage.timeline() });
    return { verdict: 'fail', reason: `${reasonOf(error)}; ${seen}` };
  }
}

async function tryAll(house: House, subject: Subject): Promise<Row> {
  const row = {} as Row;
  let stage: Stage;
  try {
    stage = await openStage(house, subject);
  } catch (error) {
    const reason = `not opened: ${reasonOf(error)}`;
    for (const name of PROMISES) row[name] = { verdict: 'fail', reason };
    return row;
  }
  try {
    for (const name of PROMISES) row[name] = await attempt(subject, name, stage);
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
    const ana = await launchChromium('sites-contract', { hostRules: sites.hostRules });
    try {
      await useServer(ana, server.url);
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
const failed = [...rows.values()]
  .flatMap((row) => Object.values(row))
  .filter(({ verdict }) => verdict === 'fail').length;
console.error(failed === 0 ? `all promises kept on ${rows.size} pages` : `${failed} promises broken`);
process.exitCode = failed === 0 && rows.size > 0 ? 0 : 1;

function printRow(name: string, row: Row): void {
  const marks = { pass: '+', 'not applicable': '-', fail: 'X' } as const;
  console.log(`${name.padEnd(20)} ${PROMISES.map((promise) => `${promise}${marks[row[promise].verdict]}`).join(' ')}`);
  for (const promise of PROMISES) {
    const result = row[promise];
    if (result.verdict !== 'pass') console.log(`    ${promise}: ${result.verdict}: ${result.reason}`);
  }
}
