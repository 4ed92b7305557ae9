import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type App, type AppDeps, createApp } from '../../server/app.ts';
import { memoryLiveState } from '../../server/live/memory-live-state.ts';
import { makeLog } from '../../server/log.ts';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';

export interface ServerOptions extends Partial<Omit<AppDeps, 'log'>> {
  /** Kept after `close` when given; else a directory of its own, removed. */
  dataDir?: string;
  port?: number;
  /** Silent, unless a test goes wrong: `error`. */
  logLevel?: string;
  /** Where the log goes instead of standard output. */
  logTo?: { write(line: string): void };
}

export interface TestServer {
  /** `http://127.0.0.1:PORT` */
  url: string;
  port: number;
  app: App;
  dataDir: string;
  close(): Promise<void>;
}

/** High enough for a suite that runs from one address; the limits have tests of their own. */
const WIDE_HTTP_LIMITS = {
  api: 1e6,
  loginPerAccount: 1e6,
  loginPerAddress: 1e6,
  registerPerAddress: 1e6,
  guestPerAddress: 1e6,
  pictureChanges: 1e6,
  pictureReads: 1e6,
  invitePage: 1e6,
};

export const TEST_SECRET = 'a-secret-of-tests-that-is-long-enough';

/** A directory for one test. */
export const scratchDir = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'wp-server-'));

/** The real server on a free port of the loopback, in this process. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const { dataDir: given, port = 0, logLevel = 'silent', logTo, ...deps } = options;
  const dataDir = given ?? (await scratchDir());
  const app = createApp({
    store: deps.store ?? (await openEmbeddedStore(dataDir)),
    live: memoryLiveState(),
    log: makeLog(logLevel, logTo),
    secret: TEST_SECRET,
    ...deps,
    httpLimits: { ...WIDE_HTTP_LIMITS, ...deps.httpLimits },
  });
  const listening = await app.listen(port, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${listening.port}`,
    port: listening.port,
    app,
    dataDir,
    async close() {
      await app.close();
      if (given === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
