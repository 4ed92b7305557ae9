import express from 'express';
import { rateLimit } from 'express-rate-limit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../scripts/prerequisites.ts';
import { connectRedis, type Redis } from '../../server/live/redis/redis-connection.ts';
import { redisRateLimitStore } from '../../server/live/redis/redis-rate-limit.ts';
import { until } from '../support/poll.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';

const LIMIT = 10;
const found = findProgram(['redis-server']);
let server: RedisServer | null = null;
beforeAll(async () => {
  server = await startRedis();
});
const open: (() => void)[] = [];

/** A node with a limit of ten requests. */
async function node(redis: Redis, name: string, windowMs = 60_000): Promise<() => Promise<number>> {
  const app = express();
  app.use(
    rateLimit({
      windowMs,
      limit: LIMIT,
      validate: false,
      keyGenerator: () => 'u:ana',
      store: redisRateLimitStore(redis, name),
    }),
  );
  app.get('/', (_request, response) => void response.end());
  const http = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => http.once('listening', resolve));
  open.push(() => http.close());
  const { port } = http.address() as { port: number };
  return async () => (await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } })).status;
}

describe.skipIf(!found)('rate limits over several nodes', () => {
  let redis: Redis;
  let second: Redis;
  beforeAll(async () => {
    [redis, second] = await Promise.all([connectRedis({ url: server!.url }), connectRedis({ url: server!.url })]);
  });
  afterEach(() => {
    for (const close of open.splice(0)) close();
  });
  afterAll(async () => {
    redis?.destroy();
    second?.destroy();
    await server?.close();
  });

  it('[A4] two nodes count as one', async () => {
    const [here, there] = [await node(redis, 'shared'), await node(second, 'shared')];
    const answers: number[] = [];
    for (let n = 0; n < LIMIT; n++) answers.push(await here(), await there());
    expect(answers.filter((status) => status === 200)).toHaveLength(LIMIT);
    expect(answers.filter((status) => status === 429)).toHaveLength(LIMIT);
  });

  it('[A4] limits of different names do not share counts, and a window ends', async () => {
    const [one, other] = [await node(redis, 'one', 400), await node(redis, 'other')];
    for (let n = 0; n < LIMIT; n++) await one();
    expect(await one()).toBe(429);
    expect(await other()).toBe(200);
    await until(async () => (await one()) === 200, 'the window is over', 3_000);
  });

  it('[R2] [A4] while Redis is away a node counts for itself instead of failing', async () => {
    const here = await node(redis, 'alone');
    await here();
    await server!.kill();
    const answers: number[] = [];
    for (let n = 0; n < LIMIT + 5; n++) answers.push(await here());
    expect(answers.filter((status) => status === 200)).toHaveLength(LIMIT);
    expect(answers.slice(-5)).toEqual([429, 429, 429, 429, 429]);
    await server!.restart();
    await until(async () => (await here()) === 200, 'counted by the new Redis', 5_000);
  });
});
