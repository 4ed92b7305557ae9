import { describe, expect, test } from 'vitest';
import { allMovingSince, movingSince } from '../../bench/sync/metrics/movement.ts';
import { backInStepAfter, distanceAt, farthest, meanDistance, thrownBack } from '../../bench/sync/metrics/recovery.ts';
import { sameFrameShare } from '../../bench/sync/metrics/same-frame.ts';
import { append, emptyRecord, frameSkew, mediaClockSkew, shifted } from '../../bench/sync/metrics/tracks.ts';
import { countWrites } from '../../bench/sync/metrics/writes.ts';
import { forget, type Viewer } from '../../bench/sync/viewer.ts';
import { joined, playing } from './synthetic.ts';

const all = [{ from: 1_000, to: 9_000 }];

describe('skew of the tracks', () => {
  test('[M1] viewers in step show no skew, whatever the phase of their readings', () => {
    const records = [playing('a', 0), playing('b', 0, 0, 10_000, 7), playing('c', 0, 0, 10_000, 13)];
    expect(mediaClockSkew(records, all).max).toBeLessThan(0.01);
  });

  test('[M1] the largest distance between any two counts', () => {
    const records = [playing('a', -10), playing('b', 0), playing('c', 25)];
    expect(mediaClockSkew(records, all).p50).toBeCloseTo(35, 3);
  });

  test('[M1] negative control: 100 ms injected into one track show as 100 ± 10', () => {
    const records = [playing('a', 0), playing('b', 3), playing('c', -2)];
    const injected = [shifted(records[0]!, 100), ...records.slice(1)];
    expect(mediaClockSkew(injected, all).p50).toBeGreaterThan(90);
    expect(mediaClockSkew(injected, all).p50).toBeLessThan(110);
    expect(frameSkew(injected, all).p50).toBeGreaterThan(90);
  });

  test('[M1] nothing measured is no "no skew"', () => {
    expect(mediaClockSkew([playing('a', 0), emptyRecord('b')], all).p95).toBeNaN();
  });

  test('[M2] frame skew follows the pictures, not the clocks', () => {
    const late = playing('b', 0);
    late.frames = late.frames.map((frame) => ({ ...frame, position: frame.position - 2 / 30 }));
    const records = [playing('a', 0), late];
    expect(mediaClockSkew(records, all).max).toBeLessThan(0.01);
    expect(frameSkew(records, all).p50).toBeCloseTo(66.7, 0);
  });

  test('[M2] display times that step back are dropped', () => {
    const record = emptyRecord('a');
    append(record, {
      readings: [],
      frames: [
        [10, 0],
        [9, 0.03],
        [43, 0.03],
      ],
      events: [],
      dropped: 2,
    });
    expect(record.frames.map((frame) => frame.at)).toEqual([10, 43]);
    expect(record.dropped).toBe(2);
  });
});

describe('same picture', () => {
  test('[M3] is always the same for viewers in step, never for viewers two frames apart', () => {
    expect(sameFrameShare([playing('a', 0), playing('b', 0)], all, 30)).toBe(1);
    expect(sameFrameShare([playing('a', 0), playing('b', 70)], all, 30)).toBe(0);
  });

  test('[M3] is the same about half of the time at half a frame of skew', () => {
    const halfway = playing('b', 0, 0, 10_000, 1000 / 60);
    const share = sameFrameShare([playing('a', 0), halfway], all, 30);
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.7);
  });
});

describe('writes', () => {
  test('[M1] seeks and rate writes are counted in the windows alone, and over all viewers', () => {
    const record = playing('a', 0);
    const event = (at: number, kind: 'seeking' | 'ratechange' | 'play' | 'pause', rate = 1) => ({
      at,
      kind,
      rate,
      position: 0,
    });
    record.events.push(event(500, 'seeking'), event(2_000, 'seeking'), event(3_000, 'ratechange', 1.01));
    record.events.push(event(4_000, 'ratechange', 1), event(900, 'play'), event(5_000, 'pause'));
    record.events.push(event(5_500, 'play'), event(6_000, 'pause'));
    record.rates = record.rates.map(({ at }) => ({ at, rate: at >= 3_000 && at < 4_000 ? 1.01 : 1 }));
    const writes = countWrites([record, playing('b', 0)], all);
    expect(writes.seeks).toBe(1);
    expect(writes.rateWrites).toBe(2);
    expect([writes.plays, writes.pauses]).toEqual([1, 2]);
    expect(writes.maxRateDeviation).toBeCloseTo(0.01, 6);
    expect(writes.correctionShare).toBeCloseTo(1 / 16, 2);
  });
});

