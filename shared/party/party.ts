import { timelineSchema } from '../playback/timeline-schema.ts';
import { AVATAR_MAX_CHARS, NAME_MAX_CHARS, PARTY_NAME_MAX_CHARS } from '../protocol/limits.ts';
import { id, line } from '../protocol/text.ts';
import { z } from '../protocol/zod.ts';
import { chatMessageSchema } from './chat.ts';
import { contentSchema } from './content.ts';

export { type ChatMessage, chatMessageSchema } from './chat.ts';

export const ROLES = ['host', 'co-host', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** Who may play, pause, jump and change the speed. */
export const CONTROL_MODES = ['everyone', 'host-only'] as const;
export type ControlMode = (typeof CONTROL_MODES)[number];

/** S23: for whom a party holds. */
export const WAIT_POLICIES = ['everyone', 'majority', 'nobody'] as const;
export type WaitPolicy = (typeof WAIT_POLICIES)[number];

/** What a member's player is doing, as the others are shown it. `away`: connected nowhere, the seat is kept. */
export const MEMBER_STATES = [
  'no-film', // joined, no player found yet
  'in-step',
  'catching-up',
  'starting',
  'buffering',
  'ad',
  'other-title',
  'other-cut',
  'unavailable', // the site does not show the title to them
  'no-subscription', // the site wants them to sign in or subscribe
  'needs-click',
  'away',
] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

export const avatarSchema = z.object({
  /** Degrees on the colour circle. */
  hue: z.number().int().min(0).max(359),
  /** One emoji, or empty for the initial of the name. */
  emoji: z.string().max(AVATAR_MAX_CHARS).default(''),
  /** An uploaded picture, which stands before both: read it at `PICTURE_PATH`. Another picture has another id. */
  picture: id.optional(),
});
export type Avatar = z.infer<typeof avatarSchema>;

/** What a member's content script reports about itself, and what the server passes on (S22, S25, S26). */
export const statusSchema = z.object({
  state: z.enum(MEMBER_STATES).exclude(['away']),
  /** Signed distance to the timeline, ms: positive = behind. Null while unknown. */
  skewMs: z.number().min(-1e8).max(1e8).nullable(),
  /** S8: hard bound of the own clock, ms. */
  clockBoundMs: z.number().min(0).max(60_000).nullable(),
  /** S22. */
  ready: z.boolean(),
});
export type Status = z.infer<typeof statusSchema>;

export const memberSchema = z.object({
  id,
  name: line(NAME_MAX_CHARS),
  avatar: avatarSchema,
  role: z.enum(ROLES),
  /** Guests have no account behind them. */
  guest: z.boolean(),
  connected: z.boolean(),
  status: statusSchema.extend({ state: z.enum(MEMBER_STATES) }),
  /** Party clock, ms: seniority for the host hand-over (S29). */
  joinedAt: z.number(),
  /** May not write or react for now. */
  muted: z.boolean().optional(),
  /** Was the host, lost that by being away, and may take it back with `set-role` (S29). */
  reclaims: z.boolean().optional(),
});
export type Member = z.infer<typeof memberSchema>;

export const settingsSchema = z.object({
  name: line(PARTY_NAME_MAX_CHARS),
  controlMode: z.enum(CONTROL_MODES),
  waitFor: z.enum(WAIT_POLICIES),
  /** S24: hold the party for members in an ad. */
  waitForAds: z.boolean(),
  /** Nobody new gets in. */
  locked: z.boolean(),
});
export type PartySettings = z.infer<typeof settingsSchema>;

/** S23: the party stands still for somebody. */
export const holdSchema = z.object({
  memberIds: z.array(id).max(64),
  /** Party clock, ms: goes on without them then. */
  until: z.number(),
  reason: z.enum(['buffering', 'ad', 'starting']),
});
export type Hold = z.infer<typeof holdSchema>;

/** All that a client needs to be right (S27): the answer to `join-party` and `request-sync`. */
export const snapshotSchema = z.object({
  /** Stays the same when the code is rotated. No secret, and opens no door: who has no seat needs the code. */
  partyId: id,
  partyCode: z.string(),
  settings: settingsSchema,
  content: contentSchema.nullable(),
  timeline: timelineSchema,
  hold: holdSchema.nullable(),
  members: z.array(memberSchema),
  you: id,
  /** The newest messages after the `lastChatSeq` of the request, at most one page. */
  chat: z.array(chatMessageSchema),
  chatSeq: z.number().int().nonnegative(),
  /** Party clock when this was made, ms. */
  partyNow: z.number(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
