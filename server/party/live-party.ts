import type { Content } from '../../shared/party/content.ts';
import type { Avatar, Hold, PartySettings, Role, Status } from '../../shared/party/party.ts';
import type { Timeline } from '../../shared/playback/timeline.ts';
import type { Timing } from '../../shared/protocol/events.ts';
import type { Rules } from './rules.ts';

/** A membership. It outlives connections and restarts (S29); `present` says whether the others see it. */
export interface Seat {
  readonly id: string;
  readonly name: string;
  readonly avatar: Avatar;
  readonly guest: boolean;
  readonly role: Role;
  /** Party clock, ms: seniority. */
  readonly joinedAt: number;
  /** Party clock, ms: when they last took the seat. */
  readonly seatedAt: number;
  /** How long they sat there in all before `seatedAt`, or while they are away in all, ms; absent in what versions before wrote. */
  readonly stayedMs?: number | undefined;
  readonly present: boolean;
}

export interface FormerLife {
  readonly life: string;
  readonly version: number;
}

/** Everything about a party that is decided, in one value: it is replaced whole, by compare-and-set on `version`. */
export interface LiveParty {
  readonly id: string;
  /**
   * Random, new each time a party comes back from the store: versions compare within one life. Two lives go on from one
   * record when Redis dies twice, or while a node still has a write of the former life to make; the store lets one of them
   * be (docs/decisions/0006).
   */
  readonly life: string;
  /** The record that this life began with; null for a new party. */
  readonly former: FormerLife | null;
  /** Grows by one with every change. `timeline.rev` grows only when the timeline or the hold does. */
  readonly version: number;
  readonly partyCode: string;
  readonly settings: PartySettings;
  readonly content: Content | null;
  readonly timeline: Timeline;
  readonly hold: Hold | null;
  /** Members that the party went on without: they hold it again only after having been ready. */
  readonly excused: readonly string[];
  /** S23: party clock times at which each member began to hold the party. */
  readonly holdStarts: Readonly<Record<string, readonly number[]>>;
  /** `memberId:commandId` of the newest commands. */
  readonly applied: readonly string[];
  readonly seats: readonly Seat[];
  readonly banned: readonly string[];
  /** Kept though they leave: coming back is no way round it. */
  readonly muted: readonly string[];
  /** S29: the host who was away too long and may take the role back. */
  readonly reclaimableBy: string | null;
  /** Wall clock, ms. */
  readonly startsAt: number | null;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly lastActiveAt: number;
  /** Party clock, ms: when this party came into live memory. Who has not come back since counts as absent from then. */
  readonly restoredAt: number;
}

/** What is known of a member's connection and player. Lives apart from the party: it changes often and decides nothing alone. */
export interface Presence {
  readonly memberId: string;
  readonly connectionId: string | null;
  /** Party clock, ms: a node that dies stops renewing, and its members count as gone. */
  readonly leaseUntil: number;
  readonly lostAt: number | null;
  readonly status: Status;
  readonly timing: Timing | null;
  /** Party clock, ms; null while ready. */
  readonly notReadySince: number | null;
  /** Party clock, ms; null while not ready. */
  readonly readySince: number | null;
  /** Has been ready since the film was opened: only then can they interrupt it (a late joiner catches up alone). */
  readonly everReady: boolean;
}

export type People = ReadonlyMap<string, Presence>;

/** All that a decision may look at. */
export interface View {
  readonly party: LiveParty;
  readonly people: People;
  /** Party clock, ms. */
  readonly now: number;
  /** Wall clock, ms. */
  readonly wallNow: number;
  readonly rules: Rules;
}

export const NEW_STATUS: Status = { state: 'no-film', skewMs: null, clockBoundMs: null, ready: false };

export const seatOf = (party: LiveParty, memberId: string): Seat | null =>
  party.seats.find((seat) => seat.id === memberId) ?? null;

export const hostOf = (party: LiveParty): Seat | null => party.seats.find((seat) => seat.role === 'host') ?? null;

export const withSeat = (party: LiveParty, memberId: string, change: Partial<Seat>): LiveParty => ({
  ...party,
  seats: party.seats.map((seat) => (seat.id === memberId ? { ...seat, ...change } : seat)),
});

type Connected = Presence & { readonly connectionId: string };

export const isConnected = (presence: Presence | undefined, now: number): presence is Connected =>
  presence !== undefined && presence.connectionId !== null && presence.leaseUntil > now;

/** Since when somebody is away (party clock, ms); null while connected. */
export function absentSince({ party, people, now }: View, seat: Seat): number | null {
  const presence = people.get(seat.id);
  if (isConnected(presence, now)) return null;
  if (presence?.connectionId) return presence.leaseUntil;
  return Math.max(presence?.lostAt ?? 0, party.restoredAt, seat.seatedAt);
}

/** Members with a connection, in the order of their seats. */
export const connectedSeats = (view: View): Seat[] =>
  view.party.seats.filter((seat) => seat.present && isConnected(view.people.get(seat.id), view.now));
