import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../scripts/prerequisites.ts';
import { RedisClock, startRedisClock, WAIT_OUT_MS } from '../../server/live/redis/redis-clock.ts';
import { connectRedis } from '../../server/live/redis/redis-connection.ts';
import { redisLiveState } from '../../server/live/redis/redis-live-state.ts';
import type { LiveParty } from '../../server/party/live-party.ts';
import { until } from '../support/poll.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';

/** Redis on a host whose clock can be set, over a line of 2 ms each way, and this process's own clock. */
function bench() {
  let mono = 5_000;
  const state = { ahead: 1_700_000_000_000, answers: true, asked: 0 };
  const stop = new AbortController();
  const needs = {
    monotonic: () => mono,
    signal: stop.signal,
    async askTime() {
      state.asked += 1;
      if (!state.answers) throw new Error('away');
      mono += 2;
      const time = mono + state.ahead;
      mono += 2;
      return time;
    },
  };
  return { state, stop, needs, wait: (ms: number) => (mono += ms), mono: () => mono };
}

const found = findProgram(['redis-server']);
let server: RedisServer | null = null;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server?.close());

describe('party clock of a node with Redis', () => {
  it('[S10] is the clock of Redis from the first reading on', async () => {
    const { needs, state, stop, mono } = bench();
    const clock = await RedisClock.start(needs);
    expect(clock.party()).toBeCloseTo(mono() + state.ahead, 6);
    expect(clock.uncertainty().boundMs).toBeCloseTo(2, 6);
    stop.abort();
  });

  it('[S10] does not start without Redis: this node would be in a time of its own', async () => {
    const { needs, state } = bench();
    state.answers = false;
    await expect(RedisClock.start(needs)).rejects.toThrow('away');
  });

  it('[S10] goes on by what it knows while Redis is away, and takes the time of the next one', async () => {
    const { needs, state, stop, wait, mono } = bench();
    const clock = await RedisClock.start(needs);
    state.answers = false;
    wait(30_000);
    expect(clock.party()).toBeCloseTo(mono() + state.ahead, 6);
    state.answers = true;
    state.ahead += 400;
    clock.reconnected();
    await until(() => Math.abs(clock.party() - mono() - state.ahead) < 1, 'the clock follows the other Redis', 3_000);
    stop.abort();
  });

  it('[S10] never runs back: a Redis that is behind is waited for', async () => {
    const { needs, state, stop, wait, mono } = bench();
    const clock = await RedisClock.start(needs);
    const before = clock.party();
    state.ahead -= 300;
    clock.reconnected();
    let last = before;
    const follows = () => {
      wait(10);
      const now = clock.party();
      expect(now).toBeGreaterThanOrEqual(last);
      last = now;
      return Math.abs(now - mono() - state.ahead) < 1;
    };
    await until(follows, 'the clock stands until Redis is there', 5_000);
    stop.abort();
  });

  it('[S10] a clock that was hours ahead and is set right is followed, or parties would stand for hours', async () => {
    const { needs, state, stop, mono } = bench();
    const clock = await RedisClock.start(needs);
    clock.party();
    state.ahead -= WAIT_OUT_MS + 3_600_000;
    clock.reconnected();
    await until(() => Math.abs(clock.party() - mono() - state.ahead) < 1, 'the clock follows', 3_000);
    stop.abort();
  });

  it('[S10] a Redis that says a time far ahead of ours beside something else is followed at once', async () => {
    const { needs, state, stop, mono } = bench();
    const clock = await RedisClock.start(needs);
    const ahead = () => clock.party() - mono() - state.ahead;
    state.ahead += 10_000;
    const before = state.asked;
    clock.toldTime(mono() + state.ahead);
    await until(() => Math.abs(ahead()) < 1, 'the clock follows');
    // Alone the filter would believe the old samples until there are more new ones: half a minute, later on.
    expect(state.asked - before).toBeLessThan(5);
    // Ours is ahead by the time that an answer takes: nothing to learn from that.
    clock.toldTime(clock.party() - 300);
    clock.toldTime(clock.party() + 300);
    expect(Math.abs(ahead())).toBeLessThan(1);
    stop.abort();
  });

  it.skipIf(!found)('[S27] a change that comes too late tells the node the time of Redis', async () => {
    const redis = await connectRedis({ url: server!.url });
    const told: number[] = [];
    const live = redisLiveState(redis, 'late', (time) => told.push(time));
    const party = { id: 'p', version: 1 } as unknown as LiveParty;
    await live.create(party);
    expect(await live.compareAndSet(1, { ...party, version: 2 }, Date.now() - 10)).toBe(false);
    expect(await live.compareAndSet(7, { ...party, version: 8 }, Date.now() + 60_000)).toBe(false);
    expect(told).toHaveLength(1);
    expect(Math.abs(told[0]! - Date.now())).toBeLessThan(1_000);
    await live.close();
  });

  it.skipIf(!found)('[S10] two nodes on a real Redis agree to a millisecond', async () => {
    const stop = new AbortController();
    const redises = await Promise.all([1, 2].map(() => connectRedis({ url: server!.url })));
    const [a, b] = await Promise.all(redises.map((redis) => startRedisClock(redis, stop.signal)));
    const apart = () => {
      const first = a!.party();
      const second = b!.party();
      return Math.abs((first + a!.party()) / 2 - second);
    };
    await until(() => apart() < 1, 'the two clocks agree');
    expect(Math.abs(a!.party() - Date.now())).toBeLessThan(20);
    stop.abort();
    for (const redis of redises) redis.destroy();
  });
});
