import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Mending } from '../../../server/store/embedded/mending.ts';

const TROUBLE = new Error('full');

describe('[R2] what is mended', () => {
  let now: number;
  let tries: number;
  let well: boolean;
  let takesMs: number;
  let mending: Mending;
  beforeEach(() => {
    vi.useFakeTimers();
    now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    [tries, well, takesMs] = [0, false, 0];
    const work = async () => {
      tries += 1;
      now += takesMs;
      if (!well) throw TROUBLE;
    };
    mending = new Mending(work, (once) => once());
    mending.begin(TROUBLE);
  });
  afterEach(() => {
    mending.stop();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });
  /** @param clockMs how far the clock is when a timer of `ms` fires */
  const pass = async (ms: number, clockMs = ms) => {
    now += clockMs;
    await vi.advanceTimersByTimeAsync(ms);
  };

  it('is tried by the first who comes, and by nobody else for a while', async () => {
    for (let n = 0; n < 20; n++) await expect(mending.tryNow()).rejects.toBe(TROUBLE);
    expect(tries).toBe(1);
    await pass(500);
    expect(tries).toBe(2);
  });

  it('is tried by itself until it is well, also where a timer comes a moment early', async () => {
    for (let n = 1; n <= 5; n++) {
      await pass(500, 499.4);
      expect(tries).toBe(n);
    }
    well = true;
    await pass(500, 499.4);
    expect(mending.trouble).toBeNull();
    await pass(60_000);
    expect(tries).toBe(6);
  });

  it('is left alone for longer where a try takes long, and never for too long', async () => {
    takesMs = 200;
    await expect(mending.tryNow()).rejects.toBe(TROUBLE);
    await pass(1_990);
    expect(tries).toBe(1);
    takesMs = 60_000;
    await pass(20);
    expect(tries).toBe(2);
    await pass(5_000);
    expect(tries).toBe(3);
  });

  it('is left alone for good after a stop', async () => {
    mending.stop();
    well = true;
    await pass(60_000);
    await expect(mending.tryNow()).rejects.toBe(TROUBLE);
    expect(tries).toBe(0);
  });
});
