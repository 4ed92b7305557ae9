import type { Seat } from './live-party.ts';
import { SEATS_KEPT, STAYED_MIN_MS } from './rules.ts';

/** The seat of somebody who is there no more; what they sat is added up. @param at party clock, ms: when they were last there */
export function gotUp(seat: Seat, at: number): Seat {
  const { stayedMs, ...rest } = seat;
  const sat = stayedMs === undefined ? {} : { stayedMs: stayedMs + Math.max(0, at - seat.seatedAt) };
  return { ...rest, present: false, ...sat };
}

/** Nobody knows for how long they sat before that was counted: they did stay. */
const stayed = (seat: Seat): boolean => (seat.stayedMs ?? Number.POSITIVE_INFINITY) >= STAYED_MIN_MS;

/**
 * How much a membership counts for when one must go. Whoever has the code can come in under ever new names, and must not
 * push the friends of the party off its list by that: first go those who only looked in, whoever they are, then guests before
 * accounts, and last whom a host trusted with a role. To push off who stayed, five hundred must have stayed too, and
 * fifty can sit there at once.
 */
const worth = (seat: Seat): number =>
  seat.role === 'member' ? (stayed(seat) ? 2 : 0) + (seat.guest ? 0 : 1) : Number.POSITIVE_INFINITY;

/** Those memberships that a party remembers: one who goes is away, and of those worth the least the longest absent. */
export function withinLimit(seats: readonly Seat[]): readonly Seat[] {
  if (seats.length <= SEATS_KEPT) return seats;
  const first = seats
    .filter((seat) => !seat.present && seat.role !== 'host')
    .reduce<Seat | null>((least, seat) => (least === null || goesBefore(seat, least) ? seat : least), null);
  return seats.filter((seat) => seat !== first);
}

const goesBefore = (one: Seat, other: Seat): boolean =>
  worth(one) === worth(other) ? one.seatedAt < other.seatedAt : worth(one) < worth(other);
