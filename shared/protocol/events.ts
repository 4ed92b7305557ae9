import { type ChatMessage, chatMessageSchema, emojiSchema, keptReactionSchema } from '../party/chat.ts';
import { contentSchema } from '../party/content.ts';
import {
  type Hold,
  type Member,
  type PartySettings,
  ROLES,
  type Snapshot,
  type Status,
  snapshotSchema,
  statusSchema,
} from '../party/party.ts';
import { type Timeline, timelineSchema } from '../playback/timeline-schema.ts';
import type { ErrorCode, Result } from './errors.ts';
import {
  CHAT_MAX_CHARS,
  MEDIA_KEY_MAX_CHARS,
  MENTIONS_MAX,
  POSITION_MAX_S,
  RATE_MAX,
  RATE_MIN,
  REACTIONS_KEPT,
} from './limits.ts';
import { id, line } from './text.ts';
import { z } from './zod.ts';

/** What every socket says of itself when it connects (`socket.handshake.auth`). */
export const handshakeSchema = z.object({ token: z.string().max(4096), protocolVersion: z.number().int() });
export type Handshake = z.infer<typeof handshakeSchema>;

/** S3: what every playback command carries. */
const command = z.object({
  /** Chosen by the client: a retry with the same id is acknowledged again and applied once. */
  commandId: id,
  epoch: z.number().int().nonnegative(),
  /** The `rev` that the client saw when its user acted. */
  baseRev: z.number().int().nonnegative(),
  mediaKey: z.string().max(MEDIA_KEY_MAX_CHARS),
  /** Seconds of content time where the sender's player stood (play, pause) or goes (seek). */
  currentTime: z.number().min(0).max(POSITION_MAX_S),
  /** Where a party begins, told by the page that it was started on: not taken once anybody has moved the party. */
  first: z.boolean().optional(),
  /**
   * Party clock, ms: by then the sender has given the command up, so it is not carried out any more (S27). Left out while the
   * sender's clock is not known, and by clients of before.
   */
  until: z.number().optional(),
});

/** Latency figures for the lead of a scheduled start (S11), all in ms. */
export const timingSchema = z.object({
  rtt: z.number().min(0).max(60_000),
  jitterP95: z.number().min(0).max(60_000),
  startLatency: z.number().min(0).max(10_000),
});
export type Timing = z.infer<typeof timingSchema>;

/** One row an event a client may send: its payload and what the acknowledgement holds. */
export const REQUESTS = {
  'join-party': {
    payload: z.object({
      partyCode: z.string().max(64),
      /** Of a party in which the client holds a seat: then an outdated code is no matter (it may be rotated meanwhile). */
      partyId: id.optional(),
      /** What the client still holds, for a short way back after a reconnect (S27). */
      epoch: z.number().int().nonnegative().optional(),
      lastRev: z.number().int().nonnegative().optional(),
      lastChatSeq: z.number().int().nonnegative().optional(),
    }),
    value: snapshotSchema,
  },
  'leave-party': { payload: z.object({}), value: z.null() },
  'video-play': { payload: command, value: z.object({ timeline: timelineSchema }) },
  'video-pause': { payload: command, value: z.object({ timeline: timelineSchema }) },
  'video-seek': { payload: command, value: z.object({ timeline: timelineSchema }) },
  'video-rate': {
    payload: command.extend({ rate: z.number().min(RATE_MIN).max(RATE_MAX) }),
    value: z.object({ timeline: timelineSchema }),
  },
  'change-content': {
    payload: command.omit({ mediaKey: true }).extend({ content: contentSchema, playing: z.boolean() }),
    value: z.object({ timeline: timelineSchema }),
  },
  'request-sync': {
    payload: z.object({ lastChatSeq: z.number().int().nonnegative().optional() }),
    value: snapshotSchema,
  },
  'clock-ping': {
    payload: z.object({}),
    /** S5: party clock at receipt and at sending, ms. */
    value: z.object({ t2: z.number(), t3: z.number() }),
  },
  'report-status': { payload: statusSchema.extend({ timing: timingSchema.optional() }), value: z.null() },
  'continue-without': { payload: z.object({}), value: z.null() },
  'send-chat': {
    payload: z.object({
      messageId: id,
      text: line(CHAT_MAX_CHARS),
      /** `seq` of the message that is answered. */
      replyTo: z.number().int().positive().optional(),
      /** Members named by `@name`; who is not in the party is dropped. */
      mentions: z.array(id).max(MENTIONS_MAX).optional(),
    }),
    value: z.object({ seq: z.number().int().positive() }),
  },
  /** The page after a number (what was missed) or before one (what is older). */
  'fetch-chat': {
    payload: z.union([
      z.object({ afterSeq: z.number().int().nonnegative() }),
      z.object({ beforeSeq: z.number().int().positive() }),
    ]),
    value: z.object({ messages: z.array(chatMessageSchema), chatSeq: z.number().int() }),
  },
  /** Takes the words of one's own message away, or of somebody of lower rank. `messageId` is the deed's own, for retries. */
  'delete-chat': {
    payload: z.object({ messageId: id, seq: z.number().int().positive() }),
    value: z.object({ seq: z.number().int().positive() }),
  },
  'mute-member': { payload: z.object({ memberId: id, muted: z.boolean() }), value: z.null() },
  /** Sent at most each `TYPING_EVERY_MS` while somebody types. */
  'chat-typing': { payload: z.object({}), value: z.null() },
  'send-reaction': { payload: z.object({ emoji: emojiSchema }), value: z.null() },
  /** What was felt at which scene of the party's title, in the film's order. */
  'fetch-reactions': {
    payload: z.object({}),
    value: z.object({ epoch: z.number().int(), reactions: z.array(keptReactionSchema).max(2 * REACTIONS_KEPT) }),
  },
  'set-role': { payload: z.object({ memberId: id, role: z.enum(ROLES) }), value: z.null() },
  'kick-member': { payload: z.object({ memberId: id, ban: z.boolean() }), value: z.null() },
} as const;

