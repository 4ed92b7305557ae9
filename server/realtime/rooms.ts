import type { Announcer } from '../engine/announcer.ts';
import { type PartyServer, partyRoom } from './socket-types.ts';

/**
 * The engine's voice on Socket.IO rooms (P3). Every call works through the adapter, on one node or many.
 * @param io the server, or its `local` side to reach this node's sockets alone
 */
export function roomAnnouncer(io: Pick<PartyServer, 'to' | 'in'>): Announcer {
  return {
    toParty(partyId, event, body) {
      io.to(partyRoom(partyId)).emit(event, ...([body] as never));
    },
    admit(connectionId, partyId) {
      io.in(connectionId).socketsJoin(partyRoom(partyId));
    },
    evict(connectionId, partyId, reason) {
      io.in(connectionId).socketsLeave(partyRoom(partyId));
      io.to(connectionId).emit('party-closed', { reason });
    },
    part(connectionId, partyId) {
      io.in(connectionId).socketsLeave(partyRoom(partyId));
    },
    evictAll(partyId, reason) {
      io.to(partyRoom(partyId)).emit('party-closed', { reason });
      io.in(partyRoom(partyId)).socketsLeave(partyRoom(partyId));
    },
  };
}
