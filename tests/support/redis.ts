import { findProgram } from '../../scripts/prerequisites.ts';
import { freePort, type RunningProcess, startProcess } from './process.ts';

export interface RedisServer {
  url: string;
  /** kill -9; what was in memory is gone, as after a real crash of a Redis without persistence. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** SIGSTOP: it takes what is sent, and answers when `goOn` is called. */
  hang(): void;
  goOn(): void;
  close(): Promise<void>;
}

/** A real redis-server on a free port, without persistence; null where there is none. */
export async function startRedis(): Promise<RedisServer | null> {
  const command = findProgram(['redis-server']);
  if (!command) return null;
  const port = await freePort();
  const start = () =>
    startProcess(command, ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], port);
  let running: RunningProcess = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => running.kill(),
    async restart() {
      await running.kill();
      running = await start();
    },
    hang: () => void running.child.kill('SIGSTOP'),
    goOn: () => void running.child.kill('SIGCONT'),
    close: () => running.kill(),
  };
}
