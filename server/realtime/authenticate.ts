import type { ErrorCode } from '../../shared/protocol/errors.ts';
import { type ConnectRefusal, handshakeSchema } from '../../shared/protocol/events.ts';
import { OLDEST_CLIENT_VERSION, PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { type Accounts, personOf } from '../accounts/accounts.ts';
import { failureOf } from '../failures.ts';
import type { Log } from '../log.ts';
import type { Person } from '../party/membership.ts';
import type { UserRecord } from '../store/store.ts';
import { type PartyServer, type PartySocket, sessionOf } from './socket-types.ts';

interface Needs {
  accounts: Accounts;
  log: Log;
  closedFor(): { code: ErrorCode; retryAfterMs: number } | null;
}

/** A name may change while a line stands; one that was looked up so lately is as good as a fresh one. */
const JUST_MS = 10_000;

/** Who came by which socket, until they sit down. */
const arrivals = new WeakMap<PartySocket, { person: Person; at: number }>();

/** Whom the handshake of a moment ago found, once: when a node dies hundreds sit down anew in one second. */
export function whoJustCame(socket: PartySocket): Person | null {
  const arrival = arrivals.get(socket);
  arrivals.delete(socket);
  return arrival && performance.now() - arrival.at < JUST_MS ? arrival.person : null;
}

/** Lets in who has a valid token and speaks this protocol; others get `connect_error` with a code. */
export function authenticateSockets(io: PartyServer, { accounts, log, closedFor }: Needs): void {
  const admit = async (auth: unknown): Promise<{ user: UserRecord } | ConnectRefusal> => {
    const closed = closedFor();
    if (closed) return closed;
    const parsed = handshakeSchema.safeParse(auth);
    // Of a handshake that can't be read at all the version may be the reason.
    if (!parsed.success) return { code: 'bad-request' };
    if (parsed.data.protocolVersion < OLDEST_CLIENT_VERSION) return { code: 'client-too-old' };
    if (parsed.data.protocolVersion > PROTOCOL_VERSION) return { code: 'client-too-new' };
    const user = await accounts.authenticate(parsed.data.token);
    return user ? { user } : { code: 'not-signed-in' };
  };
  io.use((socket, next) => {
    admit(socket.handshake.auth)
      .catch((error: unknown): ConnectRefusal => failureOf(error, 'handshake', log).error)
      .then((outcome) => {
        if ('code' in outcome) return next(Object.assign(new Error(outcome.code), { data: outcome }));
        const { token } = socket.handshake.auth as { token: string };
        const { id, tokenVersion } = outcome.user;
        socket.data = { userId: id, partyId: null, session: sessionOf(token), tokenVersion };
        arrivals.set(socket, { person: personOf(outcome.user), at: performance.now() });
        return next();
      });
  });
}
