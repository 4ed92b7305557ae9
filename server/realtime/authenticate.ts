import type { ErrorCode } from '../../shared/protocol/errors.ts';
import { type ConnectRefusal, handshakeSchema } from '../../shared/protocol/events.ts';
import { OLDEST_CLIENT_VERSION, PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { failureOf } from '../failures.ts';
import type { Log } from '../log.ts';
import type { PartyServer } from './socket-types.ts';

interface Needs {
  accounts: Accounts;
  log: Log;
  closedFor(): { code: ErrorCode; retryAfterMs: number } | null;
}

/** Lets in who has a valid token and speaks this protocol; others get `connect_error` with a code. */
export function authenticateSockets(io: PartyServer, { accounts, log, closedFor }: Needs): void {
  const admit = async (auth: unknown): Promise<{ userId: string } | ConnectRefusal> => {
    const closed = closedFor();
    if (closed) return closed;
    const parsed = handshakeSchema.safeParse(auth);
    // Of a handshake that can't be read at all the version may be the reason.
    if (!parsed.success) return { code: 'bad-request' };
    if (parsed.data.protocolVersion < OLDEST_CLIENT_VERSION) return { code: 'client-too-old' };
    if (parsed.data.protocolVersion > PROTOCOL_VERSION) return { code: 'client-too-new' };
    const user = await accounts.authenticate(parsed.data.token);
    return user ? { userId: user.id } : { code: 'not-signed-in' };
  };
  io.use((socket, next) => {
    admit(socket.handshake.auth)
      .catch((error: unknown): ConnectRefusal => failureOf(error, 'handshake', log).error)
      .then((outcome) => {
        if ('code' in outcome) return next(Object.assign(new Error(outcome.code), { data: outcome }));
        socket.data = { userId: outcome.userId, partyId: null };
        return next();
      });
  });
}
