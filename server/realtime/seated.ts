import type { PartyEngine } from '../engine/party-engine.ts';
import type { Connection } from '../live/live-state.ts';
import type { View } from '../party/live-party.ts';
import { type ClosedReason, outcast } from '../party/outcast.ts';
import { type PartyServer, type PartySocket, partyRoom, seatOfSocket } from './socket-types.ts';

/**
 * The seat of a socket with the party as it stands. The room alone is no proof: the word that somebody is out of it may
 * have been lost on its way to this node (P3). Such a socket is put out here.
 * @returns null for who has no seat
 * @throws StoreUnavailable
 */
export async function seatedAt(
  engine: Pick<PartyEngine, 'view'>,
  socket: PartySocket,
): Promise<{ seat: Connection; view: View } | null> {
  const seat = seatOfSocket(socket);
  const view = seat && (await engine.view(seat.partyId));
  if (!seat || !view) return null;
  const reason = outcast(view, seat);
  if (reason === null) return { seat, view };
  putOut(socket, seat.partyId, reason);
  return null;
}

/** Seats of this node's sockets, by party. */
export function seatsHere(io: PartyServer): Map<string, Connection[]> {
  const parties = new Map<string, Connection[]>();
  for (const socket of io.sockets.sockets.values()) {
    const seat = seatOfSocket(socket);
    const seats = seat && parties.get(seat.partyId);
    if (seats) seats.push(seat);
    else if (seat) parties.set(seat.partyId, [seat]);
  }
  return parties;
}

/**
 * Puts out who sits at this node and has no seat any more.
 * @param seats as they were before the party was looked at: who sat down since is not known to it
 */
export function putOutcastsOut(io: PartyServer, view: View, seats: readonly Connection[]): void {
  for (const seat of seats) {
    const socket = io.sockets.sockets.get(seat.connectionId);
    const reason = outcast(view, seat);
    if (reason !== null && socket && seatOfSocket(socket)?.partyId === seat.partyId)
      putOut(socket, seat.partyId, reason);
  }
}

function putOut(socket: PartySocket, partyId: string, reason: ClosedReason): void {
  void socket.leave(partyRoom(partyId));
  socket.emit('party-closed', { reason });
}