export type Requests = typeof REQUESTS;
export type RequestName = keyof Requests;
export type RequestPayload<N extends RequestName> = z.input<Requests[N]['payload']>;
export type ParsedPayload<N extends RequestName> = z.output<Requests[N]['payload']>;
export type RequestValue<N extends RequestName> = z.infer<Requests[N]['value']>;

/** The commands that move the timeline, broadcast under the same name. */
export const COMMANDS = ['video-play', 'video-pause', 'video-seek', 'video-rate', 'change-content'] as const;
export type CommandName = (typeof COMMANDS)[number];

/** The whole timeline and who did it; `reason` is for words in the interface. */
export interface TimelineChange {
  timeline: Timeline;
  by: { memberId: string; name: string } | null;
  commandId: string | null;
  reason: 'command' | 'hold' | 'hold-over' | 'restored';
  hold: Hold | null;
  /** With `change-content` only. */
  content?: z.infer<typeof contentSchema>;
}

/** Events from the server. Broadcasts have no acknowledgement: `rev` and `seq` show what was missed. */
export interface ServerEvents {
  'video-play': (change: TimelineChange) => void;
  'video-pause': (change: TimelineChange) => void;
  'video-seek': (change: TimelineChange) => void;
  'video-rate': (change: TimelineChange) => void;
  'change-content': (change: TimelineChange) => void;
  'party-updated': (update: { settings: PartySettings; partyCode: string }) => void;
  'member-joined': (member: Member) => void;
  'member-updated': (member: Member) => void;
  'member-left': (gone: { memberId: string; reason: 'left' | 'kicked' | 'banned' | 'expired' }) => void;
  'member-status': (update: { memberId: string; status: Status | Member['status'] }) => void;
  'chat-message': (message: ChatMessage) => void;
  reaction: (reaction: { memberId: string; emoji: string; position: number; epoch: number }) => void;
  /** Somebody is writing; good for `TYPING_SHOWN_MS`. */
  'member-typing': (who: { memberId: string }) => void;
  /** The socket is out of the party: kicked, banned, party over, or the seat was taken over by another device. */
  'party-closed': (why: { reason: 'kicked' | 'banned' | 'ended' | 'elsewhere' }) => void;
  /** R6: this node goes away; come back after `retryAfterMs`, spread over clients. */
  'server-draining': (notice: { retryAfterMs: number }) => void;
}

export type ClientEvents = {
  [N in RequestName]: (payload: RequestPayload<N>, ack: (result: Result<RequestValue<N>>) => void) => void;
};

/** `connect_error.data` when the handshake is refused. */
export interface ConnectRefusal {
  code: ErrorCode;
  retryAfterMs?: number;
}

export type { Snapshot, Timeline };
