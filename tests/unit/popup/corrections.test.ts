import { expect, it } from 'vitest';
import type { Deed } from '../../../extension/messaging/deeds.ts';
import { correctionsOf, reportLine } from '../../../extension/popup/corrections.ts';

const deed = (at: number, kind: Deed['kind'], reason: string, more: Partial<Deed> = {}): Deed => ({
  at,
  kind,
  reason,
  off: 0,
  base: 1,
  ...more,
});

it('makes one correction of all the writes of a speed, with the distance that began it', () => {
  const deeds = [
    deed(1_000, 'rate', 'large-error', { rate: 1.03, off: 0.25 }),
    deed(3_000, 'rate', 'pulling', { rate: 1.055, off: 0.2 }),
    deed(5_000, 'rate', 'trimming', { rate: 1.004, off: 0.02 }),
    deed(6_000, 'rate', 'closed', { rate: 1 }),
  ];
  expect(correctionsOf({ now: 16_000, deeds })).toMatchObject([
    { did: 'rate', agoMs: 15_000, offMs: 250, tookMs: 5_000, rate: 1.055, why: 'large-error' },
  ]);
});

it('measures speeds by the party’s own', () => {
  const at = (rate: number) => deed(1, 'rate', 'small-error', { rate, base: 1.5, off: -0.05 });
  expect(correctionsOf({ now: 2, deeds: [at(1.5)] })).toEqual([]);
  expect(correctionsOf({ now: 2, deeds: [at(1.485)] })).toMatchObject([
    { offMs: -50, rate: expect.closeTo(0.99), tookMs: null },
  ]);
});

it('lists jumps and waits of its own, newest first, and not what the party did', () => {
  const deeds = [
    deed(0, 'play', 'start-on-time'),
    deed(1_000, 'seek', 'jump', { off: 60 }),
    deed(2_000, 'pause', 'timeline: pause'),
    deed(2_100, 'seek', 'still-frame'),
    deed(3_000, 'seek', 'write-outcome: seek-to-party', { off: 2, tookMs: 90 }),
    deed(4_000, 'pause', 'too-early', { off: -0.4 }),
    deed(4_010, 'rate', 'start-scheduled', { rate: 1 }),
    deed(4_400, 'play', 'start-on-time'),
    deed(5_000, 'seek', 'put-right', { off: null }),
  ];
  expect(correctionsOf({ now: 6_000, deeds })).toMatchObject([
    { did: 'seek', offMs: null, tookMs: null, why: 'put-right' },
    { did: 'wait', offMs: -400, tookMs: 400 },
    { did: 'seek', offMs: 2_000, tookMs: 90, why: 'seek-to-party' },
  ]);
});

it('reports in figures', () => {
  const [one] = correctionsOf({
    now: 13_000,
    deeds: [deed(1_000, 'rate', 'small-error', { rate: 1.01, off: 0.0123 }), deed(2_500, 'pause', 'pause')],
  });
  expect(one && reportLine(one)).toBe('12 s ago: 12 ms behind, rate 1.0100, 1500 ms (small-error)');
});
