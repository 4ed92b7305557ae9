import type { Status } from '../../shared/party/party.ts';
import type { Timing } from '../../shared/protocol/events.ts';
import type { LiveParty, People, Presence } from '../party/live-party.ts';

export interface Connection {
  partyId: string;
  memberId: string;
  connectionId: string;
}

export interface Report {
  status: Status;
  timing: Timing | null;
}

/** Live state in this very process: looked at and replaced without waiting for anybody. */
export interface ResidentState {
  /** @returns null if the party is not in live memory. What is returned is as of now: read it before anything else runs */
  look(partyId: string): { party: LiveParty; people: People } | null;
  /** As `compareAndSet`, at once. */
  replace(expectedVersion: number, next: LiveParty): boolean;
}

/**
 * The state of parties that are being watched. One node keeps it in memory, many nodes in Redis (one script a method).
 * Values are immutable: what was handed in or out is never changed. `now` is the party clock, ms.
 */
export interface LiveState {
  /** Absent where the state is shared with other nodes. */
  readonly resident?: ResidentState;
  load(partyId: string): Promise<LiveParty | null>;
  /** @returns false if it is there already: whoever was first wins */
  create(party: LiveParty): Promise<boolean>;
  /**
   * Replaces the party if nobody did so since `expectedVersion` of the same life: lives that begin anew share versions.
   * @param until party clock, ms: not carried out after that, however long it was on its way (S27). Absent: whenever it comes
   * @returns false if it was not done: look again
   */
  compareAndSet(expectedVersion: number, next: LiveParty, until?: number): Promise<boolean>;
  remove(partyId: string): Promise<void>;

  presence(partyId: string): Promise<Presence[]>;
  /** R7: the newest connection has the seat. @returns the connection that had it until now */
  attach(connection: Connection, now: number, leaseMs: number): Promise<{ replaced: string | null }>;
  /** @returns false if the seat belongs to another connection by now */
  detach(connection: Connection, now: number): Promise<boolean>;
  /** @returns false if the seat belongs to another connection */
  report(connection: Connection, report: Report, now: number): Promise<boolean>;
  /** A node keeps the presence of its connections alive. */
  renew(connections: readonly Connection[], now: number, leaseMs: number): Promise<void>;
  /** The seat is gone. */
  forget(partyId: string, memberId: string): Promise<void>;

  /** A role that one node has at a time, the sweep for one. @returns true if `owner` has it until `now + ttlMs` */
  lease(role: string, owner: string, now: number, ttlMs: number): Promise<boolean>;
  /** Throws when it does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
