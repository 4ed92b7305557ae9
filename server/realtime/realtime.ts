import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Accounts } from '../accounts/accounts.ts';
import type { Announcer } from '../engine/announcer.ts';
import type { PartyEngine } from '../engine/party-engine.ts';
import { failureOf } from '../failures.ts';
import type { Log } from '../log.ts';
import type { Census } from '../metrics.ts';
import type { Store } from '../store/store.ts';
import { authenticateSockets } from './authenticate.ts';
import { chatNews } from './chat-news.ts';
import { type Handlers, type ServingNeeds, servingSockets } from './handle.ts';
import { chatHandlers } from './handlers/chat.ts';
import { memberHandlers } from './handlers/members.ts';
import { moderationHandlers } from './handlers/moderation.ts';
import { playbackHandlers } from './handlers/playback.ts';
import { reactionHandlers } from './handlers/reactions.ts';
import { statusHandlers } from './handlers/status.ts';
import { makeLean } from './lean-memory.ts';
import { answerStraight, broadcastStraight, frameInOnePiece } from './lean-sockets.ts';
import { HANDSHAKES } from './rates.ts';
import { SOCKET_SETTINGS } from './socket-settings.ts';
import { type PartyServer, type PartySocket, seatOfSocket } from './socket-types.ts';

/** A peer that takes nothing for so long that this much waits for it is cut off; a snapshot makes it right later (R5). */
const BACKLOG_MAX_BYTES = 1 << 20;
const BACKLOG_MAX_PACKETS = 1_000;

/**
 * The Socket.IO server, not yet serving.
 * @param mayConnect decides on the Origin header, absent for what is no browser
 */
export function makeSocketServer(http: HttpServer, mayConnect: (origin: string | undefined) => boolean): PartyServer {
  return new Server(http, {
    ...SOCKET_SETTINGS,
    connectTimeout: 10_000,
    allowRequest: (request, decide) => decide(null, mayConnect(request.headers.origin)),
  });
}

interface Needs extends ServingNeeds {
  io: PartyServer;
  engine: PartyEngine;
  announcer: Announcer;
  accounts: Accounts;
  store: Store;
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
    // R6: who was sent to another node sits on until they are there or the lease is over, as if this node had died. Not
    // somebody whom the party would wait for.
    const sitsOn = this.data.ready && needs.closedFor() !== null;
    if (seat && !sitsOn) engine.disconnect(seat).catch((error: unknown) => failureOf(error, 'disconnect', log));
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
