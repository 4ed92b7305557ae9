import { randomUUID } from 'node:crypto';
import { toRecord } from '../../server/party/restore.ts';
import type { PartyRecord, UserRecord } from '../../server/store/store.ts';
import { freshParty } from './fresh-party.ts';

/** A moment of the samples, ms since 1970. */
export const WALL = 1_700_000_000_000;

export function someUser(change: Partial<UserRecord> = {}): UserRecord {
  const id = randomUUID();
  return {
    id,
    username: 'Ana',
    usernameKey: `u:${id}`,
    email: 'ana@example.org',
    emailKey: `u:${id}@example.org`,
    passwordHash: 'hash',
    guest: false,
    avatar: { hue: 10, emoji: '🦊' },
    streamingServices: ['netflix'],
    tokenVersion: 0,
    createdAt: WALL,
    lastSeenAt: WALL,
    ...change,
  };
}

export const someParty = (change: Partial<PartyRecord> = {}): PartyRecord => ({
  ...toRecord(freshParty(1_000, WALL)),
  ...change,
});
