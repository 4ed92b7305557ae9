import { MEDIA_KEY_MAX_CHARS, POSITION_MAX_S, TITLE_MAX_CHARS } from '../protocol/limits.ts';
import { line } from '../protocol/text.ts';
import { z } from '../protocol/zod.ts';

/** What a party watches. `siteId` is a string on the wire, so that an old server passes on a site it does not know. */
export const contentSchema = z.object({
  siteId: z.string().regex(/^[a-z0-9-]{1,32}$/),
  mediaKey: z.string().min(1).max(MEDIA_KEY_MAX_CHARS),
  title: line(TITLE_MAX_CHARS, 0).default(''),
  /** Name of the series, where the title is an episode. */
  series: line(TITLE_MAX_CHARS, 0).optional(),
  season: z.number().int().min(0).max(10_000).optional(),
  episode: z.number().int().min(0).max(100_000).optional(),
  /** Seconds of content; absent when unknown or live. */
  duration: z.number().positive().max(POSITION_MAX_S).optional(),
});

export type Content = z.infer<typeof contentSchema>;