describe('movement', () => {
  const standing = (ms: number) => {
    const record = emptyRecord('s');
    for (let at = 0; at < ms; at += 20) record.readings.push({ at, position: 0, moving: false });
    return record;
  };
  const startsAt = (ms: number) => joined(standing(ms), playing('s', 0, ms, ms + 3_000));

  test('[S11] finds the start of each film and of the last', () => {
    const records = [startsAt(1_000), startsAt(1_240)];
    expect(movingSince(records[0]!.readings, 0, 4_000)!).toBeGreaterThan(960);
    expect(movingSince(records[0]!.readings, 0, 4_000)!).toBeLessThan(1_040);
    const last = allMovingSince(records, 0, 4_000)!;
    expect(last).toBeGreaterThan(1_200);
    expect(last).toBeLessThan(1_280);
  });

  test('[S11] a film that never starts is no start', () => {
    expect(allMovingSince([startsAt(1_000), standing(5_000)], 0, 4_000)).toBeNull();
  });
});

describe('recovery', () => {
  const others = [playing('b', 0), playing('c', 4)];
  const kicked = joined(playing('a', 0, 0, 2_000), {
    ...playing('a', 0, 0, 10_000),
    readings: playing('a', 0, 0, 10_000)
      .readings.filter(({ at }) => at > 2_000)
      .map((sample) => ({
        ...sample,
        position: sample.position - Math.max(0, 0.25 - ((sample.at - 2_000) / 1000) * 0.05),
      })),
  });

  test('[S17] 250 ms at 5 % are back under 20 ms after 4.6 s', () => {
    const after = backInStepAfter(kicked, others, { from: 2_020, to: 9_000 }, 20)!;
    expect(after).toBeGreaterThan(4_400);
    expect(after).toBeLessThan(4_800);
    expect(farthest(kicked, others, { from: 2_020, to: 9_000 })).toBeGreaterThan(245);
  });

  test('[S17] a viewer that only passes through is not back', () => {
    const passing = playing('a', 0);
    passing.readings = passing.readings.map((s) => ({ ...s, position: s.position + (s.at - 3_000) / 5_000 }));
    expect(backInStepAfter(passing, others, { from: 2_000, to: 6_000 }, 20)).toBeNull();
  });

  test('[S23] a viewer thrown back shows by how much', () => {
    const thrown = joined(playing('a', 0, 0, 2_000), playing('a', 1_500, 2_010, 4_000));
    expect(thrownBack(thrown, { from: 0, to: 4_000 })).toBeGreaterThan(400);
    expect(thrownBack(playing('a', 0), { from: 0, to: 4_000 })).toBe(0);
  });

  test('[M1] the distance has a sign: ahead is positive', () => {
    expect(distanceAt(playing('a', 50), [playing('b', 0)], 5_000)).toBeCloseTo(50, 3);
    expect(meanDistance(playing('a', -50), [playing('b', 0)], { from: 1_000, to: 9_000 })).toBeCloseTo(-50, 3);
  });
});

test('what was recorded is forgotten, how a viewer is to be read is not', async () => {
  const taken = { readings: [[0, 0, 1, 1]], frames: [], events: [], dropped: 2 };
  const viewer = { record: emptyRecord('fox', true), tab: { run: async () => taken } } as unknown as Viewer;
  await forget([viewer]);
  expect(viewer.record).toEqual({ ...emptyRecord('fox', true), droppedBefore: 2 });
});
