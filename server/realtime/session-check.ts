import { inPortions } from '../portions.ts';
import type { Store } from '../store/store.ts';
import type { PartyServer, PartySocket } from './socket-types.ts';

/** Sockets looked at in one beat: ten a second, so that a full node of some thousands is through in minutes. */
const A_BEAT = 50;

/**
 * A2: sees that who sits here by a token is still let in by it. Signing out everywhere cuts sockets at once; this is for
 * when the word of it was lost between nodes, or the sign-out came just when a socket was being let in.
 */
export function sessionChecks(io: PartyServer, users: Pick<Store['users'], 'byId'>) {
  let turn = io.sockets.sockets.values();
  const check = async (socket: PartySocket) => {
    const user = await users.byId(socket.data.userId);
    if (user?.tokenVersion !== socket.data.tokenVersion) socket.disconnect(true);
  };
  return {
    /** The next few. @throws StoreUnavailable */
    async some(): Promise<void> {
      const those: PartySocket[] = [];
      while (those.length < A_BEAT) {
        const { value, done } = turn.next();
        if (done) {
          turn = io.sockets.sockets.values();
          break;
        }
        those.push(value);
      }
      await inPortions(those, check);
    },
    /** Everybody. @throws StoreUnavailable */
    async all(): Promise<void> {
      await inPortions([...io.sockets.sockets.values()], check);
    },
  };
}
