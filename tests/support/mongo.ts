import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findProgram } from '../../scripts/prerequisites.ts';
import { buildFerretDb } from './ferretdb.ts';
import { freePort, type RunningProcess, startProcess } from './process.ts';

/** A database server process that speaks MongoDB's protocol. */
export interface MongoServer {
  uri: string;
  /** What was found, for the report: results hold for this. */
  kind: 'given' | 'mongod' | 'ferretdb';
  /** kill -9 and start again on the same data; not for a given server. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A killed process loses nothing that is in a file system in memory, and a busy disk would be what the tests measure. */
const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();

/** How to start a server here: `MONGODB_URI`, a `mongod` on PATH, or FerretDB built by Go; null if none can be had. */
export function findMongo(): {
  kind: MongoServer['kind'];
  command: string;
  args(port: number, directory: string): string[];
} | null {
  if (process.env.MONGODB_URI) return { kind: 'given', command: '', args: () => [] };
  const mongod = findProgram(['mongod']);
  if (mongod)
    return {
      kind: 'mongod',
      command: mongod,
      args: (port, dir) => ['--port', `${port}`, '--bind_ip', '127.0.0.1', '--dbpath', dir],
    };
  const ferretdb = buildFerretDb();
  if (ferretdb)
    return { kind: 'ferretdb', command: ferretdb, args: (port, dir) => [`127.0.0.1:${port}`, `file:${dir}/`] };
  return null;
}

/**
 * The same server and the same rights, another database. Not by `URL`: that knows no list of hosts.
 * @throws Error if it is no MongoDB address
 */
export function withDatabase(uri: string, database: string): string {
  const parts = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(uri);
  if (!parts) throw new Error('MONGODB_URI: no MongoDB address');
  const [, server = '', before = '', query = ''] = parts;
  const options = new URLSearchParams(query);
  // Who signs in is looked for in the address' database unless it says where: that must not change with it.
  if (server.includes('@') && !options.has('authSource')) options.set('authSource', before || 'admin');
  const asked = options.toString();
  return `${server}/${database}${asked && `?${asked}`}`;
}

/** Start one on a free port with an empty data directory; null if none can be had on this machine. */
export async function startMongo(): Promise<MongoServer | null> {
  const found = findMongo();
  if (!found) return null;
  const database = `watchparty_${process.pid}_${Date.now().toString(36)}`;
  if (found.kind === 'given') {
    const uri = withDatabase(process.env.MONGODB_URI as string, database);
    const impossible = () => Promise.reject(new Error('not our server to kill'));
    return { uri, kind: 'given', kill: impossible, restart: impossible, close: async () => undefined };
  }
  const directory = mkdtempSync(path.join(SCRATCH, 'watchparty-mongo-'));
  const port = await freePort();
  const start = () => startProcess(found.command, found.args(port, directory), port);
  let running: RunningProcess = await start();
  return {
    uri: `mongodb://127.0.0.1:${port}/${database}`,
    kind: found.kind,
    kill: () => running.kill(),
    async restart() {
      await running.kill();
      running = await start();
    },
    async close() {
      await running.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
