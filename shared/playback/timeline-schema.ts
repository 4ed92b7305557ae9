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
