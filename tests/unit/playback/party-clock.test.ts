import { describe, expect, it } from 'vitest';
import { quantile } from '../../../shared/playback/order-statistics.ts';
import {
  addSample,
  type ClockSample,
  createPartyClock,
  detectClockStep,
  nextPingDelay,
  notePing,
  type PartyClock,
  readClock,
  resetClock,
} from '../../../shared/playback/party-clock.ts';
import { seededRandom } from '../../support/delay-proxy.ts';

/** A ping sent at `t1` over a line of `out` + `back` ms to a clock that is `offset` ahead. */
const ping = (t1: number, offset: number, out: number, back: number): ClockSample => ({
  t1,
  t2: t1 + out + offset,
  t3: t1 + out + offset,
  t4: t1 + out + back,
});

function feed(clock: PartyClock, from: number, count: number, gap: number, make: (t1: number) => ClockSample) {
  let next = clock;
  for (let i = 0; i < count; i++) next = addSample(next, make(from + i * gap));
  return next;
}

describe('party clock', () => {
  it('[S5] a symmetric line gives the exact offset', () => {
    const clock = addSample(createPartyClock(), ping(1000, 5000, 40, 40));
    expect(readClock(clock, 1100).offset).toBe(5000);
    expect(readClock(clock, 1100).rttMs).toBe(80);
  });

  it('[S7] queued round trips are not listened to', () => {
    let clock = feed(createPartyClock(), 0, 6, 60, (t) => ping(t, 700, 10, 10));
    clock = feed(clock, 400, 30, 60, (t) => ping(t, 700, 90, 10));
    expect(readClock(clock, 3000).offset).toBe(700);
  });

  it('[S7] on a line of 200 ± 50 ms 40 pings give the offset to 3 ms in 95 of 100 sessions', () => {
    const random = seededRandom(7);
    const trip = () => 75 + random() * 50 + (random() < 0.02 ? 250 : 0);
    const errors = Array.from({ length: 400 }, () => {
      const clock = feed(createPartyClock(), 0, 40, 250, (t) => ping(t, 700, trip(), trip()));
      return Math.abs(clock.target - 700);
    });
    expect(quantile(errors, 0.95)).toBeLessThan(3);
  });

  it('[S7] a stepped clock makes two ways too quick to be true: then whole round trips decide', () => {
    let clock = feed(createPartyClock(), 0, 20, 60, (t) => ping(t, 100, 50, 50));
    clock = feed(clock, 2_000, 22, 60, (t) => ping(t, 180, 50, 50));
    expect(clock.target).toBe(180);
  });

  it('[S7] where ways are too quick: up to max(3 ms, 3 %) above the quickest round trip, the median', () => {
    let clock = addSample(createPartyClock(), ping(0, 0, 100, 100));
    clock = addSample(clock, ping(60, 0, 103, 102)); // 205 <= 206: in, +0.5
    clock = addSample(clock, ping(120, 0, 104, 102)); // 206 <= 206: in, +1
    clock = addSample(clock, ping(180, 0, 150, 57)); // 207: out
    expect(readClock(clock, 400).offset).toBeCloseTo(0.5, 6);
  });

  it('[S7] a settled clock slews by at most 2 ms a second', () => {
    let clock = feed(createPartyClock(), 0, 40, 60, (t) => ping(t, 100, 10, 10));
    clock = feed(clock, 62_500, 1, 0, (t) => ping(t, 120, 10, 10)); // the old ones leave the window
    const start = readClock(clock, 62_520).offset!;
    expect(start).toBeCloseTo(100, 6);
    expect(readClock(clock, 63_520).offset! - start).toBeCloseTo(2, 6);
    expect(readClock(clock, 80_000).offset).toBe(120);
  });

  it('[S7] steps only after three evaluations running that are off by more than 25 ms', () => {
    let clock = feed(createPartyClock(), 0, 40, 60, (t) => ping(t, 100, 10, 10));
    clock = addSample(clock, ping(70_000, 160, 10, 10));
    clock = addSample(clock, ping(70_100, 160, 10, 10));
    expect(readClock(clock, 70_120).offset).toBeLessThan(102);
    clock = addSample(clock, ping(70_200, 160, 10, 10));
    expect(readClock(clock, 70_220).offset).toBe(160);
  });

  it('[S7] after a reconnect the first sample steps it, and until then the old offset stands (S27)', () => {
    let clock = feed(createPartyClock(), 0, 20, 60, (t) => ping(t, 100, 10, 10));
    clock = resetClock(clock, 'reconnect');
    expect(readClock(clock, 2000)).toMatchObject({ offset: 100, settled: false });
    clock = addSample(clock, ping(2000, 400, 10, 10));
    expect(readClock(clock, 2020).offset).toBe(400);
  });

  it('[S8] while it slews the bound has in it what is still to go', () => {
    let clock = feed(createPartyClock(), 0, 40, 60, (t) => ping(t, 100, 10, 10));
    clock = feed(clock, 62_500, 1, 0, (t) => ping(t, 120, 10, 10));
    expect(readClock(clock, 62_520).boundMs).toBeCloseTo(30, 6);
    expect(readClock(clock, 64_020).boundMs).toBeCloseTo(27, 6);
  });

  it('[S8] publishes half the quickest round trip as bound: a 60/140 line is 40 off and inside it', () => {
    const clock = feed(createPartyClock(), 0, 12, 60, (t) => ping(t, 0, 60, 140));
    const read = readClock(clock, 1000);
    expect(read.offset).toBe(-40);
    expect(read.boundMs).toBe(100);
    expect(readClock(clock, 65_860 + 5_000).boundMs).toBeGreaterThan(105);
  });

  it('[S9] settled from the fifth sample on; sleep makes the offset void', () => {
    const four = feed(createPartyClock(), 0, 4, 60, (t) => ping(t, 0, 10, 10));
    expect(readClock(four, 300).settled).toBe(false);
    const five = addSample(four, ping(300, 0, 10, 10));
    expect(readClock(five, 400).settled).toBe(true);
    expect(readClock(resetClock(five, 'sleep'), 400)).toMatchObject({ offset: null, settled: false });
  });

  it('[S9] tells sleep and clock steps from an ordinary tick', () => {
    const from = { mono: 1000, wall: 500_000 };
    expect(detectClockStep(from, { mono: 1100, wall: 500_100 })).toBe('none');
    expect(detectClockStep(from, { mono: 1100, wall: 500_400 })).toBe('step');
    expect(detectClockStep(from, { mono: 1100, wall: 499_800 })).toBe('step');
    expect(detectClockStep(from, { mono: 6200, wall: 505_200 })).toBe('sleep');
    expect(detectClockStep(from, { mono: 1100, wall: 600_000 })).toBe('sleep'); // the monotonic clock slept too
  });

  it('[S6] 12 pings at 60 ms, 28 at 250 ms, then one each 2 s, 5 s when paused', () => {
    let clock = createPartyClock();
    const delays: number[] = [];
    for (let i = 0; i < 42; i++) {
      delays.push(nextPingDelay(clock, { playing: true }));
      clock = addSample(clock, ping(i * 100, 0, 10, 10));
    }
    expect(delays).toEqual([...Array(12).fill(60), ...Array(28).fill(250), 2000, 2000]);
    expect(nextPingDelay(clock, { playing: false })).toBe(5000);
    let silent = createPartyClock();
    for (let i = 0; i < 40; i++) silent = notePing(silent);
    expect(nextPingDelay(silent, { playing: true })).toBe(2000);
  });

  it('[S11] jitter is what 95 % of the single trips stay under: rare spikes and what queues behind them do not count', () => {
    let clock = feed(createPartyClock(), 0, 17, 1000, (t) => ping(t, 0, 20, 20));
    clock = feed(clock, 17_000, 2, 1000, (t) => ping(t, 0, 50, 20));
    clock = feed(clock, 19_000, 1, 1000, (t) => ping(t, 0, 250, 20));
    expect(readClock(clock, 20_000)).toMatchObject({ rttMs: 40, jitterP95Ms: 30 });
    const burst = feed(clock, 19_280, 4, 10, (t) => ping(t, 0, 200, 20));
    expect(readClock(burst, 20_000).jitterP95Ms).toBe(30);
  });

  it('[S7] while the bursts come in a better estimate is taken at once: nothing follows it closely yet', () => {
    let clock = feed(createPartyClock(), 0, 15, 60, (t) => ping(t, 100, 24, 10));
    expect(readClock(clock, 1_000).offset).toBe(107);
    clock = addSample(clock, ping(1_000, 100, 10, 12));
    expect(readClock(clock, 1_030).offset).toBe(100);
  });

  it('drops samples that no clock can have made', () => {
    const clock = createPartyClock();
    expect(addSample(clock, { t1: 10, t2: 0, t3: 0, t4: 5 })).toBe(clock);
    expect(addSample(clock, { t1: Number.NaN, t2: 0, t3: 0, t4: 5 })).toBe(clock);
  });
});
