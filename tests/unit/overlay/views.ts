import type { PartyView } from '../../../extension/messaging/party-view.ts';
import type { LocalState } from '../../../extension/overlay/types.ts';
import type { ChatMessage } from '../../../shared/party/chat.ts';
import type { Member, MemberState } from '../../../shared/party/party.ts';
import type { TimelineChange } from '../../../shared/protocol/events.ts';

/** A member named after the id; joined in the order of `joinedAt`. */
export const member = (
  id: string,
  joinedAt = 0,
  state: MemberState = 'in-step',
  patch: Partial<Member> = {},
): Member => ({
  id,
  name: id[0]?.toUpperCase() + id.slice(1),
  avatar: { hue: 20, emoji: '' },
  role: 'member',
  guest: false,
  connected: state !== 'away',
  status: { state, skewMs: null, clockBoundMs: null, ready: true },
  joinedAt,
  ...patch,
});

export const said = (
  seq: number,
  memberId: string,
  position: number | null = null,
  text = `text ${seq}`,
): ChatMessage => ({
  seq,
  messageId: `m${seq}`,
  memberId,
  name: memberId,
  text,
  sentAt: seq * 1_000,
  position,
});

export const view = (patch: Partial<PartyView> = {}): PartyView => ({
  name: 'Club',
  settings: { name: 'Club', controlMode: 'everyone', waitFor: 'everyone', waitForAds: false, locked: false },
  content: { siteId: 'netflix', mediaKey: '1', title: 'The Door' },
  service: { name: 'Netflix', address: null },
  members: [member('mira', 1), member('ana', 2)],
  you: 'mira',
  mayControl: true,
  hold: null,
  epoch: 1,
  outbox: [],
  connection: { state: 'online', rttMs: 30, boundMs: 10 },
  going: null,
  begins: false,
  ...patch,
});

export const local = (patch: Partial<LocalState> = {}): LocalState => ({
  sync: { state: 'in-step', skewMs: 3, clockBoundMs: 2 },
  needsClick: false,
  position: 100,
  partyPosition: 100,
  partyNow: 50_000,
  ownFrame: true,
  ...patch,
});

export const change = (name: string, patch: Partial<TimelineChange> = {}): TimelineChange & { name: string } => ({
  name,
  timeline: { epoch: 1, mediaKey: '1', rev: 2, playing: true, position: 750, at: 0, rate: 1.5, by: 'ana' },
  by: { memberId: 'ana', name: 'Ana' },
  commandId: null,
  reason: 'command',
  hold: null,
  ...patch,
});
