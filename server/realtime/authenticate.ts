import type { ErrorCode } from '../../shared/protocol/errors.ts';
import { type ConnectRefusal, handshakeSchema } from '../../shared/protocol/events.ts';
import { OLDEST_CLIENT_VERSION, PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { type Accounts, personOf } from '../accounts/accounts.ts';
import { failureOf } from '../failures.ts';
import { Buckets, type Rate } from '../live/buckets.ts';
import type { Log } from '../log.ts';
import type { Person } from '../party/membership.ts';
import type { UserRecord } from '../store/store.ts';
import { type PartyServer, type PartySocket, sessionOf } from './socket-types.ts';

interface Needs {
  accounts: Accounts;
  log: Log;
  closedFor(): { code: ErrorCode; retryAfterMs: number } | null;
  handshakes: Rate;
}

/** P5: sockets of one user at this node. A browser has one; one that comes back by a bad line leaves dead ones for 35 s. */
export const SOCKETS_A_USER = 20;
/** By then a dead socket may be known to be so. */
const CROWDED_RETRY_MS = 10_000;

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

/**
 * Lets in who has a valid token and speaks this protocol; others get `connect_error` with a code.
 * @returns counts a user's sockets: call it with 1 for each that came, with -1 for each that went
 */
export function authenticateSockets(
  io: PartyServer,
  { accounts, log, closedFor, handshakes }: Needs,
): (userId: string, by: 1 | -1) => void {
  const coming = new Buckets();
  const sockets = new Map<string, number>();
  const count = (userId: string, by: 1 | -1) => {
    const now = (sockets.get(userId) ?? 0) + by;
    if (now > 0) sockets.set(userId, now);
    else sockets.delete(userId);
  };
  /** Before the account is looked up: each look is a question to the database that others wait behind. */
  const waitOf = (userId: string): number => {
    if ((sockets.get(userId) ?? 0) >= SOCKETS_A_USER) return CROWDED_RETRY_MS;
    return coming.take(userId, handshakes, performance.now());
  };
  const admit = async (auth: unknown): Promise<{ user: UserRecord } | ConnectRefusal> => {
    const closed = closedFor();
    if (closed) return closed;
    const parsed = handshakeSchema.safeParse(auth);
    // Of a handshake that can't be read at all the version may be the reason.
    if (!parsed.success) return { code: 'bad-request' };
    if (parsed.data.protocolVersion < OLDEST_CLIENT_VERSION) return { code: 'client-too-old' };
    if (parsed.data.protocolVersion > PROTOCOL_VERSION) return { code: 'client-too-new' };
    const userId = accounts.namedBy(parsed.data.token);
    const retryAfterMs = userId === null ? 0 : waitOf(userId);
    if (retryAfterMs > 0) return { code: 'rate-limited', retryAfterMs };
    const user = userId === null ? null : await accounts.authenticate(parsed.data.token);
    return user ? { user } : { code: 'not-signed-in' };
  };
  io.use((socket, next) => {
    admit(socket.handshake.auth)
      .catch((error: unknown): ConnectRefusal => failureOf(error, 'handshake', log).error)
      .then((outcome) => {
        if ('code' in outcome) return next(Object.assign(new Error(outcome.code), { data: outcome }));
        const { token } = socket.handshake.auth as { token: string };
        const { id, tokenVersion } = outcome.user;
        socket.data = { userId: id, partyId: null, ready: false, session: sessionOf(token), tokenVersion };
        arrivals.set(socket, { person: personOf(outcome.user), at: performance.now() });
        return next();
      });
  });
  return count;
}
