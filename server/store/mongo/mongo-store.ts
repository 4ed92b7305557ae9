import { setTimeout as pause } from 'node:timers/promises';
import type { Connection, ConnectOptions } from 'mongoose';
import { StartProblem } from '../../start-problem.ts';
import { type Store, StoreUnavailable } from '../store.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { type Models, makeModels, makeMongoose } from './models.ts';
import { mongoChat } from './mongo-chat.ts';
import { asked } from './mongo-errors.ts';
import { mongoParties } from './mongo-parties.ts';
import { mongoPictures } from './mongo-pictures.ts';
import { mongoReactions } from './mongo-reactions.ts';
import { mongoUsers } from './mongo-users.ts';

/** A database that can't be found by then is away: a caller hears `unavailable` within two seconds. */
const FIND_SERVER_MS = 1_500;
/** How often the driver looks how the server is: a frozen one is found out, and one that is back is found again, in about that. */
const LOOK_FOR_SERVER_MS = 1_000;
/** A node that is started together with its database waits for it. */
const START_WAIT_MS = 15_000;
/** A stop waits for the database so long. */
const CLOSE_MS = 1_000;
/**
 * Connections a node opens at most. A write waits for the replicas, some 5 ms, so 20 carry about 4,000 a second; a
 * MongoDB with default limits serves dozens of such nodes.
 */
const POOL_MAX = 20;
const POOL_MIN = 2;

export interface MongoOptions {
  /** `mongodb://` or `mongodb+srv://`; the path names the database. */
  uri: string;
  /** Connections at most and at least. */
  pool?: { max: number; min: number };
  /** How long to wait for the database at the start, ms. */
  startWaitMs?: number;
  /** Sees every command that goes out, for tests of queries against indexes. */
  onCommand?(command: Record<string, unknown>): void;
}

const connectOptions = ({ pool, onCommand }: MongoOptions): ConnectOptions => ({
  appName: 'watchparty',
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  // Acknowledged means that it survives the loss of any one server, and of the power.
  writeConcern: { w: 'majority', journal: true },
  retryWrites: true,
  ignoreUndefined: true,
  maxPoolSize: pool?.max ?? POOL_MAX,
  minPoolSize: pool?.min ?? POOL_MIN,
  serverSelectionTimeoutMS: FIND_SERVER_MS,
  waitQueueTimeoutMS: FIND_SERVER_MS,
  connectTimeoutMS: FIND_SERVER_MS,
  heartbeatFrequencyMS: LOOK_FOR_SERVER_MS,
  monitorCommands: onCommand !== undefined,
});

/**
 * Durable data in MongoDB, for one node or many. Makes indexes and runs migrations first.
 * @throws StartProblem if the database can't be used
 */
export async function openMongoStore(options: MongoOptions): Promise<Store> {
  const end = Date.now() + (options.startWaitMs ?? START_WAIT_MS);
  const connection = await connect(options, end);
  const models = makeModels(connection);
  await prepare(connection, models, end);
  if (options.onCommand) {
    connection.getClient().on('commandStarted', ({ command }) => options.onCommand?.(command));
  }
  return {
    users: mongoUsers(models.users),
    parties: mongoParties(models.parties),
    chat: mongoChat(models.chat),
    reactions: mongoReactions(models.reactions),
    pictures: mongoPictures(models.pictures),
    async ping() {
      await asked(connection.db?.command({ ping: 1 }) ?? Promise.reject(new Error('closed')));
    },
    // A database that hangs is told goodbye, and not waited for.
    close: () => Promise.race([connection.close(), pause(CLOSE_MS, undefined, { ref: false })]),
  };
}

/** A database that is busy, or starts at the same time, gets as long as one that is not there yet. */
async function prepare(connection: Connection, models: Models, end: number): Promise<void> {
  for (;;) {
    try {
      return await migrate(connection, MIGRATIONS, () => makeIndexes(models));
    } catch (error) {
      if (error instanceof StoreUnavailable && Date.now() < end) continue;
      await connection.close(true);
      if (error instanceof StartProblem) throw error;
      throw new StartProblem(`MongoDB can't be prepared (${(error as Error).message}).`);
    }
  }
}

async function makeIndexes(models: Models): Promise<void> {
  for (const model of Object.values(models)) await model.createIndexes();
}

async function connect(options: MongoOptions, end: number): Promise<Connection> {
  for (;;) {
    const connection = makeMongoose().createConnection();
    try {
      return await connection.openUri(options.uri, connectOptions(options));
    } catch (error) {
      await connection.close(true).catch(() => undefined); // It never was open.
      const { name, message } = error as Error;
      const worthWaiting = name === 'MongooseServerSelectionError' || name === 'MongoNetworkError';
      if (worthWaiting && Date.now() < end) continue;
      throw new StartProblem(`MongoDB can't be reached (${message}). Start it, or correct MONGODB_URI.`);
    }
  }
}
