import type { ChatMessage, KeptReaction } from '../../shared/party/chat.ts';
import type { Content } from '../../shared/party/content.ts';
import type { Avatar, Hold, PartySettings } from '../../shared/party/party.ts';
import type { PictureType } from '../../shared/party/picture.ts';
import type { Timeline } from '../../shared/playback/timeline.ts';
import type { FormerLife, Seat } from '../party/live-party.ts';

/** The disk or the database does not answer: callers hear `unavailable`. Every method of a store may throw it. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

export interface UserRecord {
  id: string;
  username: string;
  /** Case-folded copy with a kind before it (`u:` accounts, `g:` guests with their id): unique, always present. */
  usernameKey: string;
  /** Null for guests. */
  email: string | null;
  /** As `usernameKey`: unique, always present. */
  emailKey: string;
  /** bcrypt; null for guests. */
  passwordHash: string | null;
  guest: boolean;
  avatar: Omit<Avatar, 'picture'>;
  /** Id of the one chosen; null or (in what versions before wrote) absent: none. */
  picture?: string | null | undefined;
  streamingServices: string[];
  /** A2: tokens of an older version are revoked. */
  tokenVersion: number;
  /** Wall clock, ms. */
  createdAt: number;
  lastSeenAt: number;
}

/** The durable part of a party. The names of the system's specification; `version` decides which write is newer. */
export interface PartyRecord {
  id: string;
  /** Which life of the party wrote this, and the record that it began with. */
  life: string;
  former: FormerLife | null;
  version: number;
  /** Unique. */
  partyCode: string;
  name: string;
  /** User id. */
  host: string;
  members: readonly Seat[];
  /** Ids of `members`, flat for the index. */
  memberIds: readonly string[];
  settings: PartySettings;
  content: Content | null;
  videoState: Timeline;
  hold: Hold | null;
  excused: readonly string[];
  holdStarts: Readonly<Record<string, readonly number[]>>;
  applied: readonly string[];
  banned: readonly string[];
  /** Absent in what versions before wrote. */
  muted?: readonly string[] | undefined;
  reclaimableBy: string | null;
  startsAt: number | null;
  createdAt: number;
  endedAt: number | null;
  lastActiveAt: number;
}

export type UserPatch = Partial<
  Pick<UserRecord, 'username' | 'usernameKey' | 'avatar' | 'streamingServices' | 'lastSeenAt'>
>;

/** What makes an account of a guest. */
export type AccountOfGuest = Pick<UserRecord, 'username' | 'usernameKey' | 'email' | 'emailKey'> & {
  passwordHash: string;
};

