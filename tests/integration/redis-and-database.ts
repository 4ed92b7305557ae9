import { afterAll, beforeAll } from 'vitest';
import { findProgram } from '../../scripts/prerequisites.ts';
import { findMongo, type MongoServer, startMongo } from '../support/mongo.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';

export const SECRET = 'the-same-secret-on-every-node-of-the-cluster';
/** The database that can be had here; null if it can't, or no redis-server. */
export const found = findProgram(['redis-server']) ? findMongo() : null;

interface Parts {
  redis: RedisServer;
  mongo: MongoServer;
}

/** What several nodes share, for all tests beside this call; nothing where they are not to be had. */
export function redisAndDatabase(): Parts {
  const parts = {} as Parts;
  beforeAll(async () => {
    if (!found) return;
    [parts.redis, parts.mongo] = (await Promise.all([startRedis(), startMongo()])) as [RedisServer, MongoServer];
  });
  afterAll(async () => {
    await parts.redis?.close();
    await parts.mongo?.close();
  });
  return parts;
}
