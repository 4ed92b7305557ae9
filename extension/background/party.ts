import type { ChatMessage } from '../../shared/party/chat.ts';
import type { Content } from '../../shared/party/content.ts';
import type { Hold, Member, PartySettings, Snapshot } from '../../shared/party/party.ts';
import { isNewer, isNext, type Timeline } from '../../shared/playback/timeline.ts';
import type { TimelineChange } from '../../shared/protocol/events.ts';
import { mergeChat } from './chat.ts';

/** What the server last said of our party. Kept in `storage.session`, so that a new worker starts where the old one ended. */
export interface PartyState {
  partyId: string;
  partyCode: string;
  settings: PartySettings;
  content: Content | null;
  timeline: Timeline;
  hold: Hold | null;
  members: Member[];
  you: string;
  chat: ChatMessage[];
  chatSeq: number;
}

/** Outcome of applying something: what the party is now, whether it is news, and whether something before it is missing. */
export interface Applied {
  party: PartyState;
  news: boolean;
  gap: boolean;
}

/**
 * S27: a snapshot replaces everything, but a timeline that a broadcast has made newer meanwhile, and the chat that the
 * snapshot leaves out.
 */
export function applySnapshot(held: PartyState | null, snapshot: Snapshot): Applied {
  const same = held !== null && held.you === snapshot.you ? held : null;
  const overtaken = same !== null && isNewer(same.timeline, snapshot.timeline);
  const party: PartyState = {
    partyId: snapshot.partyId,
    partyCode: snapshot.partyCode,
    settings: snapshot.settings,
    content: overtaken ? same.content : snapshot.content,
    timeline: overtaken ? same.timeline : snapshot.timeline,
    hold: overtaken ? same.hold : snapshot.hold,
    members: snapshot.members,
    you: snapshot.you,
    chat: mergeChat(same?.chat ?? [], snapshot.chat),
    chatSeq: Math.max(snapshot.chatSeq, same?.chatSeq ?? 0),
  };
  return { party, news: same === null || isNewer(party.timeline, same.timeline), gap: false };
}

/** S4: a timeline counts only if it is newer than the one held; a gap before it means that a snapshot is due. */
export function applyChange(held: PartyState, change: TimelineChange): Applied {
  if (!isNewer(change.timeline, held.timeline)) return { party: held, news: false, gap: false };
  const gap = !isNext(change.timeline, held.timeline);
  const party = {
    ...held,
    timeline: change.timeline,
    hold: change.hold,
    content: change.content ?? held.content,
  };
  return { party, news: true, gap };
}

/** The snapshot as a change, for those who follow the timeline only. */
export const asChange = (party: PartyState): TimelineChange & { name: string } => ({
  name: 'request-sync',
  timeline: party.timeline,
  by: null,
  commandId: null,
  reason: 'restored',
  hold: party.hold,
  ...(party.content ? { content: party.content } : {}),
});

export function applyMember(held: PartyState, member: Member): PartyState {
  const known = held.members.some((m) => m.id === member.id);
  return {
    ...held,
    members: known ? held.members.map((m) => (m.id === member.id ? member : m)) : [...held.members, member],
  };
}

export const applyGone = (held: PartyState, memberId: string): PartyState => ({
  ...held,
  members: held.members.filter((m) => m.id !== memberId),
});

export const applyStatus = (held: PartyState, memberId: string, status: Member['status']): PartyState => ({
  ...held,
  members: held.members.map((m) => (m.id === memberId ? { ...m, status } : m)),
});

/** S30: `gap` asks for `fetch-chat`. */
export function applyChat(held: PartyState, messages: readonly ChatMessage[], chatSeq = 0): Applied {
  const newest = messages.at(-1)?.seq ?? 0;
  const known = new Set(held.chat.map((m) => m.seq));
  const news = messages.some((m) => !known.has(m.seq));
  const first = messages[0]?.seq ?? 0;
  const gap = news && first > held.chatSeq + 1;
  const party = {
    ...held,
    chat: mergeChat(held.chat, messages),
    chatSeq: Math.max(held.chatSeq, newest, chatSeq),
  };
  return { party, news, gap };
}

/** Do others need another host when we go? */
export const hostsCompany = (party: PartyState): boolean =>
  ownMember(party)?.role === 'host' && party.members.some((m) => m.connected && m.id !== party.you);

/** Our own seat at the table. */
export const ownMember = (party: PartyState): Member | undefined => party.members.find((m) => m.id === party.you);
