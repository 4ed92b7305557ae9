import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { ErrorCode } from '../../shared/protocol/errors.ts';
import type { RequestName } from '../../shared/protocol/events.ts';
import {
  SOCKET_PAYLOAD_MAX_BYTES,
  SOCKET_PING_INTERVAL_MS,
  SOCKET_PING_TIMEOUT_MS,
} from '../../shared/protocol/limits.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Clock } from '../clock.ts';
import type { Announcer } from '../engine/announcer.ts';
import type { PartyEngine } from '../engine/party-engine.ts';
import { failureOf } from '../failures.ts';
import type { Rate } from '../live/buckets.ts';
import type { UserLimits } from '../live/user-limits.ts';
import type { Log } from '../log.ts';
import type { Census, Metrics } from '../metrics.ts';
import type { RelayWatch } from '../metrics-relay.ts';
import type { Store } from '../store/store.ts';
import { authenticateSockets } from './authenticate.ts';
import { chatNews } from './chat-news.ts';
import { type Handlers, servingSockets } from './handle.ts';
import { chatHandlers } from './handlers/chat.ts';
import { memberHandlers } from './handlers/members.ts';
import { moderationHandlers } from './handlers/moderation.ts';
import { playbackHandlers } from './handlers/playback.ts';
import { reactionHandlers } from './handlers/reactions.ts';
import { statusHandlers } from './handlers/status.ts';
import { makeLean } from './lean-memory.ts';
import { answerStraight, broadcastStraight, frameInOnePiece } from './lean-sockets.ts';
import { HANDSHAKES } from './rates.ts';
import { type PartyServer, type PartySocket, seatOfSocket } from './socket-types.ts';

/** A peer that takes nothing for so long that this much waits for it is cut off; a snapshot makes it right later (R5). */
const BACKLOG_MAX_BYTES = 1 << 20;
const BACKLOG_MAX_PACKETS = 1_000;

/**
 * The Socket.IO server, not yet serving. WebSocket only (a polling fallback would need sticky sessions on many nodes),
 * without compression (messages are small, and it costs memory per socket).
 * @param mayConnect decides on the Origin header, absent for what is no browser
 */
export function makeSocketServer(http: HttpServer, mayConnect: (origin: string | undefined) => boolean): PartyServer {
  return new Server(http, {
    transports: ['websocket'],
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    maxHttpBufferSize: SOCKET_PAYLOAD_MAX_BYTES,
    pingInterval: SOCKET_PING_INTERVAL_MS,
    pingTimeout: SOCKET_PING_TIMEOUT_MS,
    connectTimeout: 10_000,
    allowRequest: (request, decide) => decide(null, mayConnect(request.headers.origin)),
  });
}

interface Needs {
  io: PartyServer;
  engine: PartyEngine;
  announcer: Announcer;
  accounts: Accounts;
  store: Store;
  clock: Clock;
  log: Log;
  rates: Record<RequestName, Rate>;
  limits: UserLimits;
  closedFor(): { code: ErrorCode; retryAfterMs: number } | null;
  inFlight: { count: number };
  metrics: Metrics;
  relay: RelayWatch;
  /** There are no other nodes. */
  alone: boolean;
}

/** Lets sockets in and serves them. */
export function serveSockets(needs: Needs): void {
  const { io, engine, log } = needs;
  frameInOnePiece(io);
  if (needs.alone) broadcastStraight(io);
  const count = authenticateSockets(io, { ...needs, handshakes: HANDSHAKES });
  const chat = { ...needs, sayChat: chatNews(needs.store.chat, needs.announcer) };
  const handlers: Handlers = {
    ...playbackHandlers(engine),
    ...chatHandlers(chat),
    ...reactionHandlers(chat),
    ...moderationHandlers(chat),
    ...memberHandlers(needs),
    ...statusHandlers(engine, needs.clock),
  };
  const serving = servingSockets(handlers, needs);
  // One for all sockets, which find themselves as `this`. Rooms are still known in `disconnecting`, and gone in `disconnect`.
  function leaving(this: PartySocket): void {
    count(this.data.userId, -1);
    const seat = seatOfSocket(this);
    if (seat) engine.disconnect(seat).catch((error: unknown) => failureOf(error, 'disconnect', log));
  }
  io.on('connection', (socket) => {
    count(socket.data.userId, 1);
    socket.onAny(serving);
    socket.on('disconnecting', leaving);
    answerStraight(socket);
    makeLean(socket);
  });
}

/** How many sit in how many parties, at this node. */
export function censusOf(io: PartyServer): Census {
  const seats = [...io.sockets.sockets.values()].map(seatOfSocket).filter((seat) => seat !== null);
  const parties = new Set(seats.map((seat) => seat.partyId)).size;
  return { parties, members: seats.length, sockets: io.sockets.sockets.size };
}

/** R5: closes the sockets whose backlog grows without bound. Called now and then. */
export function cutSlowPeers(io: PartyServer, log: Log): void {
  for (const socket of io.sockets.sockets.values()) {
    const backlog = backlogOf(socket);
    if (backlog.bytes < BACKLOG_MAX_BYTES && backlog.packets < BACKLOG_MAX_PACKETS) continue;
    log.warn({ ...backlog }, 'a peer takes nothing: cut off');
    socket.conn.close(true);
  }
}

function backlogOf(socket: PartySocket): { bytes: number; packets: number } {
  const conn = socket.conn as unknown as {
    writeBuffer?: unknown[];
    transport?: { socket?: { bufferedAmount?: number } };
  };
  return { bytes: conn.transport?.socket?.bufferedAmount ?? 0, packets: conn.writeBuffer?.length ?? 0 };
}
