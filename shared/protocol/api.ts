import { oneEmoji } from '../party/avatar.ts';
import { contentSchema } from '../party/content.ts';
import { avatarSchema, CONTROL_MODES, settingsSchema, WAIT_POLICIES } from '../party/party.ts';
import type { ErrorCode } from './errors.ts';
import {
  EMAIL_MAX_CHARS,
  NAME_MAX_CHARS,
  PARTY_NAME_MAX_CHARS,
  PASSWORD_MAX_BYTES,
  PASSWORD_MIN_BYTES,
  PICTURE_BODY_MAX_BYTES,
  STARTS_LATE_MS,
  STARTS_WITHIN_MS,
} from './limits.ts';
import { id, line } from './text.ts';
import { z } from './zod.ts';

const email = z
  .string()
  .max(EMAIL_MAX_CHARS)
  .transform((raw) => raw.trim().toLowerCase())
  .pipe(z.email());
const username = line(NAME_MAX_CHARS, 2);
const bytes = (text: string) => new TextEncoder().encode(text).length;
/** A1: 8 to 72 bytes; longer is refused, not cut. */
const password = z
  .string()
  .max(PASSWORD_MAX_BYTES)
  .refine((text) => bytes(text) >= PASSWORD_MIN_BYTES && bytes(text) <= PASSWORD_MAX_BYTES);
const streamingServices = z.array(z.string().regex(/^[a-z0-9-]{1,32}$/)).max(64);

/** The signed-in user as they see themselves. Guests have neither e-mail nor username of their own, only a name. */
export const accountSchema = z.object({
  id,
  username,
  email: z.string().nullable(),
  guest: z.boolean(),
  avatar: avatarSchema,
  streamingServices,
});
export type Account = z.infer<typeof accountSchema>;

export const sessionSchema = z.object({ token: z.string(), account: accountSchema });
export type Session = z.infer<typeof sessionSchema>;

/** A party as its members' dashboard and the invite page show it. */
export const partySummarySchema = z.object({
  partyCode: z.string(),
  name: line(PARTY_NAME_MAX_CHARS),
  content: contentSchema.nullable(),
  hostName: z.string(),
  isHost: z.boolean(),
  memberCount: z.number().int(),
  watchingNow: z.number().int(),
  status: z.enum(['live', 'scheduled', 'past']),
  /** Wall clock ms, for scheduled parties. */
  startsAt: z.number().nullable(),
  createdAt: z.number(),
  settings: settingsSchema,
  /** Where friends open the invitation. */
  inviteUrl: z.string(),
});
export type PartySummary = z.infer<typeof partySummarySchema>;

/** What anybody with the code may know before joining. */
export const partyPreviewSchema = partySummarySchema
  .pick({
    partyCode: true,
    name: true,
    content: true,
    hostName: true,
    watchingNow: true,
    startsAt: true,
    inviteUrl: true,
  })
  .extend({
    /** Nobody new gets in. */
    locked: z.boolean(),
  });
export type PartyPreview = z.infer<typeof partyPreviewSchema>;

/** Refused by a code of its own in place of `bad-request` (`codeOf`). */
const refusedAs = (code: ErrorCode) => ({ params: { code } });

/** Wall clock ms, by the clock of who reads it. */
const startsAt = z
  .number()
  .int()
  .refine((at) => at >= Date.now() - STARTS_LATE_MS, refusedAs('date-past'))
  .refine((at) => at <= Date.now() + STARTS_WITHIN_MS, refusedAs('date-too-far'));

export const createPartyInput = z.object({
  name: line(PARTY_NAME_MAX_CHARS),
  content: contentSchema.nullable().default(null),
  controlMode: z.enum(CONTROL_MODES).default('everyone'),
  waitFor: z.enum(WAIT_POLICIES).default('everyone'),
  startsAt: startsAt.nullable().default(null),
});
export const updatePartyInput = settingsSchema
  .partial()
  .extend({ rotateCode: z.boolean().optional(), startsAt: startsAt.nullable().optional() });

export const registerInput = z.object({ username, email, password });
export const loginInput = z.object({ email, password: z.string().max(1024) });
export const guestInput = z.object({ name: line(NAME_MAX_CHARS) });
export const passwordInput = z.object({ currentPassword: z.string().max(1024), newPassword: password });
export const unbanInput = z.object({ memberId: id });
/** One emoji or none: whatever else fits the length is no face. A picture is chosen by `setPicture`, and stays. */
const ownAvatar = avatarSchema.omit({ picture: true }).refine(({ emoji }) => emoji === oneEmoji(emoji));
export const profileInput = z.object({ username: username.optional(), avatar: ownAvatar.optional() });
/** A PNG, JPEG or WebP as base64. */
export const pictureInput = z.object({ picture: z.base64().max(PICTURE_BODY_MAX_BYTES) });
export const servicesInput = z.object({ streamingServices });

