import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPartyClock } from '../../../extension/content/party-clock.ts';
import { ok } from '../../../shared/protocol/errors.ts';

let life: AbortController;
let asked: number;
let offset: number | null;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
  life = new AbortController();
  asked = 0;
  offset = 500;
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});
const start = () =>
  startPartyClock(
    async () => {
      asked++;
      return ok({ backgroundNow: Date.now(), offset, boundMs: 5, settled: true });
    },
    life.signal,
    () => Date.now(),
  );

describe('asking the background for the time', () => {
  it('[S5] a burst at the start, then each 10 s while nothing moves', async () => {
    const clock = start();
    await vi.advanceTimersByTimeAsync(900);
    expect(asked).toBe(5);
    expect(clock.read(2_000).partyNow).toBe(2_500);
    await vi.advanceTimersByTimeAsync(2_000);
    const calm = asked;
    await vi.advanceTimersByTimeAsync(8_000);
    expect(asked).toBe(calm);
  });

  it('[S7] asks each second while the estimate slews', async () => {
    start();
    await vi.advanceTimersByTimeAsync(2_500);
    offset = 502;
    await vi.advanceTimersByTimeAsync(10_000);
    const before = asked;
    for (let i = 0; i < 3; i++) {
      offset += 2;
      await vi.advanceTimersByTimeAsync(1_200);
    }
    expect(asked - before).toBeGreaterThanOrEqual(10);
  });

  it('[S9] a change of the clock is asked for at once', async () => {
    const clock = start();
    await vi.advanceTimersByTimeAsync(5_000);
    offset = 40_000;
    clock.refresh();
    await vi.advanceTimersByTimeAsync(10);
    expect(clock.read(6_000).partyNow).toBe(46_000);
  });

  it('ends with its signal', async () => {
    start();
    await vi.advanceTimersByTimeAsync(10);
    life.abort();
    const before = asked;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(before);
  });
});
