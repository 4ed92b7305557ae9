import type { Server } from 'node:http';
import type { PartyEngine } from './engine/party-engine.ts';
import type { PartyServer } from './realtime/socket-types.ts';

/** Requests that run when the stop begins get this long to end, and the last writes the next. Together under 10 s (R6). */
const REQUESTS_MS = 3_000;
const FLUSH_MS = 5_000;
/** Clients come back spread over this time, not all in the same moment. */
const RETRY_FROM_MS = 500;
const RETRY_SPREAD_MS = 2_500;

interface Needs {
  http: Server;
  io: PartyServer;
  engine: PartyEngine;
  inFlight: { count: number };
}

/** R6: stop accepting, tell clients when to come back, finish what runs, write what is left, hang up. */
export async function drain({ http, io, engine, inFlight }: Needs): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  for (const socket of io.sockets.sockets.values()) {
    socket.emit('server-draining', { retryAfterMs: Math.round(RETRY_FROM_MS + Math.random() * RETRY_SPREAD_MS) });
  }
  const end = Date.now() + REQUESTS_MS;
  while (inFlight.count > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  await engine.close(FLUSH_MS);
  // The sockets of the other nodes stay.
  io.local.disconnectSockets(true);
  await new Promise<void>((resolve) => void io.close(() => resolve()));
  http.closeAllConnections();
  await closed;
}
