/**
 * How quick the popup opens, in a real Chromium with the built extension, server and stand-in site: `npm run bench:popup`.
 * Exits with 1 if the median of a screen's first paint is over what is promised, with 2 if it was called wrongly.
 */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildExtension } from '../../../scripts/build.ts';
import { startSites } from '../../sites/server.ts';
import { startServer } from '../../support/server.ts';
import { watchMachine } from '../sync/machine-load.ts';
import { withBarePopup } from './bare-popup.ts';
import { type PopupOptions, readCommandLine } from './cli.ts';
import { type Moments, PROMISED_PAINT_MS, type Row, rowOf, tableOf, turn } from './report.ts';
import { GROUPS, type Stand, type Surroundings } from './screens.ts';

/** All stands of a group by turns. */
async function measure(group: (typeof GROUPS)[number], around: Surroundings, rounds: number): Promise<Row[]> {
  const stands: Stand[] = [];
  const openings = new Map<Stand, Moments[]>();
  try {
    for (const make of group) stands.push(await make(around));
    for (let round = 0; round < rounds; round++)
      for (const stand of turn(stands, round))
        openings.set(stand, [...(openings.get(stand) ?? []), await stand.open()]);
    return stands.map((stand) => rowOf(stand.what, openings.get(stand) ?? [], stand.ours));
  } finally {
    await Promise.all(stands.map((stand) => stand.close()));
  }
}

async function run({ openings, extension }: PopupOptions): Promise<{ rows: Row[]; busy: number }> {
  const server = await startServer();
  const sites = await startSites();
  const around: Surroundings = {
    hostRules: sites.hostRules,
    serverUrl: server.url,
    extension: path.resolve(extension),
    bareExtension: withBarePopup(extension),
  };
  const busy = watchMachine();
  try {
    const rows: Row[] = [];
    for (const group of GROUPS) rows.push(...(await measure(group, around, openings)));
    return { rows, busy: busy() };
  } finally {
    rmSync(around.bareExtension, { recursive: true, force: true });
    await sites.close();
    await server.close();
  }
}

let options: PopupOptions | null = null;
try {
  options = readCommandLine(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
if (options) {
  if (!existsSync(`${options.extension}/manifest.json`)) await buildExtension(['chrome']);
  const { rows, busy } = await run(options);
  const share = Math.round(busy * 100);
  if (options.json)
    console.log(JSON.stringify({ promisedPaintMs: PROMISED_PAINT_MS, machineBusyPercent: share, rows }));
  else console.log(`${tableOf(rows)}\n\nthe machine was busy by ${share} %`);
  if (rows.some(({ kept }) => kept === false)) process.exitCode = 1;
}
