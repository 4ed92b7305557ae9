import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

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

function launch(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
      API_LIMIT_PER_15_MIN: '100000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    text.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text.err += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, text, exited };
}

/** A server process of its own (`tsx server/main.ts`), ready to serve. @throws if it ends before it is */
export async function spawnServer(env: Record<string, string>): Promise<ServerProcess> {
  const { child, text, exited } = launch(env);
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', () => {
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
  const { text, exited } = launch(env);
  return { code: await exited, stderr: text.err };
}
