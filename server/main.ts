import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { keptSecret } from './accounts/secret.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { memoryLiveState } from './live/memory-live-state.ts';
import { openSharedState } from './live/redis/shared-state.ts';
import { makeLog } from './log.ts';
import { StartProblem } from './start-problem.ts';
import { openEmbeddedStore } from './store/embedded/embedded-store.ts';
import { openMongoStore } from './store/mongo/mongo-store.ts';
import { watchOverLoop } from './watchdog.ts';

/** After this a stop that hangs is ended by force (R6). */
const STOP_MAX_MS = 9_500;

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = makeLog(config.LOG_LEVEL);
  const dataDir = path.resolve(config.DATA_DIR);
  const onError = (error: Error) => log.error({ reason: error.message }, 'redis');
  const shared = config.REDIS_URL ? await openSharedState({ url: config.REDIS_URL, onError }) : null;
  const store = config.MONGODB_URI
    ? await openMongoStore({ uri: config.MONGODB_URI })
    : await openEmbeddedStore(dataDir);
  if (config.MONGODB_URI && !config.JWT_SECRET) await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const secret = config.JWT_SECRET ?? (await keptSecret(dataDir));
  const app = createApp({
    store,
    live: shared?.live ?? memoryLiveState(),
    ...(shared
      ? {
          clock: shared.clock,
          adapter: shared.adapter,
          onHearingAgain: shared.onHearingAgain,
          onUnheard: shared.onUnheard,
          limits: shared.limits,
          watchRedis: shared.watchRedis,
        }
      : {}),
    log,
    secret,
    publicUrl: config.PUBLIC_URL ?? null,
    extensionUrl: config.EXTENSION_URL ?? null,
    metricsToken: config.METRICS_TOKEN ?? null,
    corsOrigins: config.CORS_ORIGINS,
    trustProxy: config.TRUST_PROXY,
    httpLimits: {
      api: config.API_LIMIT_PER_15_MIN,
      addressFactor: config.ADDRESS_LIMIT_FACTOR,
      ...(shared ? { counts: shared.rateLimitStore } : {}),
    },
  });
  const { port } = await app.listen(config.PORT, config.HOST).catch(async (error: NodeJS.ErrnoException) => {
    await app.close();
    throw listenProblem(error, config.PORT, config.HOST);
  });
  const stop = () => {
    setTimeout(() => process.exit(1), STOP_MAX_MS).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (config.NODE_ENV === 'production') watchOverLoop();
  // Last: who reads this line may send a signal at once.
  process.stdout.write(
    `WatchParty server ready on http://localhost:${port} (data in ${config.MONGODB_URI ? 'MongoDB' : dataDir})\n`,
  );
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
