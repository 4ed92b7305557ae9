import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort, type RunningProcess, startProcess } from '../../support/process.ts';

/** The real server in a process of its own, on the same port and data after each restart. */
export interface ServerProcess {
  port: number;
  /** kill -9. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function startServerProcess(): Promise<ServerProcess> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'watchparty-bench-'));
  const port = await freePort();
  let running: RunningProcess | null = null;
  const start = async () => {
    running = await startProcess(process.execPath, ['--import', 'tsx', 'server/main.ts'], port, {
      env: {
        ...process.env,
        NODE_ENV: 'test',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATA_DIR: data,
        LOG_LEVEL: 'warn',
        // All viewers of a bench come from one address.
        API_LIMIT_PER_15_MIN: '100000',
      },
    });
  };
  const remove = () => rmSync(data, { recursive: true, force: true });
  await start().catch((error) => {
    remove();
    throw error;
  });
  return {
    port,
    kill: async () => running?.kill(),
    start,
    async close() {
      await running?.stop();
      remove();
    },
  };
}
