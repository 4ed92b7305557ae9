import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openEmbeddedStore } from '../../../server/store/embedded/embedded-store.ts';
import { openMongoStore } from '../../../server/store/mongo/mongo-store.ts';
import type { UserRecord } from '../../../server/store/store.ts';
import { startMongo } from '../../support/mongo.ts';
import { startRedis } from '../../support/redis.ts';
import { type ServerProcess, spawnServer } from '../../support/server-process.ts';
import type { Target } from './load-party.ts';
import type { ProbeOrder, Reading } from './reading.ts';
import type { ParserName } from './wire.ts';

/** What is measured: one or more processes, and how to ask them. */
export interface Measured {
  target: Target;
  /** Sums over its processes. */
  read(collect?: boolean): Promise<Reading>;
  /** What stands behind it, for the report. */
  backing: string;
  close(): Promise<void>;
}

export const PROBED = ['--expose-gc', '--import', new URL('./probe.mjs', import.meta.url).href];
const SECRET = 'a-secret-of-the-bench-that-is-long-enough';

/** Asks a process that was started with `PROBED` and a channel. @param collect its garbage first */
export async function readOne(child: ChildProcess, collect: boolean): Promise<Reading> {
  const answer = new Promise<Reading>((resolve) => {
    const hear = (message: unknown) => {
      if ((message as { kind?: string }).kind !== 'reading') return;
      child.off('message', hear);
      resolve(message as Reading);
    };
    child.on('message', hear);
  });
  child.send({ kind: 'probe', collect } satisfies ProbeOrder);
  return answer;
}

async function readAll(children: readonly ChildProcess[], collect = false): Promise<Reading> {
  const readings = await Promise.all(children.map((child) => readOne(child, collect)));
  const sum = (pick: (one: Reading) => number) => readings.reduce((total, one) => total + pick(one), 0);
  return {
    kind: 'reading',
    cpuUs: sum((one) => one.cpuUs),
    mainUs: sum((one) => one.mainUs),
    rssBytes: sum((one) => one.rssBytes),
    heapBytes: sum((one) => one.heapBytes),
  };
}

interface OursOptions {
  nodes: number;
  /** Profiles are written here when the processes stop. */
  profileDir?: string | undefined;
  /** Accounts that are there before it starts. */
  accounts?: readonly UserRecord[] | undefined;
}

/** Our server as an operator runs it: one node on files, or several on Redis and a database. @throws if one is missing */
export async function startOurs({ nodes, profileDir, accounts = [] }: OursOptions): Promise<Measured> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'wp-relay-'));
  const redis = nodes > 1 ? await startRedis() : null;
  const mongo = nodes > 1 ? await startMongo() : null;
  if (nodes > 1 && (!redis || !mongo)) throw new Error('--nodes 2 needs redis-server and a MongoDB (or Go) here');
  const shared = redis && mongo ? { REDIS_URL: redis.url, MONGODB_URI: mongo.uri } : null;
  if (accounts.length > 0) {
    const store = await (mongo ? openMongoStore({ uri: mongo.uri }) : openEmbeddedStore(dataDir));
    for (const account of accounts) await store.users.insert(account);
    await store.close();
  }
  const servers: ServerProcess[] = [];
  for (let n = 0; n < nodes; n++) {
    const env = {
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
      PORT: '0',
      JWT_SECRET: SECRET,
      DATA_DIR: dataDir,
      API_LIMIT_PER_15_MIN: '1000000',
      // The load says whose address it stands for: the limits on guests and sign-ins are as in production.
      TRUST_PROXY: '1',
      ...shared,
    };
    const execArgv = [...PROBED, ...(profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : [])];
    servers.push(await spawnServer(env, { execArgv, ipc: true }));
  }
  const children = servers.map((server) => server.child);
  return {
    target: { kind: 'ours', urls: servers.map((server) => server.url), parser: 'json' },
    read: (collect) => readAll(children, collect),
    backing: shared ? `redis-server and ${mongo?.kind}` : 'embedded files',
    async close() {
      await Promise.all(servers.map((server) => server.kill('SIGTERM')));
      await Promise.all([redis?.close(), mongo?.close()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The bare relay, as many processes as ours has nodes, over a Redis of its own. */
export async function startBare({ nodes, parser }: { nodes: number; parser: ParserName }): Promise<Measured> {
  const redis = nodes > 1 ? await startRedis() : null;
  const children: ChildProcess[] = [];
  const urls: string[] = [];
  for (let n = 0; n < nodes; n++) {
    const args = [parser, ...(redis ? [redis.url] : [])];
    const script = new URL('./bare-relay.ts', import.meta.url);
    const child = fork(script, args, { execArgv: ['--import', 'tsx', ...PROBED] });
    const [ready] = (await once(child, 'message')) as [{ port: number }];
    children.push(child);
    urls.push(`http://127.0.0.1:${ready.port}`);
  }
  return {
    target: { kind: 'bare', urls, parser },
    read: (collect) => readAll(children, collect),
    backing: redis ? 'redis-server' : 'nothing',
    async close() {
      for (const child of children) child.kill('SIGKILL');
      await redis?.close();
    },
  };
}
