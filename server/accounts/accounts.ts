import { randomBytes } from 'node:crypto';
import { hueOf } from '../../shared/party/avatar.ts';
import type { Avatar } from '../../shared/party/party.ts';
import type { Account, registerInput, Session } from '../../shared/protocol/api.ts';
import { fail, ok, type Result } from '../../shared/protocol/errors.ts';
import { PASSWORD_MAX_BYTES } from '../../shared/protocol/limits.ts';
import type { z } from '../../shared/protocol/zod.ts';
import type { Clock } from '../clock.ts';
import type { Person } from '../party/membership.ts';
import { foldKey, type Store, type UserRecord } from '../store/store.ts';
import type { Passwords } from './passwords.ts';
import type { Tokens } from './tokens.ts';

/** Their last visit is written at most this often. */
const SEEN_STEP_MS = 3_600_000;

export const makeId = (): string => randomBytes(12).toString('base64url');

/** Colour, emoji and picture, as the others are shown them. */
export const faceOf = ({ avatar, picture }: UserRecord): Avatar => (picture ? { ...avatar, picture } : avatar);

export const accountOf = (user: UserRecord): Account => ({
  id: user.id,
  username: user.username,
  email: user.email,
  guest: user.guest,
  avatar: faceOf(user),
  streamingServices: user.streamingServices,
});

export const personOf = (user: UserRecord): Person => ({
  id: user.id,
  name: user.username,
  avatar: faceOf(user),
  guest: user.guest,
});

export const accountNameKey = (username: string): string => `u:${foldKey(username)}`;

interface Needs {
  store: Store;
  passwords: Passwords;
  tokens: Tokens;
  clock: Clock;
  /** Told of failures nobody waits for. */
  onError(error: unknown): void;
}

export type Accounts = ReturnType<typeof makeAccounts>;

/** Signing up, in and out, and knowing who a token belongs to. */
export function makeAccounts({ store, passwords, tokens, clock, onError }: Needs) {
  const session = (user: UserRecord): Session => ({
    token: tokens.issue(user.id, user.tokenVersion),
    account: accountOf(user),
  });

  const fresh = (username: string): UserRecord => {
    const id = makeId();
    const key = `g:${id}`;
    const now = clock.wall();
    return {
      id,
      username,
      usernameKey: key,
      email: null,
      emailKey: key,
      passwordHash: null,
      guest: true,
      avatar: { hue: hueOf(username), emoji: '' },
      streamingServices: [],
      tokenVersion: 0,
      createdAt: now,
      lastSeenAt: now,
    };
  };

  return {
    async register(input: z.output<typeof registerInput>): Promise<Result<Session>> {
      const passwordHash = await passwords.hash(input.password);
      const user: UserRecord = {
        ...fresh(input.username),
        usernameKey: accountNameKey(input.username),
        email: input.email,
        emailKey: emailKey(input.email),
        passwordHash,
        guest: false,
      };
      const outcome = await store.users.insert(user);
      return outcome === 'inserted' ? ok(session(user)) : fail(outcome);
    },

    /** A3: the same answer and time for an unknown e-mail and a wrong password. */
    async login(email: string, password: string): Promise<Result<Session>> {
      const user = await store.users.byEmailKey(emailKey(email));
      // A1: bcrypt compares 72 bytes and ignores the rest, so a longer password must not match by its beginning.
      const fits = Buffer.byteLength(password) <= PASSWORD_MAX_BYTES;
      const right = await passwords.matches(password, fits ? (user?.passwordHash ?? null) : null);
      return user && right ? ok(session(user)) : fail('wrong-credentials');
    },

    async guest(name: string): Promise<Session> {
      const user = fresh(name);
      await store.users.insert(user);
      return session(user);
    },

    /** @returns the user of a token that is valid and not revoked, else null. @throws StoreUnavailable */
    async authenticate(token: string): Promise<UserRecord | null> {
      const claims = tokens.read(token);
      if (!claims) return null;
      const user = await store.users.byId(claims.userId);
      if (!user || user.tokenVersion !== claims.version) return null;
      const now = clock.wall();
      // Nobody is kept out, or waits, because a visit could not be written down: the next one is.
      if (now - user.lastSeenAt > SEEN_STEP_MS) store.users.update(user.id, { lastSeenAt: now }).catch(onError);
      return user;
    },

    /** Who a token names, unverified against the store: for counting requests only. */
    namedBy: (token: string): string | null => tokens.read(token)?.userId ?? null,

    /** A1, A2: another password, and every token of before revoked. */
    async changePassword(user: UserRecord, current: string, next: string): Promise<Result<Session>> {
      if (user.guest) return fail('needs-account');
      const fits = Buffer.byteLength(current) <= PASSWORD_MAX_BYTES;
      const right = await passwords.matches(current, fits ? user.passwordHash : null);
      if (!right) return fail('wrong-credentials', { fields: ['currentPassword'] });
      const updated = await store.users.setPassword(user.id, await passwords.hash(next));
      return updated ? ok(session(updated)) : fail('not-signed-in');
    },

    /** The same person with an e-mail and a password: whatever hangs on their id stays theirs. A2: tokens are revoked. */
    async upgrade(user: UserRecord, input: z.output<typeof registerInput>): Promise<Result<Session>> {
      if (!user.guest) return fail('not-allowed');
      const upgraded = await store.users.upgrade(user.id, {
        username: input.username,
        usernameKey: accountNameKey(input.username),
        email: input.email,
        emailKey: emailKey(input.email),
        passwordHash: await passwords.hash(input.password),
      });
      if (typeof upgraded === 'string') return fail(upgraded);
      return upgraded ? ok(session(upgraded)) : fail('not-allowed');
    },

    logoutEverywhere: (userId: string): Promise<void> => store.users.bumpTokenVersion(userId),

    async updateProfile(
      user: UserRecord,
      input: { username?: string | undefined; avatar?: UserRecord['avatar'] | undefined },
    ): Promise<Result<UserRecord>> {
      const username = input.username ?? user.username;
      const updated = await store.users.update(user.id, {
        username,
        usernameKey: user.guest ? user.usernameKey : accountNameKey(username),
        avatar: input.avatar ?? user.avatar,
      });
      if (updated === 'username-taken') return fail('username-taken');
      return updated ? ok(updated) : fail('not-signed-in');
    },

    async setServices(userId: string, streamingServices: string[]): Promise<Result<UserRecord>> {
      const updated = await store.users.update(userId, { streamingServices: [...new Set(streamingServices)] });
      return updated && updated !== 'username-taken' ? ok(updated) : fail('not-signed-in');
    },
  };
}

const emailKey = (email: string): string => `u:${foldKey(email)}`;
