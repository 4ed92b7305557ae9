import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startClockLink } from '../../../extension/background/clock-link.ts';
import { fail, ok, type Result } from '../../../shared/protocol/errors.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PARTY_AHEAD_MS = 5_000;

function setup(over: { playing?: boolean; answer?: () => Result<{ t2: number; t3: number }> } = {}) {
  const stop = new AbortController();
  const seen = { pings: 0, changed: 0, dead: 0 };
  let answer = over.answer;
  const clock = startClockLink({
    ping: async () => {
      seen.pings++;
      const there = performance.now() + PARTY_AHEAD_MS;
      return answer ? answer() : ok({ t2: there, t3: there });
    },
    isOpen: () => true,
    isPlaying: () => over.playing ?? true,
    onChanged: () => seen.changed++,
    onLineDead: () => seen.dead++,
    signal: stop.signal,
  });
  return { clock, seen, stop, silence: () => (answer = () => fail('timeout')) };
}

test('[S6] twelve pings at 60 ms, 28 at 250 ms, then one each 2 s', async () => {
  const { seen, clock, stop } = setup();
  await vi.advanceTimersByTimeAsync(12 * 60 - 1);
  expect(seen.pings).toBe(12);
  await vi.advanceTimersByTimeAsync(28 * 250);
  expect(seen.pings).toBe(40);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(seen.pings).toBe(50);
  expect(clock.read().offset).toBeCloseTo(PARTY_AHEAD_MS, 0);
  expect(clock.read().settled).toBe(true);
  stop.abort();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(seen.pings).toBe(50);
});

test('[S9] a paused party’s long pause between pings is no sleep', async () => {
  const { seen, clock, stop } = setup({ playing: false });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clock.read().settled).toBe(true);
  expect(seen.dead).toBe(0);
  stop.abort();
});

test('[S7] content scripts are told once the clock has moved by 3 ms, however slowly', async () => {
  let ahead = PARTY_AHEAD_MS;
  const answer = () => ok({ t2: performance.now() + ahead, t3: performance.now() + ahead });
  const { seen, clock, stop } = setup({ answer });
  await vi.advanceTimersByTimeAsync(120_000);
  const before = seen.changed;
  ahead += 10; // slewed by 2 ms a second once the old samples have left the window
  await vi.advanceTimersByTimeAsync(120_000);
  expect(clock.read().offset).toBeCloseTo(PARTY_AHEAD_MS + 10, 0);
  // 2 ms at a time, each 2 s: told of 4, and of 4 more.
  expect(seen.changed - before).toBe(2);
  stop.abort();
});

test('[S9] a wall clock that jumps drops the estimate and says so', async () => {
  const { clock, seen, stop, silence } = setup();
  await vi.advanceTimersByTimeAsync(30_000);
  const before = seen.changed;
  silence();
  vi.setSystemTime(Date.now() + 1_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(clock.read().offset).toBeNull();
  expect(seen.changed).toBeGreaterThan(before);
  stop.abort();
});

test('[S8] unknown is never infinite on the wire', () => {
  const { clock, stop } = setup();
  expect(Number.isFinite(clock.read().boundMs)).toBe(true);
  stop.abort();
});

test('pings that nobody answers mean a dead line', async () => {
  const { seen, silence, stop } = setup();
  await vi.advanceTimersByTimeAsync(30_000);
  silence();
  await vi.advanceTimersByTimeAsync(7_000);
  expect(seen.dead).toBe(1);
  stop.abort();
});

test('[S27] over a reconnect the old offset stands until the new burst is in', async () => {
  const { clock, seen, stop } = setup();
  await vi.advanceTimersByTimeAsync(30_000);
  const before = seen.pings;
  clock.reconnected();
  expect(clock.read().offset).toBeCloseTo(PARTY_AHEAD_MS, 0);
  expect(clock.read().settled).toBe(false);
  await vi.advanceTimersByTimeAsync(600);
  expect(seen.pings - before).toBeGreaterThanOrEqual(10);
  expect(clock.read().settled).toBe(true);
  stop.abort();
});
