import { MEDIA_KEY_MAX_CHARS, POSITION_MAX_S, RATE_MAX, RATE_MIN } from '../protocol/limits.ts';
import { z } from '../protocol/zod.ts';

/** S2: the one state that all players follow. */
export const timelineSchema = z.object({
  /** Grows with every change of title and when a lost party is rebuilt: commands of an older epoch are dead. */
  epoch: z.number().int().nonnegative(),
  mediaKey: z.string().max(MEDIA_KEY_MAX_CHARS),
  /** Strictly increasing over the whole life of the party, across epochs. */
  rev: z.number().int().nonnegative(),
  playing: z.boolean(),
  /** Seconds of content time at `at`. */
  position: z.number().min(0).max(POSITION_MAX_S),
  /** Party clock, milliseconds. In the future for a scheduled start (S11). */
  at: z.number().nonnegative(),
  rate: z.number().min(RATE_MIN).max(RATE_MAX),
  /** Member who caused it; empty for the server itself. */
  by: z.string().max(64),
});

export type Timeline = z.infer<typeof timelineSchema>;

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
