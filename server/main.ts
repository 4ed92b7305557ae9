import path from 'node:path';
import { keptSecret } from './accounts/secret.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { memoryLiveState } from './live/memory-live-state.ts';
import { makeLog } from './log.ts';
import { StartProblem } from './start-problem.ts';
import { openEmbeddedStore } from './store/embedded/embedded-store.ts';

/** After this a stop that hangs is ended by force (R6). */
const STOP_MAX_MS = 9_500;

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = makeLog(config.LOG_LEVEL);
  const dataDir = path.resolve(config.DATA_DIR);
  const store = await openEmbeddedStore(dataDir);
  const secret = config.JWT_SECRET ?? (await keptSecret(dataDir));
  const app = createApp({
    store,
    live: memoryLiveState(),
    log,
    secret,
    publicUrl: config.PUBLIC_URL ?? null,
    extensionUrl: config.EXTENSION_URL ?? null,
    corsOrigins: config.CORS_ORIGINS,
    trustProxy: config.TRUST_PROXY,
    httpLimits: { api: config.API_LIMIT_PER_15_MIN },
  });
  const { port } = await app.listen(config.PORT, config.HOST).catch(async (error: NodeJS.ErrnoException) => {
    await app.close();
    throw listenProblem(error, config.PORT, config.HOST);
  });
  process.stdout.write(`WatchParty server ready on http://localhost:${port} (data in ${dataDir})\n`);

  const stop = () => {
    setTimeout(() => process.exit(1), STOP_MAX_MS).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function listenProblem(error: NodeJS.ErrnoException, port: number, host: string | undefined): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartProblem(`Port ${port} is taken by another program. Stop it, or set PORT to a free one.`);
    case 'EACCES':
      return new StartProblem(`Port ${port} is not allowed for this user. Set PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartProblem(`This machine has no address ${host}. Set HOST to one it has, or leave it out.`);
    default:
      return error;
  }
}

start().catch((error: unknown) => {
  const known = error instanceof StartProblem;
  const text = known ? error.message : `WatchParty can't start: ${(error as Error).stack ?? String(error)}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
