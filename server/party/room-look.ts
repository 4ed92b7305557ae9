import { type Effect, tell } from './decision.ts';
import type { View } from './live-party.ts';
import { memberView } from './member-view.ts';

/**
 * What a room knows of its party besides timeline and words, as texts that are alike if nothing has changed. How each player
 * does is not in it: that is told again and again.
 */
export interface RoomLook {
  /** And what only lists of parties show: who hears that it is another reads theirs anew. */
  readonly settings: string;
  /** Of those whom the others see, by id. */
  readonly members: ReadonlyMap<string, string>;
}

export function roomLook(view: View): RoomLook {
  const { settings, partyCode, startsAt, seats } = view.party;
  const members = new Map<string, string>();
  for (const seat of seats) {
    if (!seat.present) continue;
    const { status: _, ...member } = memberView(view, seat);
    members.set(seat.id, JSON.stringify(member));
  }
  return { settings: JSON.stringify({ partyCode, startsAt, ...settings }), members };
}

export function sameLook(one: RoomLook, other: RoomLook): boolean {
  if (one.settings !== other.settings || one.members.size !== other.members.size) return false;
  for (const [id, member] of one.members) if (other.members.get(id) !== member) return false;
  return true;
}

/** What makes a room that knows `told` know the party as it stands; who knows it already is told nothing new by it. */
export function newsSince(told: RoomLook, view: View): Effect[] {
  const { settings, partyCode, seats, banned } = view.party;
  const look = roomLook(view);
  const gone = [...told.members.keys()].filter((id) => !look.members.has(id));
  const changed = seats.filter(({ id }) => look.members.get(id) !== told.members.get(id) && look.members.has(id));
  return [
    ...gone.map((memberId) => tell('member-left', { memberId, reason: banned.includes(memberId) ? 'banned' : 'left' })),
    ...changed.map((seat) => tell('member-updated', memberView(view, seat))),
    ...(look.settings === told.settings ? [] : [tell('party-updated', { settings, partyCode })]),
  ];
}
