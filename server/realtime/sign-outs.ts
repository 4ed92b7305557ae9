import { type PartyServer, sessionOf } from './socket-types.ts';

/** What nodes tell each other. */
const CLOSE_SOCKETS = 'close-sockets';

/**
 * Cuts the sockets of a person whose tokens are not valid any more, at all nodes. Sockets are looked through, for a room a
 * person and one a sign-in were 700 bytes a socket, for what happens once in months.
 * @param alone there are no other nodes
 * @returns takes the user's id, and the token whose sockets stay
 */
export function signOuts(io: PartyServer, alone: boolean): (userId: string, keep?: string) => void {
  const closeHere = (userId: string, kept: string | null) => {
    for (const socket of [...io.sockets.sockets.values()]) {
      if (socket.data.userId !== userId) continue;
      if (socket.data.session !== kept) socket.disconnect(true);
      // The one that stays is as good as one that came by the new token.
      else socket.data.tokenVersion += 1;
    }
  };
  io.on(CLOSE_SOCKETS, closeHere);
  return (userId, keep) => {
    const kept = keep === undefined ? null : sessionOf(keep);
    closeHere(userId, kept);
    if (!alone) io.serverSideEmit(CLOSE_SOCKETS, userId, kept);
  };
}
