import { createClient, type RedisClientType } from 'redis';
import { StartProblem } from '../../start-problem.ts';
import { StoreUnavailable } from '../../store/store.ts';

export type Redis = RedisClientType;

/** A Redis that does not answer by then counts as gone: callers hear `unavailable` instead of waiting for a dead host. */
export const ANSWER_MS = 1_500;
/** A connection that stays silent for so long, pings included, is dead though nobody closed it. */
const SILENT_MS = 6_000;
const PING_EVERY_MS = 2_000;
const RECONNECT_MIN_MS = 50;
const RECONNECT_MAX_MS = 1_000;
/** A node that is started together with its Redis waits for it. */
const START_WAIT_MS = 15_000;

export interface RedisOptions {
  /** `redis://` or `rediss://`. */
  url: string;
  /** Before every key and channel, so that several parties' servers can share one Redis. */
  prefix?: string;
  /** How long to wait for Redis at the start, ms. */
  startWaitMs?: number;
  /** Told when the connection is lost or refused; the client goes on trying by itself. */
  onError?(error: Error): void;
}

/**
 * A connection that comes back by itself and fails at once while it is away: nothing is queued, for a command of five
 * seconds ago is not what the user wants any more.
 * @throws StartProblem if Redis does not answer in `startWaitMs`
 */
export async function connectRedis({ url, startWaitMs = START_WAIT_MS, onError }: RedisOptions): Promise<Redis> {
  const client = makeClient(url);
  let last = 'no answer';
  client.on('error', (error: Error) => {
    last = error.message || (error as NodeJS.ErrnoException).code || error.name;
    onError?.(error);
  });
  const connecting = client.connect();
  connecting.catch(() => undefined); // Told by the race or, once we gave up, of no interest.
  const waited = await within(connecting, startWaitMs).catch((error: Error) => error);
  if (!(waited instanceof Error)) return client;
  client.destroy();
  throw new StartProblem(`Redis at ${shownUrl(url)} can't be used (${last}). Start it, or correct REDIS_URL.`);
}

/** Passwords are never printed. */
function shownUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'REDIS_URL';
}

function makeClient(url: string): Redis {
  try {
    return createClient({
      url,
      disableOfflineQueue: true,
      pingInterval: PING_EVERY_MS,
      // Whoever asks has a time of their own (`answered`): the client's costs a signal and a listener a command.
      commandOptions: { timeout: 0 },
      socket: { connectTimeout: ANSWER_MS, socketTimeout: SILENT_MS, reconnectStrategy },
    }) as unknown as Redis;
  } catch (error) {
    throw new StartProblem(`REDIS_URL is not right (${(error as Error).message}).`);
  }
}

/** Quick at first, then at most a second, spread so that many nodes do not knock together. */
const reconnectStrategy = (retries: number): number =>
  Math.min(RECONNECT_MIN_MS * 2 ** Math.min(retries, 10), RECONNECT_MAX_MS) * (0.75 + Math.random() / 2);

/** @throws StoreUnavailable if Redis refuses, is away, or does not answer in `ANSWER_MS` (the outcome is unknown then) */
export async function answered<T>(command: Promise<T>): Promise<T> {
  try {
    return await within(command, ANSWER_MS);
  } catch (error) {
    throw new StoreUnavailable(`Redis: ${(error as Error).message}`, { cause: error });
  }
}

function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${ms} ms`)), ms);
  });
  work.catch(() => undefined); // A late failure is told once, by the race.
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Ends a connection without waiting for what does not answer. */
export function disconnect(client: Redis): void {
  if (client.isOpen) client.destroy();
}
