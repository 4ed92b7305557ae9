import type { Avatar } from '../../shared/party/party.ts';
import { may, outranks } from '../../shared/party/permissions.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { ParsedPayload } from '../../shared/protocol/events.ts';
import { MEMBERS_PER_PARTY } from '../../shared/protocol/limits.ts';
import { type Decision, decided, type Effect, refused, tell, unchanged } from './decision.ts';
import { handOver, heirOfErased, heirOfLeaver, updated } from './hand-over.ts';
import { type LiveParty, type Seat, seatOf, type View, withSeat } from './live-party.ts';
import { memberView } from './member-view.ts';
import { gotUp, withinLimit } from './seats-kept.ts';
import { stopForNobody } from './timeline-change.ts';

/** Who sits down, as the accounts know them (P2). */
export interface Person {
  id: string;
  name: string;
  avatar: Avatar;
  guest: boolean;
}

/** Takes a seat, a new one or the one kept. */
export function join(view: View, person: Person): Decision<{ seat: Seat }> {
  const { party, now } = view;
  if (party.endedAt !== null) return refused('party-ended');
  if (party.banned.includes(person.id)) return refused('banned');
  const kept = seatOf(party, person.id);
  if (!kept && party.settings.locked) return refused('party-locked');
  const taken = party.seats.filter((seat) => seat.present && seat.id !== person.id).length;
  if (taken >= MEMBERS_PER_PARTY) return refused('party-full');
  const { name, avatar, guest } = person;
  if (kept?.present) return comeBack(view, { ...kept, name, avatar, guest });
  const fresh = kept ? { ...kept, ...person } : { ...person, stayedMs: 0 };
  const role = kept?.role ?? (party.seats.length === 0 ? 'host' : 'member');
  const seat: Seat = { ...fresh, role, joinedAt: now, seatedAt: now, present: true };
  const others = party.seats.filter((one) => one.id !== person.id);
  const seats = [...others, seat];
  const next = { ...party, seats: withinLimit(seats), lastActiveAt: view.wallNow };
  const joined = tell('member-joined', memberView({ ...view, party: next }, seat));
  return decided(next, { seat }, [joined, ...pushedOff(seats, next.seats)]);
}

/** Of who is no member any more no presence stays either: a party that many look in on would hold ever more of them. */
const pushedOff = (before: readonly Seat[], kept: readonly Seat[]): Effect[] =>
  before === kept ? [] : before.filter((one) => !kept.includes(one)).map(({ id }) => ({ kind: 'part', memberId: id }));

/** Becomes a member without sitting down: the party is on their list, with the reminder of a planned one. */
export function enlist(view: View, person: Person): Decision<null> {
  if (seatOf(view.party, person.id)) return unchanged(view, null);
  const joined = join(view, person);
  if (!joined.ok) return joined;
  const party = withSeat(joined.party, person.id, gotUp(joined.value.seat, view.now));
  // They are not to be seen, so nobody is told.
  const parts = joined.effects.filter((one) => one.kind === 'part');
  return decided(party, null, parts);
}

function comeBack(view: View, seat: Seat): Decision<{ seat: Seat }> {
  const before = seatOf(view.party, seat.id);
  const same = JSON.stringify(before) === JSON.stringify(seat);
  const party = same ? view.party : withSeat(view.party, seat.id, seat);
  return decided(party, { seat }, updated({ ...view, party }, [seat.id]));
}

/**
 * Goes by their own wish: gives the seat up and stays a member, away, with the party on their list and the role it had. A
 * host hands the role to somebody who is there and may take it back; where nobody is, or where a planned party has not
 * begun, it stays theirs (S29).
 */
export function leave(view: View, memberId: string): Decision<null> {
  const seat = seatOf(view.party, memberId);
  if (!seat) return refused('not-a-member');
  const part: Effect = { kind: 'part', memberId };
  if (!seat.present) return decided(view.party, null, [part]);
  const away = { ...view, party: withSeat(view.party, memberId, gotUp(seat, view.now)) };
  const heir = seat.role === 'host' && needsHost(view) ? heirOfLeaver(away, memberId) : null;
  const { party, effects } = heir ? handOver(away, heir.id, true) : { party: away.party, effects: [] };
  return decided(parted(view, party, memberId), null, [part, ...toldGone(seat, 'left'), ...effects]);
}

/** Over, a party needs no host; planned and not begun, it waits for its own. */
const needsHost = ({ party, wallNow }: View): boolean =>
  party.endedAt === null && ((party.startsAt ?? 0) <= wallNow || party.applied.length > 0);

/**
 * Off the own list, by their own wish: no trace of the membership stays, and coming back is coming anew. Not for the host
 * of a party that goes on, who ends it instead. Another device of theirs that sits there is told that it is out.
 */
export function forget(view: View, memberId: string): Decision<null> {
  const seat = seatOf(view.party, memberId);
  if (!seat) return refused('not-a-member');
  if (seat.role === 'host' && view.party.endedAt === null) return refused('not-allowed');
  const { party, effects } = withoutMember(view, seat, 'left', null);
  return decided(party, null, [{ kind: 'evict', memberId, reason: 'kicked' }, ...effects]);
}

