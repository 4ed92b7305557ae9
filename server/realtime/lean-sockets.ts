import type { PartyServer, PartySocket } from './socket-types.ts';

/** What Socket.IO's adapters do inside; a version that does it otherwise is left as it is. */
interface Encoding {
  _encode?(packet: unknown, options: { wsPreEncodedFrame?: Buffer[] }): unknown;
}

/**
 * A broadcast is framed once for all who hear it, but as two buffers (head and content), which every socket then gathers
 * again. As one it goes out by the plain write: about a third less for each member. Call it when the adapter is set.
 */
export function frameInOnePiece(io: PartyServer): void {
  const adapter = io.of('/').adapter as unknown as Encoding;
  const encode = adapter._encode?.bind(adapter);
  if (!encode) return;
  adapter._encode = (packet, options) => {
    const encoded = encode(packet, options);
    const frame = options.wsPreEncodedFrame;
    if (frame && frame.length > 1) options.wsPreEncodedFrame = [Buffer.concat(frame)];
    return encoded;
  };
}

/** What Socket.IO's adapter in memory and its sockets are made of. */
interface Rooms extends Encoding {
  broadcast(packet: object, options: { rooms: Set<string>; except?: Set<string>; flags?: object }): void;
  rooms: Map<string, Set<string>>;
  nsp: { name: string; sockets: Map<string, Wired> };
}
interface Wired {
  client: { writeToEngine(encoded: unknown, options: object): void };
  conn: {
    readyState: string;
    upgrading: boolean;
    writeBuffer: unknown[];
    transport: {
      name: string;
      writable: boolean;
      socket?: { readyState: number; _socket?: { writableLength: number; write(bytes: Buffer): boolean } | null };
    };
  };
}

const WEBSOCKET_OPEN = 1;

/**
 * Writes a frame to the line itself, past three layers that would queue it, tell of it and be told that it is gone: a
 * fourth of what a delivery costs. Only where nothing waits in any of them, so the order stays.
 * @returns false if it must go the usual way
 */
function wroteStraight({ readyState, upgrading, writeBuffer, transport }: Wired['conn'], frame: Buffer): boolean {
  if (readyState !== 'open' || upgrading || writeBuffer.length > 0) return false;
  if (transport.name !== 'websocket' || !transport.writable) return false;
  const line = transport.socket?.readyState === WEBSOCKET_OPEN ? transport.socket._socket : null;
  if (!line || line.writableLength > 0) return false;
  line.write(frame);
  return true;
}

/**
 * A broadcast to one room goes straight to the lines of those in it. For Socket.IO's own adapter in memory; call it after
 * `frameInOnePiece`. Whatever is not as known here goes the usual way.
 */
export function broadcastStraight(io: PartyServer): void {
  const adapter = io.of('/').adapter as unknown as Rooms;
  const usual = adapter.broadcast.bind(adapter);
  adapter.broadcast = (packet, options) => {
    const [room] = options.rooms;
    const flags = options.flags ?? {};
    const isPlain =
      options.rooms.size === 1 && !options.except?.size && Object.keys(flags).every((one) => one === 'local');
    if (!isPlain || room === undefined || !adapter._encode) return usual(packet, options);
    const members = adapter.rooms.get(room);
    if (!members) return;
    const how: { preEncoded: boolean; wsPreEncodedFrame?: Buffer[] } = { preEncoded: true };
    const encoded = adapter._encode(Object.assign(packet, { nsp: adapter.nsp.name }), how);
    const frame = how.wsPreEncodedFrame?.length === 1 ? how.wsPreEncodedFrame[0] : undefined;
    for (const id of members) {
      const socket = adapter.nsp.sockets.get(id);
      if (socket && !(frame && wroteStraight(socket.conn, frame))) socket.client.writeToEngine(encoded, how);
    }
  };
}

/** Of Socket.IO's protocol. */
const ACK = 3;
/** Of a WebSocket: a whole message of text. */
const WHOLE_TEXT = 0x81;
const LENGTH_IN_TWO_BYTES = 126;
const SHORT_MAX_BYTES = 0xffff;

/** A message of Engine.IO in one frame. @returns null if it is long, which is seldom and may go the usual way */
function frameOf(encoded: string): Buffer | null {
  const length = Buffer.byteLength(encoded) + 1;
  if (length > SHORT_MAX_BYTES) return null;
  const head = length < LENGTH_IN_TWO_BYTES ? 2 : 4;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = WHOLE_TEXT;
  if (head === 2) frame[1] = length;
  else {
    frame[1] = LENGTH_IN_TWO_BYTES;
    frame.writeUInt16BE(length, 2);
  }
  frame.write('4', head);
  frame.write(encoded, head + 1);
  return frame;
}

interface Answering {
  nsp: { name: string };
  client: Wired['client'] & { encoder: { encode(packet: object): unknown[] } };
  conn: Wired['conn'];
  packet(packet: { type: number; nsp?: string }, options?: object): void;
  dispatch(event: unknown[]): void;
}

/** In the place of Socket.IO's own, for all sockets. */
function packetStraight(this: Answering, packet: { type: number; nsp?: string }, options: object = {}): void {
  packet.nsp = this.nsp.name;
  const encoded = this.client.encoder.encode(packet);
  const [text] = encoded;
  const frame = packet.type === ACK && encoded.length === 1 && typeof text === 'string' ? frameOf(text) : null;
  if (frame && wroteStraight(this.conn, frame)) return;
  if (this.conn.readyState === 'open') this.client.writeToEngine(encoded, options);
}

const toNobody = (): void => undefined;

/**
 * Acknowledgements go straight to the line, in one piece. And nothing is told to listeners of single events: all is served
 * by who listens for any, and telling nobody takes a turn of the event loop.
 */
export function answerStraight(socket: PartySocket): void {
  const inside = socket as unknown as Answering;
  inside.packet = packetStraight;
  inside.dispatch = toNobody;
}
