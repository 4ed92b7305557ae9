import type { EventEmitter } from 'node:events';
import type { PartyServer, PartySocket } from './socket-types.ts';

/**
 * What Socket.IO, Engine.IO and ws keep for every socket, without what nobody will ask for: about a fourth of a socket's
 * memory. They are used as they were found to be; where a version is made otherwise, the sockets are as large as ever.
 */

/** One for all sockets: empty ones of their own are up to 180 bytes each. */
const NONE = Object.freeze({});
const NO_HANDSHAKE = Object.freeze({
  headers: NONE,
  time: '',
  address: '',
  xdomain: false,
  secure: false,
  issued: 0,
  url: '',
  query: NONE,
  auth: NONE,
});
/** This server asks for no acknowledgements. */
const NO_ACKS = new Map();

/**
 * Node keeps listeners in an object without prototype, which V8 makes a hash table of 360 bytes. One made by a constructor
 * whose prototype is empty looks the same from outside, and is an object of a known form: 70 bytes.
 */
class Listeners {
  [event: string]: unknown;
}
Reflect.deleteProperty(Listeners.prototype, 'constructor');
Reflect.setPrototypeOf(Listeners.prototype, null);

interface Emitter extends EventEmitter {
  _events?: object;
}
interface Receiver {
  _state: number;
  _bufferedBytes: number;
  _buffers: unknown[];
  _mask: Buffer | undefined;
  _extensions: object;
}
interface Line extends Emitter {
  _socket?: Emitter | null;
  _receiver?: Receiver | null;
  _sender?: { _extensions: object } | null;
  _extensions?: object;
}
interface Inside {
  handshake: object;
  acks: unknown;
  _anyListeners?: unknown[];
  client: { decoder?: { _callbacks?: Record<string, unknown[]> } };
  conn: Emitter & { request: object | null; cleanupFn?: unknown[]; transport: Emitter & { socket?: Line } };
}

/** An array that grew by pushing has room for sixteen more. */
const tight = <T>(list: T[]): T[] => list.slice();

function tightListeners(emitter: Emitter): void {
  if (emitter._events) emitter._events = Object.assign(new Listeners(), emitter._events);
}

/** Engine.IO listens with these for what is over once the socket is there, and they hold the request with all its headers. */
function dropListenersOfTheRequest({ transport }: Inside['conn']): void {
  transport.removeAllListeners('headers'); // for answers to polling
  const line = transport.socket;
  for (const listener of line?.listeners('error') ?? []) {
    if (listener.name === 'onUpgradeError') line?.removeListener('error', listener as () => void);
  }
  // The nameless one tells middlewares of Engine.IO that a request is done; there are none.
  for (const listener of line?._socket?.listeners('close') ?? []) {
    if (listener.name === '') line?._socket?.removeListener('close', listener as () => void);
  }
}

let anyListeners: unknown[] = [];

/** Call it once all listeners are set: what the socket came with (headers, token, buffers) is gone after it. */
export function makeLean(socket: PartySocket): void {
  const inside = socket as unknown as Inside;
  const { conn, client } = inside;
  inside.handshake = NO_HANDSHAKE;
  inside.acks = NO_ACKS;
  dropListenersOfTheRequest(conn);
  conn.request = null;
  const line = conn.transport.socket;
  for (const emitter of [inside as unknown as Emitter, conn, conn.transport, line])
    if (emitter) tightListeners(emitter);
  if (conn.cleanupFn) conn.cleanupFn = tight(conn.cleanupFn);
  const callbacks = client.decoder?._callbacks;
  for (const event of Object.keys(callbacks ?? {})) if (callbacks?.[event]) callbacks[event] = tight(callbacks[event]);
  if (inside._anyListeners?.length === 1) {
    if (inside._anyListeners[0] !== anyListeners[0]) anyListeners = tight(inside._anyListeners);
    inside._anyListeners = anyListeners;
  }
  if (line?._extensions && Object.keys(line._extensions).length === 0) {
    line._extensions = NONE;
    if (line._receiver) line._receiver._extensions = NONE;
    if (line._sender) line._sender._extensions = NONE;
  }
}

/** Of ws: it waits for the beginning of a frame. */
const BETWEEN_FRAMES = 0;

/** What a line read last stays with it until the next frame comes. Called now and then. */
export function forgetReadFrames(io: PartyServer): void {
  for (const socket of io.sockets.sockets.values()) {
    const receiver = (socket as unknown as Inside).conn.transport.socket?._receiver;
    if (receiver?._state !== BETWEEN_FRAMES || receiver._bufferedBytes > 0) continue;
    receiver._mask = undefined;
    if (receiver._buffers.length === 0) receiver._buffers.length = 0; // frees what it grew to
  }
}
