import type { Socket } from 'socket.io-client';
import { type ErrorCode, fail, ok, type Result } from '../../shared/protocol/errors.ts';
import { REQUESTS, type RequestName, type RequestPayload, type RequestValue } from '../../shared/protocol/events.ts';
import { ACK_TIMEOUT_MS } from '../../shared/protocol/limits.ts';
import { wireErrorSchema } from '../../shared/protocol/wire-error.ts';
import { reconnectDelayMs } from './backoff.ts';
import { SERVER_EVENTS, type ServerEventHandlers, type ServerEventName } from './server-events.ts';

export type LinkState =
  | { state: 'connecting' }
  | { state: 'open' }
  /** `nextTryAt`: wall clock ms, for the interface. */
  | { state: 'waiting'; nextTryAt: number }
  | { state: 'refused'; code: ErrorCode };

/** A refusal that the next try may not meet: the line is tried again by itself. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'server-draining',
  'unavailable',
  'rate-limited',
  'timeout',
  'offline',
  'internal',
  'conflict',
]);

export interface SocketLink {
  readonly open: boolean;
  /** Asks once. `offline` without a connection, `timeout` without an acknowledgement. */
  request<N extends RequestName>(
    name: N,
    payload: RequestPayload<N>,
    options?: { timeoutMs?: number; volatile?: boolean },
  ): Promise<Result<RequestValue<N>>>;
  /** Try now instead of at the next appointed time. */
  retryNow(): void;
  /** The line is dead though nobody said so (sleep, changed network): a new one. */
  renew(): void;
}

export interface SocketLinkOptions {
  /** Makes a socket that neither connects nor reconnects by itself. */
  makeSocket: () => Socket;
  onState: (state: LinkState) => void;
  on: ServerEventHandlers;
  /** Engine.IO's ping from the server: the moment to show the browser a sign of life. */
  onPing: () => void;
  signal: AbortSignal;
  random?: () => number;
}

/**
 * The line to the server: kept open until the signal, with our own appointments for trying again (S27): the library's
 * cap leaves no spread, knows one cap only and does not say when it tries next.
 */
export function openSocketLink(options: SocketLinkOptions): SocketLink {
  const { onState, on, signal, random = Math.random } = options;
  const socket = options.makeSocket();
  let attempt = 0;
  let downSince = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const connect = () => {
    clearTimeout(timer);
    timer = undefined;
    if (signal.aborted || socket.connected) return;
    options.onPing(); // a try counts as life too, or the worker ends in the middle of an outage
    socket.connect();
  };
  const appoint = (delayMs: number) => {
    if (signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(connect, delayMs);
    onState({ state: 'waiting', nextTryAt: Date.now() + delayMs });
  };
  const again = () => appoint(reconnectDelayMs(attempt++, performance.now() - downSince, random()));

  socket.on('connect', () => {
    attempt = 0;
    onState({ state: 'open' });
  });
  socket.on('disconnect', () => {
    if (signal.aborted || timer !== undefined) return;
    downSince = performance.now();
    again();
  });
  socket.on('connect_error', (error: Error & { data?: unknown }) => {
    if (signal.aborted) return;
    const refusal = wireErrorSchema.safeParse(error.data);
    if (!refusal.success) return again();
    const { code, retryAfterMs } = refusal.data;
    if (!PASSING.has(code)) return onState({ state: 'refused', code });
    attempt++;
    appoint(Math.max(retryAfterMs ?? 0, reconnectDelayMs(attempt, performance.now() - downSince, random())));
  });
  for (const name of Object.keys(SERVER_EVENTS) as ServerEventName[]) {
    socket.on(name, (raw: unknown) => {
      const parsed = SERVER_EVENTS[name].safeParse(raw);
      if (!parsed.success) return console.warn('WatchParty: event does not fit the contract', name);
      (on[name] as (payload: unknown) => void)(parsed.data);
    });
  }
  socket.on('server-draining', (notice: unknown) => {
    const parsed = SERVER_EVENTS['server-draining'].safeParse(notice);
    if (!parsed.success || signal.aborted) return;
    downSince = performance.now();
    appoint(parsed.data.retryAfterMs);
    socket.disconnect();
  });
  socket.io.on('ping', options.onPing);
  const online = () => connect();
  globalThis.addEventListener?.('online', online, { signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    socket.disconnect();
  });
  onState({ state: 'connecting' });
  connect();

  return {
    get open() {
      return socket.connected;
    },
    async request(name, payload, { timeoutMs = ACK_TIMEOUT_MS, volatile = false } = {}) {
      if (!socket.connected) return fail('offline');
      const asked = volatile ? socket.volatile.timeout(timeoutMs) : socket.timeout(timeoutMs);
      try {
        return readAck(name, await asked.emitWithAck(name, payload));
      } catch {
        // the library's only reasons: no acknowledgement in time, or the line closed before it
        return fail(socket.connected ? 'timeout' : 'offline');
      }
    },
    retryNow: connect,
    renew() {
      if (signal.aborted || !socket.connected) return connect();
      socket.io.engine.close(); // 'disconnect' follows and makes the appointment
    },
  };
}

function readAck<N extends RequestName>(name: N, raw: unknown): Result<RequestValue<N>> {
  const answer = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  if (answer.ok === true) {
    const value = REQUESTS[name].value.safeParse(answer.value ?? null);
    if (value.success) return ok(value.data as RequestValue<N>);
    console.warn('WatchParty: answer does not fit the contract', name);
    return fail('internal');
  }
  const error = wireErrorSchema.safeParse(answer.error);
  return error.success ? { ok: false, error: error.data } : fail('internal');
}
