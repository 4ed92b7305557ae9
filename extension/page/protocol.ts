import { POSITION_MAX_S } from '../../shared/protocol/limits.ts';
import { cleanText } from '../../shared/protocol/text.ts';
import { z } from '../../shared/protocol/zod.ts';
import {
  BRIDGE_EVENTS,
  BRIDGE_TEXT_MAX_CHARS,
  type BridgeAnswers,
  type BridgeOp,
  type PageMetadata,
  type PlayerSnapshot,
} from './vocabulary.ts';

/** The content script's side of the bridge: whatever the page's world says is untrusted input (B2). */

/** Offsets of stitched ads make a media clock negative or larger than the film: bounded, not clamped. */
const ms = z
  .number()
  .min(-POSITION_MAX_S * 1000)
  .max(POSITION_MAX_S * 1000);
const text = z.string().max(BRIDGE_TEXT_MAX_CHARS).transform(cleanText);

const snapshot = z.object({
  contentMs: ms.nullable(),
  mediaMs: ms.nullable(),
  durationMs: ms.nonnegative().nullable(),
  paused: z.boolean().nullable(),
  ad: z.boolean().nullable(),
  contentId: text.nullable(),
  live: z.boolean(),
}) satisfies z.ZodType<PlayerSnapshot>;

const metadata = z.object({
  title: text.optional(),
  series: text.optional(),
  season: z.number().int().min(0).max(10_000).optional(),
  episode: z.number().int().min(0).max(100_000).optional(),
}) satisfies z.ZodType<PageMetadata>;

const done = z.boolean();

export const ANSWERS = {
  probe: done,
  snapshot: snapshot.nullable(),
  play: done,
  pause: done,
  seek: done,
  rate: done,
  identity: text.nullable(),
  metadata: metadata.nullable(),
} satisfies { [O in BridgeOp]: z.ZodType<BridgeAnswers[O]> };

/** What arrives on the answer channel: an answer to a request, or something that happened. */
export const messageSchema = z.union([
  z.object({ id: z.number().int().nonnegative(), value: z.unknown() }),
  z.object({ event: z.enum(BRIDGE_EVENTS) }),
]);
