/**
 * Is memory flat while people come and go (R8)? `npm run soak:server [-- --minutes 60]`: a server on files as an operator runs
 * it, and parties in it from the first guest to the last, again and again. The file store holds in memory what it keeps (parties that
 * are over for thirty days, guests until the sweep), so the heap is compared with that of a second process on the same files,
 * which has kept nothing from before its start. Exits with 1 if more than `MAY_STAY` of an evening is in the first alone, or
 * somebody was refused what is theirs; with 2 if it was called wrongly.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PROBED, readOne } from '../bench/relay/targets.ts';
import { type ServerProcess, spawnServer } from '../support/server-process.ts';
import { readCommandLine, type SoakOptions } from './cli.ts';
import { spendEvening } from './evening.ts';

/**
 * Bytes of heap an evening. By snapshots of both processes some 3 kB are no more objects, but the same ones: a document that grew
 * a field at a time lies in two pieces, one that was read from the disk in one. What could be forgotten of an evening is more: a live
 * party is 10 kB, five seats are 50.
 */
const MAY_STAY = 5_000;
/** Evenings after which code is compiled and caches are full. */
const WARM = 100;
const SAMPLE_EVERY_MS = 30_000;
const SETTLE_MS = 3_000;
/** A party that nobody is connected to leaves live memory after five minutes (`server/heartbeat.ts`). */
const RELEASED_MS = 6 * 60_000;

const startedAt = performance.now();
const seconds = () => (performance.now() - startedAt) / 1_000;
const progress = (words: string) => console.error(`${seconds().toFixed(0).padStart(6)} s  ${words}`);
const mb = (bytes: number) => (bytes / 1e6).toFixed(1);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const start = (dataDir: string): Promise<ServerProcess> =>
  spawnServer(
    {
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
      PORT: '0',
      JWT_SECRET: 'a-secret-of-the-soak-that-is-long-enough',
      DATA_DIR: dataDir,
      API_LIMIT_PER_15_MIN: '1000000',
      // Each party says whose address it stands for: the limits on guests are as in production.
      TRUST_PROXY: '1',
    },
    { execArgv: PROBED, ipc: true },
  );

/** Evenings one after the other in every slot. */
class Churn {
  readonly faults: string[] = [];
  over = 0;
  #begun = 0;

  constructor(readonly options: SoakOptions) {}

  /** @param goOn asked before each evening, with how many were begun since the call */
  async run(url: string, goOn: (begun: number) => boolean): Promise<void> {
    const { parties, people, seconds } = this.options;
    let begun = 0;
    const slot = async (place: number) => {
      // Spread, so that at any moment as many come as go.
      await pause((place / parties) * seconds * 1_000);
      while (goOn(begun)) {
        begun += 1;
        const number = this.#begun++;
        await spendEvening({ url, number, people, seconds }).catch((error: Error) =>
          this.faults.push(`evening ${number}: ${error.message}`),
        );
        this.over += 1;
      }
    };
    await Promise.all(Array.from({ length: parties }, (_, place) => slot(place)));
  }
}

async function heapAfter(server: ServerProcess, ms: number): Promise<number> {
  await pause(ms);
  return (await readOne(server.child, true)).heapBytes;
}

async function soak(options: SoakOptions) {
  const { minutes, parties, people } = options;
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'wp-soak-'));
  const churn = new Churn(options);
  let server = await start(dataDir);
  try {
    progress(`${parties} parties of ${people} at a time, for ${minutes} min`);
    const endsAt = seconds() + minutes * 60;
    const watch = setInterval(async () => {
      const { heapBytes, rssBytes } = await readOne(server.child, true);
      progress(
        `${churn.over} evenings, heap ${mb(heapBytes)} MB, RSS ${mb(rssBytes)} MB, ${churn.faults.length} faults`,
      );
    }, SAMPLE_EVERY_MS);
    await churn.run(server.url, () => seconds() < endsAt);
    clearInterval(watch);
    const evenings = churn.over;
    progress(`${evenings} evenings; until nobody’s party is in live memory`);
    const heapBytes = await heapAfter(server, RELEASED_MS);
    await server.kill('SIGTERM');
    progress(`everybody is gone: heap ${mb(heapBytes)} MB; a second process on the same files`);
    server = await start(dataDir);
    await churn.run(server.url, (begun) => begun < WARM);
    const freshBytes = await heapAfter(server, SETTLE_MS);
    const stays = Math.round((heapBytes - freshBytes) / evenings);
    const kept = stays <= MAY_STAY && churn.faults.length === 0;
    return {
      minutes,
      parties,
      people,
      evenings,
      heapBytes,
      freshBytes,
      bytesAnEvening: stays,
      kept,
      faults: churn.faults,
    };
  } finally {
    await server.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  }
}

let options: SoakOptions | null = null;
try {
  options = readCommandLine(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
if (options) {
  const { faults, ...result } = await soak(options);
  console.log(JSON.stringify({ ...result, faults: faults.length }, null, options.json ? 0 : 2));
  for (const fault of faults.slice(0, 10)) console.error(fault);
  process.exit(result.kept ? 0 : 1);
}
