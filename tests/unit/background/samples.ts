import { applySnapshot, type PartyState } from '../../../extension/background/party.ts';
import type { Member, Snapshot } from '../../../shared/party/party.ts';
import type { Timeline } from '../../../shared/playback/timeline.ts';
import type { Account } from '../../../shared/protocol/api.ts';
import type { TimelineChange } from '../../../shared/protocol/events.ts';

export const timeline = (over: Partial<Timeline> = {}): Timeline => ({
  epoch: 1,
  mediaKey: '81',
  rev: 10,
  playing: true,
  position: 60,
  at: 1_000,
  rate: 1,
  by: 'ana',
  ...over,
});

export const change = (over: Partial<Timeline> = {}, more: Partial<TimelineChange> = {}): TimelineChange => ({
  timeline: timeline(over),
  by: { memberId: 'ana', name: 'Ana' },
  commandId: null,
  reason: 'command',
  hold: null,
  ...more,
});

export const member = (id: string, over: Partial<Member> = {}): Member => ({
  id,
  name: id,
  avatar: { hue: 1, emoji: '' },
  role: 'member',
  guest: true,
  connected: true,
  status: { state: 'in-step', skewMs: 0, clockBoundMs: 1, ready: true },
  joinedAt: 1,
  ...over,
});

/** The account of a guest. */
export const guest = (username: string): Account => ({
  id: 'u1',
  username,
  email: null,
  guest: true,
  avatar: { hue: 1, emoji: '' },
  streamingServices: [],
});

export const message = (seq: number) => ({
  seq,
  messageId: `m${seq}`,
  memberId: 'ana',
  name: 'Ana',
  text: `text ${seq}`,
  sentAt: seq,
  position: null,
});

export const netflix = (mediaKey = '81') => ({ siteId: 'netflix', mediaKey, title: 'The Long Way' });

export const snapshot = (over: Partial<Snapshot> = {}): Snapshot => ({
  partyId: 'p1',
  partyCode: 'K7Q-F2M-XDA',
  settings: { name: 'Film club', controlMode: 'everyone', waitFor: 'everyone', waitForAds: false, locked: false },
  content: netflix(),
  timeline: timeline(),
  hold: null,
  members: [member('ana', { role: 'host' }), member('ben')],
  you: 'ben',
  chat: [],
  chatSeq: 0,
  partyNow: 2_000,
  ...over,
});

export const party = (over: Partial<Snapshot> = {}): PartyState => applySnapshot(null, snapshot(over)).party;
