import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import { openRedisLiveState } from '../../server/live/redis/redis-live-state.ts';
import { startRedis } from '../support/redis.ts';
import { describeLiveState } from './describe-live-state.ts';

const server = await startRedis();
afterAll(() => server?.close());

if (server) describeLiveState('redis', () => openRedisLiveState({ url: server.url, prefix: randomUUID() }));
else console.warn('no redis-server here: the contract of live state is not tested on Redis');
