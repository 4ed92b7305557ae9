import { POSITION_MAX_S } from '../protocol/limits.ts';
import type { Timeline } from './timeline-schema.ts';

/* Apart from its schema: the script in the page calculates with timelines and carries no validator. */
export type { Timeline };

/**
 * Where the party is at a moment (S2). The only formula of its kind: both sides use it.
 * @param partyNow party clock, milliseconds
 * @returns seconds of content time; before a scheduled start the start position
 */
export function positionAt(timeline: Timeline, partyNow: number): number {
  if (!timeline.playing || partyNow <= timeline.at) return timeline.position;
  return timeline.position + ((partyNow - timeline.at) / 1000) * timeline.rate;
}

/** Is the party supposed to move at this moment? False before a scheduled start. */
export const isMoving = (timeline: Timeline, partyNow: number): boolean => timeline.playing && partyNow >= timeline.at;

/** S4: apply only what is newer than what is held. */
export function isNewer(candidate: Timeline, held: Timeline | null): boolean {
  if (held === null) return true;
  return candidate.epoch > held.epoch || (candidate.epoch === held.epoch && candidate.rev > held.rev);
}

/** S4: does `candidate` follow `held` without a gap? If not, fetch a snapshot. */
export const isNext = (candidate: Timeline, held: Timeline): boolean => candidate.rev === held.rev + 1;

/** Seconds inside what a timeline may hold; NaN and infinities become 0. */
export function clampPosition(seconds: number, durationSeconds: number | null = null): number {
  if (!Number.isFinite(seconds)) return 0;
  const end =
    durationSeconds !== null && durationSeconds > 0 ? Math.min(durationSeconds, POSITION_MAX_S) : POSITION_MAX_S;
  return Math.min(Math.max(seconds, 0), end);
}
