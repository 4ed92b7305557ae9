import type { Snapshot } from '../../../shared/party/party.ts';
import { parsePartyCode } from '../../../shared/party/party-code.ts';
import { fail, ok, type Result } from '../../../shared/protocol/errors.ts';
import type { ParsedPayload } from '../../../shared/protocol/events.ts';
import { CHAT_PAGE } from '../../../shared/protocol/limits.ts';
import { personOf } from '../../accounts/accounts.ts';
import type { Clock } from '../../clock.ts';
import type { PartyEngine } from '../../engine/party-engine.ts';
import type { UserLimits } from '../../live/user-limits.ts';
import { seatOf, type View } from '../../party/live-party.ts';
import { join, kick, leave, type Person, setRole } from '../../party/membership.ts';
import { snapshotFor } from '../../party/snapshot.ts';
import { Serial } from '../../serial.ts';
import type { Store } from '../../store/store.ts';
import { whoJustCame } from '../authenticate.ts';
import type { Handlers } from '../handle.ts';
import { KnownCodes } from '../known-codes.ts';
import { WRONG_CODES } from '../rates.ts';
import { seatedAt } from '../seated.ts';
import { type PartySocket, partyRoom, seatOfSocket } from '../socket-types.ts';

type Names = 'join-party' | 'leave-party' | 'request-sync' | 'set-role' | 'kick-member';

interface Needs {
  engine: PartyEngine;
  store: Store;
  clock: Clock;
  limits: UserLimits;
}

/** Coming and going, and who is what. */
export function memberHandlers({ engine, store, clock, limits }: Needs): Pick<Handlers, Names> {
  const joins = new Serial();
  const codes = new KnownCodes(engine, store.parties);

  const snapshot = async (view: View, memberId: string, lastChatSeq: number) => {
    const messages = await store.chat.newest(view.party.id, lastChatSeq, CHAT_PAGE);
    // Nothing since the beginning: there is no last one to look for. A room that comes back after a crash asks all at once.
    const chatSeq = messages.at(-1)?.seq ?? (lastChatSeq === 0 ? 0 : await store.chat.lastSeq(view.party.id));
    return snapshotFor(view, memberId, { messages, chatSeq });
  };

  /** Membership is by user, not by code: a rotated code strands nobody who was away meanwhile. */
  const ownParty = async (partyId: string | undefined, userId: string) => {
    const view = partyId === undefined ? null : await engine.view(partyId);
    return view && seatOf(view.party, userId) ? view.party.id : null;
  };

  /** P4: who tries too many codes that do not exist waits. */
  const findParty = async (code: string, userId: string) => {
    const now = clock.party();
    const retryAfterMs = await limits.peek(userId, 'wrong-code', WRONG_CODES, now);
    if (retryAfterMs > 0) return fail('rate-limited', { retryAfterMs });
    const parsed = parsePartyCode(code);
    const partyId = parsed ? await codes.find(parsed) : null;
    if (partyId) return ok(partyId);
    await limits.take(userId, 'wrong-code', WRONG_CODES, now);
    return fail('party-not-found');
  };

  /** One seat a socket. Asked first: who is refused there keeps the one here. */
  const leaveOther = async (socket: PartySocket, partyId: string, person: Person): Promise<Result<null>> => {
    const seat = seatOfSocket(socket);
    if (!seat || seat.partyId === partyId) return ok(null);
    const view = await engine.view(partyId);
    const allowed = view ? join(view, person) : fail('party-not-found');
    if (!allowed.ok) return allowed;
    await socket.leave(partyRoom(seat.partyId));
    await engine.disconnect(seat);
    return ok(null);
  };

  const sitDown = async (socket: PartySocket, payload: ParsedPayload<'join-party'>): Promise<Result<Snapshot>> => {
    const { userId } = socket.data;
    const own = await ownParty(payload.partyId, userId);
    const [found, person] = await Promise.all([
      own === null ? findParty(payload.partyCode, userId) : ok(own),
      whoJustCame(socket) ?? store.users.byId(userId).then((user) => user && personOf(user)),
    ]);
    if (!found.ok) return found;
    if (!person) return fail('not-signed-in');
    const left = await leaveOther(socket, found.value, person);
    if (!left.ok) return left;
    socket.data.partyId = found.value;
    socket.data.ready = false; // What it said, it said of another film.
    const connection = { partyId: found.value, memberId: userId, connectionId: socket.id };
    const joined = await engine.connect(connection, person, () => !socket.disconnected);
    // Closed while it was sitting down: nobody else would tell the engine.
    if (socket.disconnected) await engine.disconnect(connection);
    return joined.ok ? ok(await snapshot(joined.value, userId, payload.lastChatSeq ?? 0)) : joined;
  };

  return {
    // One at a time: a socket that asks for two parties at once would end up in both rooms.
    'join-party': ({ socket, payload }) => joins.run(socket.id, () => sitDown(socket, payload)),
    'leave-party': async ({ socket }) => {
      const seat = seatOfSocket(socket);
      if (!seat) return fail('not-a-member');
      return engine.run(seat.partyId, (view) => leave(view, seat.memberId));
    },
    'request-sync': async ({ socket, payload }) => {
      const seated = await seatedAt(engine, socket);
      if (!seated) return fail('not-a-member');
      const { seat, view } = seated;
      return ok(await snapshot(view, seat.memberId, payload.lastChatSeq ?? 0));
    },
    'set-role': async ({ socket, payload }) => {
      const seat = seatOfSocket(socket);
      if (!seat) return fail('not-a-member');
      return engine.run(seat.partyId, (view) => setRole(view, seat.memberId, payload));
    },
    'kick-member': async ({ socket, payload }) => {
      const seat = seatOfSocket(socket);
      if (!seat) return fail('not-a-member');
      return engine.run(seat.partyId, (view) => kick(view, seat.memberId, payload));
    },
  };
}
