import { median } from '../../../shared/playback/order-statistics.ts';
import { LEARNED_KEPT } from './numbers.ts';
import type { Learned } from './types.ts';

/** Measured with Chromium 156 (S11, S18). Firefox starts after a paused seek in 22 ms: the content script passes that in. */
export const CHROMIUM_PRIORS: Learned = {
  startAfterSeek: [80],
  startPlain: [0],
  seekBuffered: [100],
  seekUnbuffered: [600],
};
export const FIREFOX_PRIORS: Learned = { ...CHROMIUM_PRIORS, startAfterSeek: [22] };

/** Beyond these a measurement is a stall or a slip, not a latency. */
const RANGE: Record<keyof Learned, readonly [number, number]> = {
  startAfterSeek: [-50, 1_000],
  startPlain: [-50, 1_000],
  seekBuffered: [0, 3_000],
  seekUnbuffered: [0, 5_000],
};

/** @returns ms: median of what was learned, or the prior when there is nothing */
export function expected(learned: Learned, key: keyof Learned): number {
  const values = learned[key];
  return median(values.length > 0 ? values : CHROMIUM_PRIORS[key]);
}

const UNBUFFERED_MARGIN = 1.15;

/**
 * Seek debt to reckon with, ms. Landing early is mended exactly, by standing until the timeline is there, and landing
 * late only by the rate: where the figures scatter (unbuffered), the slowest of the last five counts, and a little more.
 */
export function expectedDebtOf(learned: Learned, buffered: boolean): number {
  if (buffered) return expected(learned, 'seekBuffered');
  return Math.max(expected(learned, 'seekUnbuffered'), ...learned.seekUnbuffered) * UNBUFFERED_MARGIN;
}

/** Adds one measurement (ms); returns the same object when it can't be a latency. */
export function learn(learned: Learned, key: keyof Learned, ms: number): Learned {
  const [least, most] = RANGE[key];
  if (!(ms >= least && ms <= most)) return learned;
  return { ...learned, [key]: [...learned[key], ms].slice(-LEARNED_KEPT) };
}
