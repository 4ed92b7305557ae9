import { type Effect, tell } from './decision.ts';
import { absentSince, connectedSeats, hostOf, type LiveParty, type Seat, type View, withSeat } from './live-party.ts';
import { memberView } from './member-view.ts';

export type HandOver =
  | { kind: 'keep'; reason: 'host-is-here' | 'not-begun' | 'in-grace' | 'nobody-to-take-it'; recheckAt: number | null }
  | { kind: 'hand-over'; to: string };

/** S29: after 15 s without the host the longest-present ready member gets the role. */
export function decideHandOver(view: View): HandOver {
  const host = hostOf(view.party);
  const lostAt = host ? absentSince(view, host) : 0;
  if (host && lostAt === null) return { kind: 'keep', reason: 'host-is-here', recheckAt: null };
  // Friends who open the invitation before the host does take nothing over: nobody has been lost yet.
  const isExpected = host !== null && !view.people.has(host.id) && view.party.applied.length === 0;
  if (isExpected) return { kind: 'keep', reason: 'not-begun', recheckAt: null };
  const due = (lostAt ?? 0) + view.rules.hostGraceMs;
  if (host && view.now < due) return { kind: 'keep', reason: 'in-grace', recheckAt: due };
  const heir = bestHeir(view, connectedSeats(view));
  return heir ? { kind: 'hand-over', to: heir.id } : { kind: 'keep', reason: 'nobody-to-take-it', recheckAt: null };
}

const longest = (seats: readonly Seat[]): Seat | null =>
  seats.reduce<Seat | null>((best, seat) => (best === null || seat.joinedAt < best.joinedAt ? seat : best), null);

function bestHeir(view: View, seats: readonly Seat[]): Seat | null {
  const isReady = (seat: Seat) => view.people.get(seat.id)?.status.ready === true;
  return longest(seats.filter(isReady)) ?? longest(seats);
}

const but = (id: string, seats: readonly Seat[]) => seats.filter((seat) => seat.id !== id);

/** Who gets the role when the host leaves: somebody who is there. Null: nobody is, and it is forced on nobody. */
export const heirOfLeaver = (view: View, leaverId: string): Seat | null =>
  bestHeir(view, but(leaverId, connectedSeats(view)));

/** Who gets the role when the host is no more: who is there, else who is shown, else any member. */
export const heirOfErased = (view: View, erasedId: string): Seat | null =>
  heirOfLeaver(view, erasedId) ??
  longest(
    but(
      erasedId,
      view.party.seats.filter((seat) => seat.present),
    ),
  ) ??
  longest(but(erasedId, view.party.seats));

/**
 * Makes a member the host; the former host becomes a co-host.
 * @param reclaimable may the former host take it back (S29)? Yes after an absence, no after giving it away
 */
export function handOver(view: View, to: string, reclaimable: boolean): { party: LiveParty; effects: Effect[] } {
  const former = hostOf(view.party);
  const demoted = former ? withSeat(view.party, former.id, { role: 'co-host' }) : view.party;
  const promoted = withSeat(demoted, to, { role: 'host' });
  const reclaimableBy = reclaimable && former ? (view.party.reclaimableBy ?? former.id) : null;
  const party = { ...promoted, reclaimableBy: reclaimableBy === to ? null : reclaimableBy };
  const claims = view.party.reclaimableBy === party.reclaimableBy ? null : view.party.reclaimableBy;
  const concerned = [former?.id, to, claims].filter((id) => typeof id === 'string');
  return { party, effects: updated({ ...view, party }, concerned) };
}

/** `member-updated` for those of these members whom the others see. */
export const updated = (view: View, memberIds: readonly string[]): Effect[] =>
  view.party.seats
    .filter((seat) => seat.present && memberIds.includes(seat.id))
    .map((seat) => tell('member-updated', memberView(view, seat)));
