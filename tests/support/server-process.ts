import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { BUILT_SERVER, buildServer } from '../../scripts/build-server.ts';
import { freePort } from './process.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface ServerProcess {
  url: string;
  port: number;
  child: ChildProcess;
  /** Resolves with the exit code (null: killed by a signal). */
  exited: Promise<number | null>;
  stderr(): string;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

export interface FailedStart {
  code: number | null;
  stderr: string;
}

export interface NodeOptions {
  /** For Node itself. */
  execArgv?: readonly string[];
  /** A channel for messages to what `execArgv` loads into the process. */
  ipc?: boolean;
}

/** Of the code as it is when this process first asks. */
let built: Promise<void> | undefined;

async function launch(env: Record<string, string>, { execArgv = [], ipc = false }: NodeOptions = {}) {
  built ??= buildServer();
  await built;
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])];
  const child = spawn(process.execPath, ['--enable-source-maps', ...execArgv, BUILT_SERVER], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
      API_LIMIT_PER_15_MIN: '100000',
      ...env,
    },
    stdio,
  });
  const text = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    text.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    text.err += chunk;
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  void exited.then(() => process.removeListener('exit', endWithUs));
  return { child, text, exited };
}

/** A server process of its own, as an operator has one, ready to serve. @throws if it ends before it is */
export async function spawnServer(env: Record<string, string>, options?: NodeOptions): Promise<ServerProcess> {
  const { child, text, exited } = await launch(env, options);
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const ready = /ready on http:\/\/localhost:(\d+)/.exec(text.out);
      if (ready) resolve(Number(ready[1]));
    });
    void exited.then((code) => reject(new Error(`the server ended with ${code}: ${text.err}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    child,
    exited,
    stderr: () => text.err,
    kill(signal) {
      child.kill(signal);
      return exited;
    },
  };
}

/** A start that is expected to fail: what it said and its exit code. */
export async function failingServer(env: Record<string, string>): Promise<FailedStart> {
  const { text, exited } = await launch(env);
  return { code: await exited, stderr: text.err };
}

const METRICS_TOKEN = 'the-metrics-token-of-a-lasting-server';

/** A server process on a port and data of its own, the same ones after each restart. */
export interface LastingServer {
  port: number;
  /** Reads its /metrics, as Bearer. */
  metricsToken: string;
  /** kill -9. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

export async function startLastingServer(env: Record<string, string> = {}): Promise<LastingServer> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'wp-server-'));
  const port = await freePort();
  let running: ServerProcess | null = null;
  const start = async () => {
    running = await spawnServer({ NODE_ENV: 'test', PORT: String(port), DATA_DIR: dataDir, METRICS_TOKEN, ...env });
  };
  const end = async (signal: NodeJS.Signals) => void (await running?.kill(signal));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  await start().catch(async (error) => {
    await remove();
    throw error;
  });
  return {
    port,
    metricsToken: METRICS_TOKEN,
    kill: () => end('SIGKILL'),
    start,
    async close() {
      await end('SIGTERM');
      await remove();
    },
  };
}
