import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { PartyEngine } from './engine/party-engine.ts';
import type { PartyServer } from './realtime/socket-types.ts';

/** What a stop grants each of its steps at most; with `CLOSE_FOLD_MS` of the file store together under 9.5 s (R6). */
export const DRAIN_MS = {
  /** A request may come after its connection, which the node had taken in before it shut the door. */
  late: 300,
  /** Requests that run when the stop begins. */
  requests: 2_200,
  /** The last writes. */
  flush: 4_000,
  /** Lines whose other end takes part are closed as the protocol says; the rest is cut after this. */
  goodbye: 400,
  /** A line that was cut is gone at once: what is still there then belongs to nobody. */
  cut: 300,
} as const;
/** When the first client is to come back. With nobody to take it in meanwhile: when a server that is started anew may be up. */
const RETRY_FROM_MS = { others: 250, alone: 1_500 } as const;
/** Between one client and the next: a node lets in a hundred a second beside its work. */
const RETRY_EACH_MS = 10;
/** Between the first and the last, however many they are (R1). */
const RETRY_SPREAD_MS = 2_500;

interface Needs {
  http: Server;
  io: PartyServer;
  engine: PartyEngine;
  /** There are no other nodes. */
  alone: boolean;
  /** Of sockets and of HTTP. */
  inFlight: { count: number };
  /** What runs has ended, or had its time: HTTP requests are refused from now on. */
  onServed(): void;
  /** Writes what else waits to be written. */
  flush(): Promise<void>;
}

/** When the `nth` (from 0) of `count` clients is to come back, ms from now: a handful at once, a crowd evenly. */
export function comeBackAfterMs(nth: number, count: number, alone: boolean): number {
  return RETRY_FROM_MS[alone ? 'alone' : 'others'] + Math.round(nth * Math.min(RETRY_EACH_MS, RETRY_SPREAD_MS / count));
}

/** Counts HTTP requests from here on too. */
export function countRequests(http: Server, inFlight: { count: number }): void {
  http.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    inFlight.count += 1;
    response.once('close', () => {
      inFlight.count -= 1;
    });
  });
}

/**
 * R6: stop accepting, tell clients when to come back, finish what runs, write what is left, hang up. Each step has its time:
 * a client that sleeps answers no goodbye, and must not keep the data from being let go.
 */
export async function drain({ http, io, engine, alone, inFlight, onServed, flush }: Needs): Promise<void> {
  // Right after the loop has taken in who knocks: whoever waited at a door that shuts is cut off, with a request on its way.
  await new Promise((resolve) => setImmediate(resolve));
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  const sockets = [...io.sockets.sockets.values()];
  for (const [nth, socket] of sockets.entries())
    socket.emit('server-draining', { retryAfterMs: comeBackAfterMs(nth, sockets.length, alone) });
  await pause(DRAIN_MS.late);
  await until(() => inFlight.count === 0, DRAIN_MS.requests);
  onServed();
  await Promise.all([engine.close(DRAIN_MS.flush), atMost(flush(), DRAIN_MS.flush)]);
  // The sockets of the other nodes stay.
  io.local.disconnectSockets(true);
  await until(() => io.engine.clientsCount === 0, DRAIN_MS.goodbye);
  for (const line of linesOf(io)) line.terminate();
  http.closeAllConnections();
  await atMost(Promise.all([io.close(), closed]), DRAIN_MS.cut);
}

/** Engine.IO closes a line by a frame that asks for an answer, and waits half a minute for it. */
function linesOf(io: PartyServer): { terminate(): void }[] {
  const clients = (io.engine as unknown as { clients: Record<string, { transport?: { socket?: unknown } }> }).clients;
  const lines = Object.values(clients).map((client) => client.transport?.socket);
  return lines.filter(
    (line): line is { terminate(): void } =>
      typeof (line as { terminate?: unknown } | undefined)?.terminate === 'function',
  );
}

async function until(holds: () => boolean, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (!holds() && performance.now() < end) await pause(10);
}

async function atMost(work: Promise<unknown>, ms: number): Promise<void> {
  const late = new AbortController();
  await Promise.race([work, pause(ms, undefined, { signal: late.signal })]).finally(() => late.abort());
}
