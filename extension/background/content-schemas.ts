import { contentSchema } from '../../shared/party/content.ts';
import { settingsSchema, statusSchema } from '../../shared/party/party.ts';
import { REQUESTS } from '../../shared/protocol/events.ts';
import { POSITION_MAX_S, RATE_MAX, RATE_MIN } from '../../shared/protocol/limits.ts';
import { id } from '../../shared/protocol/text.ts';
import { z } from '../../shared/protocol/zod.ts';
import { DEEDS_KEPT } from '../messaging/deeds.ts';
import { LINES_MAX } from '../messaging/kept-place.ts';
import { LATER_PARTS } from '../messaging/later-parts.ts';
import type { ContentRequests } from '../messaging/messages.ts';
import { CHAT_DEEDS, MEMBER_DEEDS } from '../ui/member-deeds.ts';

const nothing = z.unknown().transform(() => null);

/** More than fits into a message many times over: what is longer was not written by hand. */
const DRAFT_MAX_CHARS = 16_384;
/** Names and titles are much shorter. */
const LINE_MAX_CHARS = 1_000;

const cutAt = (chars: number) => z.string().transform((text) => text.slice(0, chars));

/** Text that is too long is cut: the rest of the place is worth keeping all the same. */
export const placeSchema = z.object({
  readUpTo: z.number().int().nonnegative(),
  draft: cutAt(DRAFT_MAX_CHARS),
  lines: z
    .array(
      z.object({
        id: z.number().int(),
        afterSeq: z.number().int().nonnegative(),
        text: cutAt(LINE_MAX_CHARS),
        playback: z.boolean(),
      }),
    )
    .max(LINES_MAX),
});

/** What a content script may say (B2): its process renders pages, so its words are from outside too. */
export const CONTENT_SCHEMAS = {
  'content:hello': z.object({ top: z.boolean(), url: z.string().max(8192) }),
  'content:candidate': z.object({ score: z.number().min(0).max(1e12) }),
  'content:frames-changed': nothing,
  'player:content': z.object({
    content: contentSchema.nullable(),
    loaded: z.boolean(),
    at: z.object({ position: z.number().min(0).max(POSITION_MAX_S), playing: z.boolean() }).nullable(),
    trouble: z.enum(['unavailable', 'no-subscription']).nullable(),
  }),
  'player:command': z.object({
    name: z.enum(['video-play', 'video-pause', 'video-seek', 'video-rate']),
    commandId: id,
    epoch: z.number().int().nonnegative(),
    baseRev: z.number().int().nonnegative(),
    mediaKey: z.string().max(300),
    currentTime: z.number().min(0).max(POSITION_MAX_S),
    rate: z.number().min(RATE_MIN).max(RATE_MAX).optional(),
    at: z.number(),
  }),
  'player:status': z.object({ status: statusSchema, startLatencyMs: z.number().min(0).max(10_000) }),
  'player:request-sync': nothing,
  'player:deeds': z.object({
    now: z.number(),
    deeds: z
      .array(
        z.object({
          at: z.number(),
          kind: z.enum(['play', 'pause', 'seek', 'rate']),
          rate: z.number().optional(),
          base: z.number().optional(),
          off: z.number().nullable(),
          reason: z.string().max(80),
          tookMs: z.number().optional(),
        }),
      )
      .max(DEEDS_KEPT),
  }),
  'clock:ping': nothing,
  'overlay:chat': REQUESTS['send-chat'].payload,
  'overlay:place': placeSchema,
  'overlay:discard': z.object({ messageId: id }),
  'overlay:older': z.object({ beforeSeq: z.number().int().positive() }),
  'overlay:delete-message': REQUESTS['delete-chat'].payload,
  'overlay:moderate': z.object({ memberId: id, deed: z.enum([...MEMBER_DEEDS, ...CHAT_DEEDS]) }),
  'overlay:typing': nothing,
  'overlay:jump': z.object({ position: z.number().min(0).max(POSITION_MAX_S) }),
  'overlay:reactions': nothing,
  'overlay:emoji': nothing,
  'overlay:picture': z.object({ picture: id }),
  'overlay:bring': z.object({ part: z.enum(LATER_PARTS) }),
  'overlay:reaction': REQUESTS['send-reaction'].payload,
  'overlay:continue-without': nothing,
  'overlay:change-party': settingsSchema
    .pick({ controlMode: true, waitFor: true, waitForAds: true, locked: true })
    .partial(),
  'overlay:sync-me': nothing,
  'overlay:leave': nothing,
  'overlay:open-film': nothing,
  'overlay:stay': nothing,
  'overlay:away': nothing,
  'overlay:retry': nothing,
} satisfies Record<keyof ContentRequests, z.ZodType>;
