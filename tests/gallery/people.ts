import type { ChatUpdate, PartyView } from '../../extension/messaging/party-view.ts';
import type { LocalState } from '../../extension/overlay/types.ts';
import type { ChatMessage } from '../../shared/party/chat.ts';
import type { Member, MemberState } from '../../shared/party/party.ts';

/** A member in a state; `skewMs` positive = behind. */
export function member(id: string, name: string, hue: number, state: MemberState = 'in-step', skewMs = 4): Member {
  return {
    id,
    name,
    avatar: { hue, emoji: '' },
    role: id === 'mira' ? 'host' : 'member',
    guest: false,
    connected: state !== 'away',
    status: { state, skewMs, clockBoundMs: 3, ready: state === 'in-step' },
    joinedAt: hue,
  };
}

export const MIRA = member('mira', 'Mira', 200);
export const ANA = member('ana', 'Ana', 20);
export const JONATHAN = member('jonathan', 'Jonathan', 130, 'buffering', 6_000);
export const KEI = member('kei', 'Kei', 280, 'ad');
export const LONG = member('long', 'Jonathan Featherstonehaugh-Smythe', 130, 'buffering', 6_000);

/** A message `n` of a chat; film time in seconds. */
export const message = (seq: number, from: Member, text: string, position: number | null): ChatMessage => ({
  seq,
  messageId: `m${seq}`,
  memberId: from.id,
  name: from.name,
  text,
  sentAt: Date.UTC(2026, 0, 2, 20, 0, 0) + seq * 70_000,
  position,
});

export const CHAT = [
  message(1, ANA, 'wait, is that the brother from episode one?', 708),
  message(2, MIRA, 'yes!! look at the coat', 712),
  message(3, ANA, 'he is going to open the door', 754),
];

/** The log as the overlay is told it. */
export const log = (messages: ChatMessage[] = CHAT): ChatUpdate => ({ messages, chatSeq: messages.at(-1)?.seq ?? 0 });

export const view = (patch: Partial<PartyView> = {}): PartyView => ({
  name: 'Friday film club',
  settings: {
    name: 'Friday film club',
    controlMode: 'everyone',
    waitFor: 'everyone',
    waitForAds: false,
    locked: false,
  },
  content: { siteId: 'netflix', mediaKey: '1', title: 'The Door', series: 'The Long Way Home', season: 2, episode: 4 },
  service: { name: 'Netflix', address: null },
  members: [MIRA, ANA, JONATHAN, KEI],
  you: 'mira',
  mayControl: true,
  hold: null,
  epoch: 1,
  outbox: [],
  connection: { state: 'online', rttMs: 31, boundMs: 15 },
  going: null,
  begins: false,
  ...patch,
});

export const local = (patch: Partial<LocalState> = {}): LocalState => ({
  sync: { state: 'in-step', skewMs: 4, clockBoundMs: 3 },
  needsClick: false,
  position: 750,
  partyPosition: 750,
  partyNow: 1_000_000,
  ownFrame: true,
  ...patch,
});