/** Out for good, and no trace of the membership stays (A5). Who was the last member ends the party. */
export function erase(view: View, memberId: string): Decision<null> {
  const seat = seatOf(view.party, memberId);
  if (!seat) return refused('not-a-member');
  const heir = seat.role === 'host' ? heirOfErased(view, memberId) : null;
  const { party, effects } = withoutMember(view, seat, 'left', heir);
  const muted = party.muted.filter((id) => id !== memberId);
  return decided({ ...party, muted }, null, [{ kind: 'part', memberId }, ...effects]);
}

type Gone = 'left' | 'kicked' | 'banned';

/** @param heir who is the host then, if `seat` was */
function withoutMember(
  view: View,
  seat: Seat,
  reason: Gone,
  heir: Seat | null,
): { party: LiveParty; effects: Effect[] } {
  const { id } = seat;
  const handed = heir ? handOver(view, heir.id, false) : { party: view.party, effects: [] };
  const seats = handed.party.seats.filter((one) => one.id !== id);
  const reclaimableBy = handed.party.reclaimableBy === id ? null : handed.party.reclaimableBy;
  const endedAt = handed.party.endedAt ?? (seats.length === 0 ? view.wallNow : null);
  // The leaver's own last appearance as co-host is nobody's business.
  const roles = handed.effects.filter(
    (e) => !(e.kind === 'tell' && e.event === 'member-updated' && (e.body as { id: string }).id === id),
  );
  const party = parted(view, { ...handed.party, seats, reclaimableBy, endedAt }, id);
  return { party, effects: [...toldGone(seat, reason), ...roles] };
}

/** What every going leaves behind. */
function parted(view: View, party: LiveParty, id: string): LiveParty {
  const left = { ...party, excused: party.excused.filter((one) => one !== id), lastActiveAt: view.wallNow };
  return left.seats.some((one) => one.present) ? left : stopForNobody(left, view.now);
}

const toldGone = ({ id, present }: Seat, reason: Gone): Effect[] =>
  present ? [tell('member-left', { memberId: id, reason })] : [];

/** Removes somebody of lower rank, for now or for good (`ban`); also who has left, so that to come and go is no way round it. */
export function kick(view: View, actorId: string, input: ParsedPayload<'kick-member'>): Decision<null> {
  const actor = seatOf(view.party, actorId);
  if (!actor?.present) return refused('not-a-member');
  if (!may(actor.role, 'kick', view.party.settings.controlMode)) return refused('not-allowed');
  const target = seatOf(view.party, input.memberId);
  if (!target) return refused('not-found');
  if (!outranks(actor.role, target.role)) return refused('not-allowed');
  const reason = input.ban ? 'banned' : 'kicked';
  const { party, effects } = withoutMember(view, target, reason, null);
  const banned = input.ban ? [...party.banned, target.id] : party.banned;
  return decided({ ...party, banned }, null, [{ kind: 'evict', memberId: target.id, reason }, ...effects]);
}

/** May this person see who was sent away or has left, and let in again? Null: yes. */
export function refusesUnban(view: View, actorId: string): { ok: false; error: WireError } | null {
  const actor = seatOf(view.party, actorId);
  if (!actor) return refused('not-a-member');
  return may(actor.role, 'kick', view.party.settings.controlMode) ? null : refused('not-allowed');
}

/** Lets somebody who was banned join again (P4); they come back by themselves, as a member. */
export function unban(view: View, actorId: string, memberId: string): Decision<null> {
  const { party } = view;
  const refusal = refusesUnban(view, actorId);
  if (refusal) return refusal;
  if (party.endedAt !== null) return refused('party-ended');
  if (!party.banned.includes(memberId)) return refused('not-found');
  return decided({ ...party, banned: party.banned.filter((id) => id !== memberId) }, null);
}

/** Gives a role. The host's is handed over whole; a former host who was away may take it back (S29). */
export function setRole(view: View, actorId: string, input: ParsedPayload<'set-role'>): Decision<null> {
  const { party } = view;
  const actor = seatOf(party, actorId);
  if (!actor?.present) return refused('not-a-member');
  const reclaims = input.role === 'host' && input.memberId === actorId && party.reclaimableBy === actorId;
  if (!reclaims && !may(actor.role, 'change-role', party.settings.controlMode)) return refused('not-allowed');
  const target = seatOf(party, input.memberId);
  if (!target) return refused('not-found');
  if (target.role === input.role) return unchanged(view, null);
  if (input.role === 'host') {
    const handed = handOver(view, target.id, false);
    return decided(handed.party, null, handed.effects);
  }
  // A host who steps down must say for whom.
  if (target.role === 'host') return refused('not-allowed');
  const next = withSeat(party, target.id, { role: input.role });
  return decided(next, null, updated({ ...view, party: next }, [target.id]));
}

/** A new name or avatar shows in the parties one sits in, and that a guest is none any more. */
export function renamed(view: View, person: Person): Decision<null> {
  if (!seatOf(view.party, person.id)) return unchanged(view, null);
  const party = withSeat(view.party, person.id, { name: person.name, avatar: person.avatar, guest: person.guest });
  return decided(party, null, updated({ ...view, party }, [person.id]));
}
