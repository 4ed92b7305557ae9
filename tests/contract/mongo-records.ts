import type { PartyRecord, UserRecord } from '../../server/store/store.ts';

/** Records for the tests of the MongoDB store: every field set, so that none can get lost unseen. */
export const userRecord = (id: string, change: Partial<UserRecord> = {}): UserRecord => ({
  id,
  username: `Ana ${id}`,
  usernameKey: `u:ana ${id}`,
  email: `${id}@example.org`,
  emailKey: `u:${id}@example.org`,
  passwordHash: '$2b$10$abcdefghijklmnopqrstuv',
  guest: false,
  avatar: { hue: 12, emoji: '🦊' },
  streamingServices: ['netflix', 'youtube'],
  tokenVersion: 3,
  createdAt: 1_700_000_000_000.25,
  lastSeenAt: 1_700_000_000_001,
  ...change,
});

export const partyRecord = (id: string, change: Partial<PartyRecord> = {}): PartyRecord => ({
  id,
  version: 1,
  partyCode: `CODE-${id}`,
  name: 'Film night',
  host: 'ana',
  members: [
    {
      id: 'ana',
      name: 'Ana',
      avatar: { hue: 1, emoji: '' },
      guest: false,
      role: 'host',
      joinedAt: 1_700_000_000_000.5,
      seatedAt: 1_700_000_000_123.125,
      present: true,
    },
  ],
  memberIds: ['ana'],
  settings: { name: 'Film night', controlMode: 'everyone', waitFor: 'majority', waitForAds: true, locked: false },
  content: {
    siteId: 'netflix',
    mediaKey: 'netflix:1',
    title: '',
    series: 'S',
    season: 0,
    episode: 7,
    duration: 5400.04,
  },
  videoState: {
    epoch: 2,
    mediaKey: 'netflix:1',
    rev: 17,
    playing: true,
    position: 12.345678901234567,
    at: 1_700_000_000_456.789,
    rate: 1.25,
    by: '',
  },
  hold: { memberIds: ['ana'], until: 1_700_000_009_999.5, reason: 'buffering' },
  excused: ['ana'],
  holdStarts: { ana: [1_700_000_000_000.5], 'ben_-1': [] },
  applied: ['ana:cmd1'],
  banned: ['zed'],
  reclaimableBy: 'ana',
  startsAt: 1_700_000_100_000,
  createdAt: 1_700_000_000_000,
  endedAt: null,
  lastActiveAt: 1_700_000_000_777,
  ...change,
});

export const chatLine = (messageId: string, memberId = 'ana') => ({
  messageId,
  memberId,
  name: 'Ana',
  text: `text of ${messageId}`,
  sentAt: 1_700_000_000_000,
  position: 1.5,
});