/** Somebody who is not there, as the leaders see them: away, or sent away for good. */
export const absentPersonSchema = z.object({ id, name: line(NAME_MAX_CHARS), avatar: avatarSchema });
export type AbsentPerson = z.infer<typeof absentPersonSchema>;

/**
 * Where a picture is read, as bytes: by whoever knows its id, which is as long as a key and told to the people of one's
 * parties only.
 */
export const PICTURE_PATH = '/api/picture/:id';

const nothing = z.null();
const party = z.object({ party: partySummarySchema });
const account = z.object({ account: accountSchema });

/** The REST contract: method, path, who may call, body and answer. The server routes and the client calls by it. */
export const API = {
  register: { method: 'POST', path: '/api/auth/register', auth: 'none', body: registerInput, value: sessionSchema },
  login: { method: 'POST', path: '/api/auth/login', auth: 'none', body: loginInput, value: sessionSchema },
  guest: { method: 'POST', path: '/api/auth/guest', auth: 'none', body: guestInput, value: sessionSchema },
  /** A guest gets an account and stays who they are; every token of before is revoked, the answer holds the new one. */
  upgrade: { method: 'POST', path: '/api/auth/upgrade', auth: 'user', body: registerInput, value: sessionSchema },
  me: { method: 'GET', path: '/api/auth/me', auth: 'user', body: null, value: account },
  logoutEverywhere: { method: 'POST', path: '/api/auth/logout-everywhere', auth: 'user', body: null, value: nothing },
  /** A2: revokes every token, also the caller's; the answer holds the new one. */
  changePassword: {
    method: 'POST',
    path: '/api/auth/password',
    auth: 'user',
    body: passwordInput,
    value: sessionSchema,
  },
  profile: { method: 'PATCH', path: '/api/user/profile', auth: 'user', body: profileInput, value: account },
  /** Accounts only. Replaces the picture that was. */
  setPicture: { method: 'PUT', path: '/api/user/picture', auth: 'user', body: pictureInput, value: account },
  removePicture: { method: 'DELETE', path: '/api/user/picture', auth: 'user', body: null, value: account },
  services: { method: 'PUT', path: '/api/user/streaming-services', auth: 'user', body: servicesInput, value: account },
  exportAccount: {
    method: 'GET',
    path: '/api/user/export',
    auth: 'user',
    body: null,
    value: z.record(z.string(), z.unknown()),
  },
  deleteAccount: { method: 'DELETE', path: '/api/user', auth: 'user', body: null, value: nothing },
  createParty: { method: 'POST', path: '/api/party', auth: 'user', body: createPartyInput, value: party },
  listParties: {
    method: 'GET',
    path: '/api/party',
    auth: 'user',
    body: null,
    value: z.object({ parties: z.array(partySummarySchema) }),
  },
  previewParty: {
    method: 'GET',
    path: '/api/party/:code/preview',
    auth: 'none',
    body: null,
    value: z.object({ party: partyPreviewSchema }),
  },
  getParty: { method: 'GET', path: '/api/party/:code', auth: 'user', body: null, value: party },
  joinParty: { method: 'POST', path: '/api/party/:code/join', auth: 'user', body: null, value: party },
  /** Becomes a member who is away: the party is on their list. */
  rememberParty: { method: 'POST', path: '/api/party/:code/remember', auth: 'user', body: null, value: nothing },
  leaveParty: { method: 'POST', path: '/api/party/:code/leave', auth: 'user', body: null, value: nothing },
  /** The caller is no member any more, as if they had never come. */
  forgetParty: { method: 'POST', path: '/api/party/:code/forget', auth: 'user', body: null, value: nothing },
  updateParty: { method: 'PATCH', path: '/api/party/:code', auth: 'user', body: updatePartyInput, value: party },
  endParty: { method: 'DELETE', path: '/api/party/:code', auth: 'user', body: null, value: nothing },
  listBanned: {
    method: 'GET',
    path: '/api/party/:code/banned',
    auth: 'user',
    body: null,
    value: z.object({ people: z.array(absentPersonSchema) }),
  },
  /** Members who have left or were cut off, the latest first. */
  listAway: {
    method: 'GET',
    path: '/api/party/:code/away',
    auth: 'user',
    body: null,
    value: z.object({ people: z.array(absentPersonSchema) }),
  },
  unban: { method: 'POST', path: '/api/party/:code/unban', auth: 'user', body: unbanInput, value: nothing },
} as const;

export type Api = typeof API;
export type ApiName = keyof Api;
export type ApiInput<N extends ApiName> = Api[N]['body'] extends z.ZodType ? z.input<Api[N]['body']> : undefined;
export type ApiValue<N extends ApiName> = z.infer<Api[N]['value']>;
