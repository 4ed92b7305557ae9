import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../scripts/prerequisites.ts';
import type { LiveState } from '../../server/live/live-state.ts';
import { connectRedis } from '../../server/live/redis/redis-connection.ts';
import { openRedisLiveState } from '../../server/live/redis/redis-live-state.ts';
import type { LiveParty } from '../../server/party/live-party.ts';
import { StoreUnavailable } from '../../server/store/store.ts';
import { until } from '../support/poll.ts';
import { freePort, type RunningProcess, startProcess } from '../support/process.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';

/** What a person waits for the word that something does not work now (R2). */
const UNAVAILABLE_WITHIN_MS = 2_000;
const ana = { partyId: 'p1', memberId: 'ana', connectionId: 'c1' };
const party = (version: number) => ({ id: 'p1', version }) as unknown as LiveParty;

const found = findProgram(['redis-server']);
let server: RedisServer | null = null;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server?.close());

async function expectUnavailable(work: Promise<unknown>): Promise<void> {
  const start = performance.now();
  await expect(work).rejects.toBeInstanceOf(StoreUnavailable);
  expect(performance.now() - start).toBeLessThan(UNAVAILABLE_WITHIN_MS);
}

const everyMethod = (live: LiveState): (() => Promise<unknown>)[] => [
  () => live.load('p1'),
  () => live.create(party(1)),
  () => live.compareAndSet(1, party(2)),
  () => live.remove('p1'),
  () => live.presence('p1'),
  () => live.attach(ana, 1, 1),
  () => live.detach(ana, 1),
  () => live.renew([ana], 1, 1),
  () => live.forget('p1', 'ana'),
  () => live.lease('r', 'me', 1, 1),
  () => live.ping(),
];

describe.skipIf(!found)('redis live state without its Redis', () => {
  let live: LiveState;
  const told: Error[] = [];
  beforeAll(async () => {
    live = await openRedisLiveState({ url: server!.url, onError: (error) => told.push(error) });
  });
  afterAll(() => live?.close());

  it('[R2] killed: every method says so at once; restarted empty, it works again by itself', async () => {
    await live.create(party(1));
    await live.attach(ana, 1_000, 30_000);
    await server!.kill();
    for (const method of everyMethod(live)) await expectUnavailable(method());
    expect(told.length).toBeGreaterThan(0);

    await server!.restart();
    await until(() => live.ping().then(() => true), 'Redis answers again', 5_000);
    expect(await live.load('p1')).toBeNull();
    expect(await live.create(party(7))).toBe(true);
  });

  it('[R2] a Redis that lost its memory learns from the beat of the nodes who is here', async () => {
    await live.remove('p1');
    await live.renew([ana], 4_000, 30_000);
    expect(await live.presence('p1')).toEqual([]);
    await live.create(party(1001));
    await live.renew([ana], 5_000, 30_000);
    expect(await live.presence('p1')).toMatchObject([{ memberId: 'ana', connectionId: 'c1', leaseUntil: 35_000 }]);
    await live.attach({ ...ana, connectionId: 'c2' }, 6_000, 30_000);
    await live.renew([ana], 7_000, 30_000);
    expect(await live.presence('p1')).toMatchObject([{ connectionId: 'c2', leaseUntil: 36_000 }]);
  });
});

describe.skipIf(!found)('redis live state on a Redis that hangs', () => {
  let running: RunningProcess;
  let live: LiveState;
  beforeAll(async () => {
    const port = await freePort();
    running = await startProcess('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--save', ''], port);
    live = await openRedisLiveState({ url: `redis://127.0.0.1:${port}` });
  });
  afterAll(async () => {
    await live?.close();
    await running?.kill();
  });

  it('[R2] is told within two seconds, and used again when it goes on', async () => {
    running.child.kill('SIGSTOP');
    await Promise.all(everyMethod(live).map((method) => expectUnavailable(method())));
    running.child.kill('SIGCONT');
    await until(() => live.ping().then(() => true), 'Redis answers again', 8_000);
  });

  it('[S27] what hung beyond its time is not carried out when it goes on, however long it lay there', async () => {
    const named = (id: string, version: number) => ({ ...party(version), id });
    for (const id of ['late', 'in-time']) await live.create(named(id, 1));
    running.child.kill('SIGSTOP');
    const last = Date.now() + 300;
    await Promise.all([
      expectUnavailable(live.compareAndSet(1, named('late', 2), last)),
      expectUnavailable(live.compareAndSet(1, named('in-time', 2), last + 600_000)),
    ]);
    expect(Date.now()).toBeGreaterThan(last);
    running.child.kill('SIGCONT');
    // Proof that both lay there: the other one is done without being asked for again.
    await until(async () => (await live.load('in-time'))?.version === 2, 'Redis goes on', 8_000);
    expect((await live.load('late'))?.version).toBe(1);
    expect(await live.compareAndSet(1, named('late', 3), Date.now() + 60_000)).toBe(true);
  });
});

describe.skipIf(!found)('redis live state and the life of its keys', () => {
  it('[R8] what nobody touches goes away by itself, and every touch keeps both keys', async () => {
    const redis = await connectRedis({ url: server!.url });
    await redis.flushAll();
    const live = await openRedisLiveState({ url: server!.url, prefix: 'x' });
    await live.create(party(1));
    await live.attach(ana, 1, 1);
    await live.lease('sweep', 'me', 1, 600_000);
    const keys = (await redis.keys('*')).sort();
    expect(keys).toEqual(['x:role:sweep', 'x:{p1}:fresh', 'x:{p1}:party', 'x:{p1}:people']);
    expect(await redis.pTTL('x:{p1}:fresh')).toBeGreaterThan(0);
    keys.splice(1, 1);
    for (const key of keys) expect(await redis.pTTL(key)).toBeGreaterThan(600_000);
    for (const key of keys) await redis.pExpire(key, 50_000);
    await live.renew([ana], 2, 1);
    for (const key of keys.slice(1)) expect(await redis.pTTL(key)).toBeGreaterThan(600_000);
    await redis.pExpire('x:{p1}:party', 50_000);
    await live.compareAndSet(1, party(2));
    expect(await redis.pTTL('x:{p1}:party')).toBeGreaterThan(600_000);
    await live.close();
    redis.destroy();
  });

  it('gives its scripts again to a Redis that has forgotten them', async () => {
    const redis = await connectRedis({ url: server!.url });
    const live = await openRedisLiveState({ url: server!.url, prefix: 'y' });
    await live.create(party(1));
    await redis.scriptFlush();
    expect(await live.compareAndSet(1, party(2))).toBe(true);
    await live.close();
    redis.destroy();
  });
});
