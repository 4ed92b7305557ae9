import type { ServerEvents } from '../../shared/protocol/events.ts';

type ClosedReason = Parameters<ServerEvents['party-closed']>[0]['reason'];

/** How the engine reaches people. Implemented on Socket.IO rooms; works across nodes where the adapter does. */
export interface Announcer {
  toParty<N extends keyof ServerEvents>(partyId: string, event: N, body: Parameters<ServerEvents[N]>[0]): void;
  /** Into the party's room: hears everything from now on. */
  admit(connectionId: string, partyId: string): void;
  /** Out of the room, told why; nothing of the party reaches the connection after that (P3). */
  evict(connectionId: string, partyId: string, reason: ClosedReason): void;
  /** Out of the room by their own wish. */
  part(connectionId: string, partyId: string): void;
  evictAll(partyId: string, reason: ClosedReason): void;
}
