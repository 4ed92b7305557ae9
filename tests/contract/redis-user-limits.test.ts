import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findProgram } from '../../scripts/prerequisites.ts';
import { connectRedis, type Redis } from '../../server/live/redis/redis-connection.ts';
import { redisUserLimits } from '../../server/live/redis/redis-user-limits.ts';
import { openSharedState } from '../../server/live/redis/shared-state.ts';
import { limitsOfThisNode, type UserLimits } from '../../server/live/user-limits.ts';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { codeOf, TestUser } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { scratchDir, startServer } from '../support/server.ts';

const found = findProgram(['redis-server']);
const TOKEN = 'the-metrics-token-of-a-test';
const SLOW = { burst: 3, perSecond: 0.01 };
const now = () => performance.now();

let server: RedisServer | null = null;
let redis: Redis[] = [];
beforeAll(async () => {
  server = await startRedis();
});
afterAll(async () => {
  await server?.close();
});

/** What every kind of counting promises. */
function describeLimits(name: string, make: () => Promise<UserLimits>): void {
  describe(`[P5] limits of a user: ${name}`, () => {
    let limits: UserLimits;
    beforeEach(async () => {
      limits = await make();
    });

    it('allow the burst, then say how long to wait; looking takes nothing', async () => {
      for (let n = 0; n < 3; n++) {
        expect(await limits.peek('ana', 'chat', SLOW, now())).toBe(0);
        expect(await limits.take('ana', 'chat', SLOW, now())).toBe(0);
      }
      const wait = await limits.take('ana', 'chat', SLOW, now());
      expect(wait).toBeGreaterThan(90_000);
      expect(wait).toBeLessThanOrEqual(100_000);
      expect(await limits.peek('ana', 'chat', SLOW, now())).toBeGreaterThan(90_000);
      expect(await limits.take('kei', 'chat', SLOW, now())).toBe(0);
      expect(await limits.take('ana', 'role', SLOW, now())).toBe(0);
    });

    it('fill up again at the steady rate', async () => {
      const quick = { burst: 2, perSecond: 20 };
      expect(await limits.take('ana', 'q', quick, now())).toBe(0);
      expect(await limits.take('ana', 'q', quick, now())).toBe(0);
      const wait = await limits.take('ana', 'q', quick, now());
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(50);
      await until(async () => (await limits.take('ana', 'q', quick, now())) === 0, 'a token again');
    });
  });
}

describeLimits('one node', async () => limitsOfThisNode());

describe.skipIf(!found)('over several nodes', () => {
  beforeEach(async () => {
    redis = await Promise.all([1, 2].map(() => connectRedis({ url: server!.url })));
    await redis[0]!.flushAll();
  });
  afterEach(() => {
    for (const one of redis) one.destroy();
  });

  describeLimits('Redis', async () => redisUserLimits(redis[0]!));

  it('two nodes take from one bucket, also at the same moment', async () => {
    const nodes = redis.map((one) => redisUserLimits(one));
    const waits = await Promise.all(Array.from({ length: 10 }, (_, n) => nodes[n % 2]!.take('ana', 'c', SLOW, now())));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
  });

  it('what is full again is forgotten', async () => {
    await redisUserLimits(redis[0]!).take('ana', 'c', { burst: 2, perSecond: 20 }, now());
    await until(async () => (await redis[1]!.dbSize()) === 0, 'Redis to forget the bucket');
  });

  it('[R2] while Redis is away each node counts for itself', async () => {
    const gone = await startRedis();
    const lonely = await connectRedis({ url: gone!.url });
    const limits = redisUserLimits(lonely);
    await gone!.close();
    const waits = [];
    for (let n = 0; n < 4; n++) waits.push(await limits.take('ana', 'c', SLOW, now()));
    expect(waits.map((wait) => wait === 0)).toEqual([true, true, true, false]);
    lonely.destroy();
  });

  it('somebody with a socket at each node has one allowance for messages, and another person their own', async () => {
    const dir = await scratchDir();
    const store = await openEmbeddedStore(dir);
    const rates = { 'send-chat': SLOW };
    const nodes = await Promise.all(
      [1, 2].map(async () => {
        const shared = await openSharedState({ url: server!.url });
        const httpLimits = { counts: shared.rateLimitStore };
        return startServer({ store, ...shared, httpLimits, rates, metricsToken: TOKEN });
      }),
    );
    try {
      const ana = await TestUser.guest(nodes[0]!.url, 'Ana');
      const { partyCode } = await ana.create();
      await ana.join(partyCode);
      const kei = await TestUser.guest(nodes[1]!.url, 'Kei');
      await kei.join(partyCode);
      const say = async (who: TestUser, messageId: string) =>
        codeOf(await who.socket.request('send-chat', { messageId, text: 'x' }));
      expect([await say(ana, 'a'), await say(ana, 'b')]).toEqual(['ok', 'ok']);
      const there = new TestUser(nodes[1]!.url, ana.token, ana.id, ana.name);
      await there.join(partyCode);
      expect([await say(there, 'c'), await say(there, 'd')]).toEqual(['ok', 'rate-limited']);
      expect(await say(kei, 'e')).toBe('ok');

      // A Redis that gets slow is seen, whatever it is asked for.
      const metrics = await fetch(`${nodes[1]!.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
      const text = await metrics.text();
      for (const method of ['user-limit', 'rate-limit', 'clock', 'publish'])
        expect(text).toMatch(
          new RegExp(`watchparty_backend_seconds_count\\{part="redis",method="${method}",outcome="ok"\\} [1-9]`),
        );
    } finally {
      for (const node of nodes) await node.close().catch(() => undefined);
      await rm(dir, { recursive: true, force: true });
    }
  });
});
