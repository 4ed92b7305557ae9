import browser from 'webextension-polyfill';
import { contentSchema } from '../../shared/party/content.ts';
import { chatMessageSchema, holdSchema, memberSchema, settingsSchema } from '../../shared/party/party.ts';
import { timelineSchema } from '../../shared/playback/timeline-schema.ts';
import { accountSchema } from '../../shared/protocol/api.ts';
import { CHAT_MAX_CHARS } from '../../shared/protocol/limits.ts';
import { wireErrorSchema } from '../../shared/protocol/wire-error.ts';
import { z } from '../../shared/protocol/zod.ts';

/**
 * What outlives the worker. `local` outlives the browser: account, token, server. `session` outlives the worker only:
 * the party we sit in (S28). Everything is parsed when read: an update may find what an older version wrote.
 */

const sessionEntry = z.object({ token: z.string().max(4096), account: accountSchema });
const accountsSchema = z.object({
  serverUrl: z.string().nullable(),
  /** One a server, so that looking in at a friend's server signs nobody out of their own. */
  sessions: z.record(z.string(), sessionEntry),
});
export type StoredAccounts = z.infer<typeof accountsSchema>;

const seatSchema = z.object({
  partyCode: z.string(),
  inviteUrl: z.string(),
  tabId: z.number().int().nullable(),
  begins: z.boolean().default(false),
});
const tabSchema = z.object({
  tabId: z.number().int(),
  state: z.enum(['opening', 'no-permission', 'waiting', 'playing', 'elsewhere', 'closed']),
  shows: contentSchema.nullable().optional(),
  trouble: z.enum(['unavailable', 'no-subscription']).nullable().optional(),
});
const partySchema = z.object({
  partyId: z.string(),
  partyCode: z.string(),
  settings: settingsSchema,
  content: contentSchema.nullable(),
  timeline: timelineSchema,
  hold: holdSchema.nullable(),
  members: z.array(memberSchema),
  you: z.string(),
  chat: z.array(chatMessageSchema.extend({ text: z.string().max(CHAT_MAX_CHARS) })),
  chatSeq: z.number().int().nonnegative(),
});
const outgoingSchema = z.object({
  messageId: z.string(),
  text: z.string().max(4 * CHAT_MAX_CHARS),
  replyTo: z.number().optional(),
  mentions: z.array(z.string()).optional(),
  state: z.enum(['sending', 'sent', 'failed']),
  error: wireErrorSchema.nullable(),
});
const resumeSchema = z.object({
  seat: seatSchema.nullable(),
  party: partySchema.nullable(),
  outbox: z.array(outgoingSchema).default([]),
  tab: tabSchema.nullable(),
  farewell: z.enum(['kicked', 'banned', 'ended', 'elsewhere', 'signed-out']).nullable(),
});
export type StoredResume = z.infer<typeof resumeSchema>;

/** The prompt may close the popup, so it writes this itself, before it asks (platform fact). */
const pendingSchema = z.object({
  kind: z.enum(['create', 'join', 'open-film']),
  tabId: z.number().int(),
  partyCode: z.string().max(64).optional(),
  name: z.string().max(300).optional(),
  content: contentSchema.optional(),
  origins: z.array(z.string().max(300)).max(32),
  guest: z.object({ name: z.string().max(300), streamingServices: z.array(z.string().max(64)).max(64) }).optional(),
  serverUrl: z.string().max(300).optional(),
  blank: z.boolean().optional(),
  at: z.number(),
});

/** Seat for the minutes in which an update of the extension empties `storage.session` under a running party. */
const lastSeatSchema = z.object({ seat: seatSchema, serverUrl: z.string(), touchedAt: z.number() });

async function read<S extends z.ZodType>(
  area: 'local' | 'session',
  key: string,
  schema: S,
): Promise<z.infer<S> | null> {
  const parsed = schema.safeParse((await browser.storage[area].get(key))[key]);
  return parsed.success ? parsed.data : null;
}

export const readAccounts = async (): Promise<StoredAccounts> =>
  (await read('local', 'accounts', accountsSchema)) ?? { serverUrl: null, sessions: {} };
export const writeAccounts = (accounts: StoredAccounts) => browser.storage.local.set({ accounts });

export const readResume = () => read('session', 'resume', resumeSchema);
export const writeResume = (resume: StoredResume) => browser.storage.session.set({ resume });

export const readPending = () => read('session', 'pending', pendingSchema);
export const clearPending = () => browser.storage.session.remove('pending');

export const readLastSeat = () => read('local', 'lastSeat', lastSeatSchema);
export const writeLastSeat = (lastSeat: z.infer<typeof lastSeatSchema>) => browser.storage.local.set({ lastSeat });
export const clearLastSeat = () => browser.storage.local.remove('lastSeat');

/** For the popup's first paint while the worker sleeps. */
export const writeView = (view: unknown) => browser.storage.session.set({ view });
