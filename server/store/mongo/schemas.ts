import { Schema, type SchemaDefinition } from 'mongoose';
import type { ChatMessage } from '../../../shared/party/chat.ts';
import type { Content } from '../../../shared/party/content.ts';
import type { Avatar, Hold, PartySettings } from '../../../shared/party/party.ts';
import type { Timeline } from '../../../shared/playback/timeline.ts';
import type { FormerLife, Seat } from '../../party/live-party.ts';
import type { PartyRecord, PictureRecord, ReactionRecord, UserRecord } from '../store.ts';

/** A record as the database holds it: its `id` is the `_id`. */
type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: string };
export type UserDoc = Stored<UserRecord>;
export type PartyDoc = Stored<PartyRecord>;
export interface ChatDoc extends ChatMessage {
  /** `partyId:memberId:messageId`: a retry is not a second message. */
  _id: string;
  partyId: string;
}
export interface ReactionDoc extends ReactionRecord {
  _id: string;
  partyId: string;
}

export type PictureDoc = Stored<PictureRecord>;

/** A field that a record has and its schema has not does not compile; at run time it throws instead of being lost. */
type Fields<T> = Record<keyof T, unknown>;

/** Values are what the schemas of shared/ let in: here it is only their kind that is held (I3). */
const whole = <T>(fields: Fields<T>) =>
  new Schema(fields as SchemaDefinition, {
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    minimize: false,
    id: false,
    autoIndex: false,
    autoCreate: false,
  });
const part = <T>(fields: Fields<T>) =>
  new Schema(fields as SchemaDefinition, { strict: 'throw', _id: false, id: false, minimize: false });

const avatar = part<Required<Avatar>>({ hue: Number, emoji: String, picture: String });

export const userSchema = whole<UserDoc>({
  _id: String,
  username: String,
  usernameKey: String,
  email: String,
  emailKey: String,
  passwordHash: String,
  guest: Boolean,
  avatar,
  picture: String,
  streamingServices: [String],
  tokenVersion: Number,
  createdAt: Number,
  lastSeenAt: Number,
})
  .index({ emailKey: 1 }, { unique: true })
  .index({ usernameKey: 1 }, { unique: true })
  .index({ guest: 1, lastSeenAt: 1 });

const seat = part<Required<Seat>>({
  id: String,
  name: String,
  avatar,
  guest: Boolean,
  role: String,
  joinedAt: Number,
  seatedAt: Number,
  stayedMs: Number,
  present: Boolean,
});
const settings = part<PartySettings>({
  name: String,
  controlMode: String,
  waitFor: String,
  waitForAds: Boolean,
  locked: Boolean,
});
const content = part<Required<Content>>({
  siteId: String,
  mediaKey: String,
  title: String,
  series: String,
  season: Number,
  episode: Number,
  duration: Number,
});
const timeline = part<Timeline>({
  epoch: Number,
  mediaKey: String,
  rev: Number,
  playing: Boolean,
  position: Number,
  at: Number,
  rate: Number,
  by: String,
});
const hold = part<Hold>({ memberIds: [String], until: Number, reason: String });

export const partySchema = whole<PartyDoc>({
  _id: String,
  life: String,
  former: part<FormerLife>({ life: String, version: Number }),
  version: Number,
  partyCode: String,
  name: String,
  host: String,
  members: [seat],
  memberIds: [String],
  settings,
  content,
  videoState: timeline,
  hold,
  excused: [String],
  holdStarts: { type: Map, of: [Number] },
  applied: [String],
  banned: [String],
  // Absent where nobody ever was: mongoose would give every party an empty list.
  muted: { type: [String], default: undefined },
  reclaimableBy: String,
  startsAt: Number,
  createdAt: Number,
  endedAt: Number,
  lastActiveAt: Number,
})
  .index({ partyCode: 1 }, { unique: true })
  .index({ memberIds: 1, lastActiveAt: -1 })
  .index({ host: 1, endedAt: 1 })
  // What the sweep looks for: it passes over parties of a later date without reading them.
  .index({ endedAt: 1, lastActiveAt: 1, startsAt: 1 });

export const chatSchema = whole<ChatDoc>({
  _id: String,
  partyId: String,
  seq: Number,
  messageId: String,
  memberId: String,
  name: String,
  text: String,
  sentAt: Number,
  position: Number,
  epoch: Number,
  replyTo: Number,
  // No empty lists where there is none.
  mentions: { type: [String], default: undefined },
  removed: String,
  removes: { type: [Number], default: undefined },
})
  // Two messages never get the same number: S30 rests on this index.
  .index({ partyId: 1, seq: 1 }, { unique: true })
  .index({ memberId: 1, sentAt: 1 })
  .index({ mentions: 1 });

export const reactionSchema = whole<ReactionDoc>({
  _id: String,
  partyId: String,
  memberId: String,
  emoji: String,
  position: Number,
  epoch: Number,
  at: Number,
})
  .index({ partyId: 1, epoch: 1, position: 1 })
  .index({ partyId: 1, at: 1 })
  .index({ memberId: 1, at: 1 });

export const pictureSchema = whole<PictureDoc>({
  _id: String,
  userId: String,
  type: { type: String },
  bytes: Buffer,
}).index({ userId: 1, _id: 1 });
