import type { ChatMessage, Snapshot } from '../../shared/party/party.ts';
import type { PartyPreview, PartySummary } from '../../shared/protocol/api.ts';
import { hostOf, isConnected, type LiveParty, type People, type View } from './live-party.ts';
import { memberView } from './member-view.ts';

/** S27: all that one member needs to be right. */
export function snapshotFor(
  view: View,
  memberId: string,
  chat: { messages: ChatMessage[]; chatSeq: number },
): Snapshot {
  const { party } = view;
  return {
    partyId: party.id,
    partyCode: party.partyCode,
    settings: party.settings,
    content: party.content,
    timeline: party.timeline,
    hold: party.hold,
    members: party.seats.filter((seat) => seat.present).map((seat) => memberView(view, seat)),
    you: memberId,
    chat: chat.messages,
    chatSeq: chat.chatSeq,
    partyNow: view.now,
  };
}

/** A party on somebody's list. `past` is what ended; `scheduled` has its date before it. */
export function summaryFor(view: Omit<View, 'rules'>, viewerId: string | null, publicUrl: string): PartySummary {
  const { party, people, now, wallNow } = view;
  const host = hostOf(party);
  return {
    partyCode: party.partyCode,
    name: party.settings.name,
    content: party.content,
    hostName: host?.name ?? '',
    isHost: host !== null && host.id === viewerId,
    memberCount: party.seats.length,
    watchingNow: watching(party, people, now),
    status: party.endedAt !== null ? 'past' : (party.startsAt ?? 0) > wallNow ? 'scheduled' : 'live',
    startsAt: party.startsAt,
    createdAt: party.createdAt,
    settings: party.settings,
    inviteUrl: `${publicUrl}/join/${party.partyCode}`,
  };
}

const watching = (party: LiveParty, people: People, now: number) =>
  party.seats.filter((seat) => seat.present && isConnected(people.get(seat.id), now)).length;

/** What anybody with the code may know before joining. */
export function previewOf(summary: PartySummary): PartyPreview {
  const { partyCode, name, content, hostName, watchingNow, startsAt, inviteUrl, settings } = summary;
  return { partyCode, name, content, hostName, watchingNow, startsAt, inviteUrl, locked: settings.locked };
}
