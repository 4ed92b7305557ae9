import { chatMessageSchema } from '../../shared/party/chat.ts';
import { contentSchema } from '../../shared/party/content.ts';
import { holdSchema, memberSchema, settingsSchema } from '../../shared/party/party.ts';
import { timelineSchema } from '../../shared/playback/timeline-schema.ts';
import type { ServerEvents } from '../../shared/protocol/events.ts';
import { EMOJI_MAX_CHARS } from '../../shared/protocol/limits.ts';
import { z } from '../../shared/protocol/zod.ts';

const change = z.object({
  timeline: timelineSchema,
  by: z.object({ memberId: z.string(), name: z.string() }).nullable(),
  commandId: z.string().nullable(),
  reason: z.enum(['command', 'hold', 'hold-over', 'restored']),
  hold: holdSchema.nullable(),
  content: contentSchema.optional(),
});

/** What the server pushes, parsed at the border: the user chose the server, its bytes are from outside all the same (I1). */
export const SERVER_EVENTS = {
  'video-play': change,
  'video-pause': change,
  'video-seek': change,
  'video-rate': change,
  'change-content': change,
  'party-updated': z.object({ settings: settingsSchema, partyCode: z.string().max(64) }),
  'member-joined': memberSchema,
  'member-updated': memberSchema,
  'member-left': z.object({ memberId: z.string(), reason: z.enum(['left', 'kicked', 'banned', 'expired']) }),
  'member-status': z.object({ memberId: z.string(), status: memberSchema.shape.status }),
  'chat-message': chatMessageSchema,
  reaction: z.object({
    memberId: z.string(),
    emoji: z.string().max(EMOJI_MAX_CHARS),
    position: z.number(),
    epoch: z.number(),
  }),
  'member-typing': z.object({ memberId: z.string() }),
  'party-closed': z.object({ reason: z.enum(['kicked', 'banned', 'ended', 'elsewhere']) }),
  'server-draining': z.object({ retryAfterMs: z.number().min(0).max(600_000) }),
} satisfies Record<keyof ServerEvents, z.ZodType>;

export type ServerEventName = keyof typeof SERVER_EVENTS;
export type ServerEventHandlers = {
  [N in ServerEventName]: (payload: z.output<(typeof SERVER_EVENTS)[N]>) => void;
};
