import { GRID_MS, positionOf } from '../../../support/skew.ts';
import { positions, type ViewerRecord, type Window } from './tracks.ts';

/** How far one viewer is from the middle of the others, ms; positive: ahead. Null where somebody's place is unknown. */
export function distanceAt(one: ViewerRecord, others: readonly ViewerRecord[], at: number): number | null {
  const own = positionOf(positions(one), at);
  const theirs = others.map((record) => positionOf(positions(record), at));
  if (own === null || theirs.some((position) => position === null)) return null;
  const sorted = (theirs as number[]).sort((a, b) => a - b);
  const middle = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  return (own - middle) * 1000;
}

/**
 * When a viewer was back with the others for good.
 * @param withinMs near enough
 * @param holdMs it must stay near for so long (unknown instants are passed over)
 * @returns ms after `window.from`, or null if it never came back inside the window
 */
export function backInStepAfter(
  one: ViewerRecord,
  others: readonly ViewerRecord[],
  window: Window,
  withinMs: number,
  holdMs = 1_000,
): number | null {
  let since: number | null = null;
  for (let at = window.from; at <= window.to; at += GRID_MS) {
    const distance = distanceAt(one, others, at);
    if (distance === null) continue;
    if (Math.abs(distance) > withinMs) since = null;
    else since ??= at;
    if (since !== null && at - since >= holdMs) return since - window.from;
  }
  return null;
}

/** Largest distance of a viewer from the others in a window, ms. */
export function farthest(one: ViewerRecord, others: readonly ViewerRecord[], window: Window): number {
  let most = 0;
  for (let at = window.from; at <= window.to; at += GRID_MS)
    most = Math.max(most, Math.abs(distanceAt(one, others, at) ?? 0));
  return most;
}

/** Largest step back of a film, ms: a viewer that was thrown back shows here. */
export function thrownBack(record: ViewerRecord, window: Window): number {
  let highest = Number.NEGATIVE_INFINITY;
  let most = 0;
  for (const { at, position } of record.readings) {
    if (at < window.from || at > window.to) continue;
    highest = Math.max(highest, position);
    most = Math.max(most, (highest - position) * 1000);
  }
  return most;
}

/** Where one viewer stands beside the others on average over some time, ms; NaN when unknown. Tells who is off, and which way. */
export function meanDistance(one: ViewerRecord, others: readonly ViewerRecord[], window: Window): number {
  let sum = 0;
  let known = 0;
  for (let at = window.from; at <= window.to; at += GRID_MS) {
    const distance = distanceAt(one, others, at);
    if (distance === null) continue;
    sum += distance;
    known++;
  }
  return known === 0 ? Number.NaN : sum / known;
}
