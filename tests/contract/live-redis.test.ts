import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { findProgram } from '../../scripts/prerequisites.ts';
import { openRedisLiveState } from '../../server/live/redis/redis-live-state.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { describeLiveState } from './describe-live-state.ts';

const found = findProgram(['redis-server']);
let server: RedisServer | null = null;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server?.close());

if (found) describeLiveState('redis', () => openRedisLiveState({ url: server!.url, prefix: randomUUID() }));
else console.warn('no redis-server here: the contract of live state is not tested on Redis');
