import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { wakeTimer } from '../../../extension/content/wake-timer.ts';

let life: AbortController;
let woken: number[];
beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  life = new AbortController();
  woken = [];
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});
const make = () =>
  wakeTimer(
    () => woken.push(Date.now()),
    life.signal,
    () => Date.now(),
  );

describe('wake timer', () => {
  it('[S11] keeps an appointment', async () => {
    make()(150);
    await vi.advanceTimersByTimeAsync(149);
    expect(woken).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(woken).toEqual([150]);
  });

  it('[S11] a timer that fires early waits for the rest', async () => {
    let clock = 0;
    const wake = wakeTimer(
      () => woken.push(clock),
      life.signal,
      () => clock,
    );
    wake(150);
    clock = 140;
    await vi.advanceTimersByTimeAsync(150);
    expect(woken).toEqual([]);
    clock = 150;
    await vi.advanceTimersByTimeAsync(10);
    expect(woken).toEqual([150]);
  });

  it('an earlier appointment comes first, a later one does not undo it', async () => {
    const wake = make();
    wake(300);
    wake(100);
    wake(500);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(woken).toEqual([100]);
  });

  it('ends with its signal', async () => {
    make()(100);
    life.abort();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(woken).toEqual([]);
  });
});
