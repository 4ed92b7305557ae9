import { describe, expect, it } from 'vitest';
import { addSample, FRESH_SAMPLES, partyTimeAt } from '../../../extension/content/clock-samples.ts';

/** Background runs 5,000 ms ahead of the page; the answer is made `up` ms after the question. */
const sample = (t1: number, up: number, down: number, offset: number | null = 1_000_000, ahead = 5_000) => ({
  t1,
  t4: t1 + up + down,
  reading: { backgroundNow: t1 + up + ahead, offset, boundMs: 10, settled: true },
});

describe('party clock in the page', () => {
  it('[S5] maps background time to page time by the middle of the ping-pong', () => {
    const state = addSample(FRESH_SAMPLES, sample(100, 1, 1));
    expect(partyTimeAt(state, 500).partyNow).toBe(500 + 5_000 + 1_000_000);
  });

  it('[S5] the quickest of the last few decides, not the latest', () => {
    let state = addSample(FRESH_SAMPLES, sample(100, 0.5, 0.5));
    state = addSample(state, sample(200, 30, 0.5));
    expect(partyTimeAt(state, 500).partyNow).toBe(1_005_500);
  });

  it('[S5] the party’s offset is the latest one, however slow its answer was', () => {
    let state = addSample(FRESH_SAMPLES, sample(100, 0.5, 0.5));
    state = addSample(state, sample(200, 8, 8, 1_000_002));
    expect(partyTimeAt(state, 500).partyNow).toBe(1_005_502);
  });

  it('[S8] the bound has the port’s share in it', () => {
    const state = addSample(FRESH_SAMPLES, sample(100, 2, 2));
    expect(partyTimeAt(state, 500).boundMs).toBe(12);
  });

  it('[S28] a restarted background counts from another zero: the old samples are void', () => {
    let state = addSample(FRESH_SAMPLES, sample(100_000, 0.1, 0.1));
    state = addSample(state, sample(100_500, 3, 3, 1_105_000, -100_000));
    expect(state.samples).toHaveLength(1);
    expect(partyTimeAt(state, 200_000).partyNow).toBe(1_205_000);
  });

  it('[S5] an answer that lay behind a long task is no restart: the quick ones go on to decide', () => {
    let state = addSample(FRESH_SAMPLES, sample(100_000, 0.5, 0.5));
    state = addSample(state, sample(101_000, 1, 1_400));
    expect(partyTimeAt(state, 103_000).partyNow).toBe(1_108_000);
    state = addSample(state, sample(103_000, 0.5, 0.5));
    expect(partyTimeAt(state, 103_000).partyNow).toBe(1_108_000);
  });

  it('a minute-old sample decides nothing', () => {
    let state = addSample(FRESH_SAMPLES, sample(0, 0.1, 0.1));
    state = addSample(state, sample(70_000, 5, 5));
    expect(state.samples).toHaveLength(1);
  });

  it('[S9] unknown is unknown', () => {
    expect(partyTimeAt(FRESH_SAMPLES, 0).partyNow).toBeNull();
    const state = addSample(FRESH_SAMPLES, sample(0, 1, 1, null));
    expect(partyTimeAt(state, 0)).toMatchObject({ partyNow: null, settled: false });
  });
});