export interface UserStore {
  insert(user: UserRecord): Promise<'inserted' | 'email-taken' | 'username-taken'>;
  byId(id: string): Promise<UserRecord | null>;
  byEmailKey(emailKey: string): Promise<UserRecord | null>;
  /** @returns the user as it is now, null if there is none, or that the new name belongs to somebody else */
  update(id: string, patch: UserPatch): Promise<UserRecord | null | 'username-taken'>;
  /**
   * Names another picture, or none, and says in the same step which one was named before: whoever replaced it deletes it.
   * @returns the user as it is now and the id that counted until now, or null if there is no such user
   */
  setPicture(id: string, picture: string | null): Promise<{ user: UserRecord; replaced: string | null } | null>;
  /** A2: another password and, in the same step, every token revoked. @returns the user as it is now, or null */
  setPassword(id: string, passwordHash: string): Promise<UserRecord | null>;
  /**
   * A guest becomes an account, and every token is revoked, in one step.
   * @returns the user as it is now, null if there is no such guest, or what belongs to somebody else
   */
  upgrade(id: string, account: AccountOfGuest): Promise<UserRecord | null | 'email-taken' | 'username-taken'>;
  /** A2: revokes every token in one step. */
  bumpTokenVersion(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** For the sweep, oldest first. */
  guestsSeenBefore(wallMs: number, limit: number): Promise<UserRecord[]>;
}

export interface PartyStore {
  insert(party: PartyRecord): Promise<'inserted' | 'code-taken'>;
  byId(id: string): Promise<PartyRecord | null>;
  byCode(partyCode: string): Promise<PartyRecord | null>;
  /**
   * Keeps the newer `version` of the life that is kept, and any of a life that began with the very record that is kept: a
   * late write never undoes a newer one.
   * @returns `older` if the same life is kept as new or newer (or the party is gone), `other-life` if another one is kept
   */
  save(party: PartyRecord): Promise<'saved' | 'older' | 'other-life' | 'code-taken'>;
  /** Newest activity first. */
  ofMember(userId: string, limit: number): Promise<PartyRecord[]>;
  countHosted(userId: string): Promise<number>;
  remove(id: string): Promise<void>;
  /**
   * For the sweep: not over, and neither active nor dated later than this. Longest idle first. Only what has something to
   * do, so that no record which is kept stands before one that is due.
   */
  toEnd(idleSince: number, limit: number): Promise<PartyRecord[]>;
  /** For the sweep: over since this or longer, longest first. */
  toRemove(endedBy: number, limit: number): Promise<PartyRecord[]>;
}

export interface ChatStore {
  /**
   * S30: gives the next number of the party's sequence, without gaps; the same `memberId` and `messageId` again get the
   * number they have. Keeps the newest `CHAT_HISTORY_KEPT`.
   */
  append(partyId: string, message: Omit<ChatMessage, 'seq'>): Promise<{ message: ChatMessage; repeated: boolean }>;
  /** The first messages after a number, in order. */
  after(partyId: string, seq: number, limit: number): Promise<ChatMessage[]>;
  /** The newest messages after a number, in order. */
  newest(partyId: string, seq: number, limit: number): Promise<ChatMessage[]>;
  /** The newest messages before a number, in order. */
  before(partyId: string, seq: number, limit: number): Promise<ChatMessage[]>;
  bySeq(partyId: string, seq: number): Promise<ChatMessage | null>;
  lastSeq(partyId: string): Promise<number>;
  /** The words go, the number stays (no gaps). */
  redact(partyId: string, seq: number, removed: 'author' | 'moderator'): Promise<void>;
  /** A5. */
  ofMember(memberId: string): Promise<ChatMessage[]>;
  /** A5: which messages of which parties are theirs. */
  tracesOf(memberId: string): Promise<{ partyId: string; seqs: number[] }[]>;
  /** A5: name and words go, the numbers stay (no gaps); mentions of them go too. */
  redactMember(memberId: string): Promise<void>;
  removeParty(partyId: string): Promise<void>;
}

export interface ReactionRecord extends KeptReaction {
  /** Which title of the party `position` belongs to. */
  epoch: number;
  /** Wall clock, ms. */
  at: number;
}

export interface NewReaction extends ReactionRecord {
  /** Random, and the same when it is added again because nobody knows whether it was. */
  id: string;
  partyId: string;
}

export interface ReactionStore {
  /**
   * Adds those of any parties in one write; what is there already stays as it is. Keeps the newest `REACTIONS_KEPT` of a
   * party, give or take a tenth.
   */
  add(reactions: readonly NewReaction[]): Promise<void>;
  /** In the order of the film. */
  ofTitle(partyId: string, epoch: number): Promise<ReactionRecord[]>;
  /** A5. */
  ofMember(memberId: string): Promise<ReactionRecord[]>;
  /** A5. */
  removeMember(memberId: string): Promise<void>;
  removeParty(partyId: string): Promise<void>;
}

export interface PictureRecord {
  /** 128 random bits: who knows it may see the picture. Another picture has another id. */
  id: string;
  userId: string;
  type: PictureType;
  bytes: Uint8Array;
}

export interface PictureStore {
  /** Beside what the user has: the record of the user says which one counts, so that a failed change loses nothing. */
  add(picture: PictureRecord): Promise<void>;
  byId(id: string): Promise<PictureRecord | null>;
  remove(id: string): Promise<void>;
  /** A5. */
  removeUser(userId: string): Promise<void>;
}

/** Durable data. Every implementation passes `describeStore`. No transactions, no expiry by the store itself. */
export interface Store {
  readonly users: UserStore;
  readonly parties: PartyStore;
  readonly chat: ChatStore;
  readonly reactions: ReactionStore;
  readonly pictures: PictureStore;
  /** @throws StoreUnavailable */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export const foldKey = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Numbers of messages by their party. */
export function seqsByParty(
  messages: readonly { partyId: string; seq: number }[],
): { partyId: string; seqs: number[] }[] {
  const parties = new Map<string, number[]>();
  for (const { partyId, seq } of messages) parties.set(partyId, [...(parties.get(partyId) ?? []), seq]);
  return [...parties].map(([partyId, seqs]) => ({ partyId, seqs: seqs.sort((a, b) => a - b) }));
}
