import msgpack from 'socket.io-msgpack-parser';

/**
 * Socket.IO's wire as a load process speaks it: only what the bench sends and hears, so that ten thousand clients fit
 * beside the server that is measured. (Engine.IO 4, Socket.IO 5, no polling.)
 */
export type ParserName = 'json' | 'msgpack';

export type Heard =
  | { kind: 'open' | 'connected' | 'ping' | 'other' }
  | { kind: 'refused'; why: string }
  | { kind: 'event'; commandId: string | null }
  | { kind: 'ack'; id: number; result: () => unknown };

export interface Wire {
  connect(auth: object): string | Buffer;
  request(name: string, payload: object, id: number): string | Buffer;
  read(data: Buffer, isBinary: boolean): Heard;
}

const OTHER: Heard = { kind: 'other' };
const COMMAND_ID = '"commandId":"';

/** The whole body is not parsed: what a browser does with it is not the server's cost. */
function commandIdIn(text: string): string | null {
  const start = text.indexOf(COMMAND_ID);
  if (start < 0) return null;
  return text.slice(start + COMMAND_ID.length, text.indexOf('"', start + COMMAND_ID.length));
}

function readEngine(text: string): Heard | null {
  if (text === '2') return { kind: 'ping' };
  if (text.startsWith('0')) return { kind: 'open' };
  return text.startsWith('4') ? null : OTHER;
}

function readText(text: string): Heard {
  const engine = readEngine(text);
  if (engine) return engine;
  switch (text[1]) {
    case '0':
      return { kind: 'connected' };
    case '2':
      return { kind: 'event', commandId: commandIdIn(text) };
    case '3': {
      const from = text.indexOf('[');
      return {
        kind: 'ack',
        id: Number(text.slice(2, from)),
        result: () => (JSON.parse(text.slice(from)) as unknown[])[0],
      };
    }
    case '4':
      return { kind: 'refused', why: text };
    default:
      return OTHER;
  }
}

const json: Wire = {
  connect: (auth) => `40${JSON.stringify(auth)}`,
  request: (name, payload, id) => `42${id}${JSON.stringify([name, payload])}`,
  read: (data) => readText(data.toString('latin1')),
};

interface Packet {
  type: number;
  id?: number;
  data?: unknown;
}

function readPacket({ type, id, data }: Packet): Heard {
  const [first, second] = Array.isArray(data) ? (data as unknown[]) : [];
  if (type === 0) return { kind: 'connected' };
  if (type === 2) return { kind: 'event', commandId: (second as { commandId?: string } | null)?.commandId ?? null };
  if (type === 3) return { kind: 'ack', id: id ?? -1, result: () => first };
  return type === 4 ? { kind: 'refused', why: JSON.stringify(data) } : OTHER;
}

function decode(data: Buffer): Packet {
  const decoder = new msgpack.Decoder();
  let packet: Packet = { type: -1 };
  decoder.on('decoded', (decoded: Packet) => {
    packet = decoded;
  });
  decoder.add(data);
  return packet;
}

/** Its types say one buffer, it gives a list with one. */
const encode = (packet: object) => (new msgpack.Encoder().encode(packet) as unknown as [Buffer])[0];

const binary: Wire = {
  connect: (data) => encode({ type: 0, nsp: '/', data }),
  request: (name, payload, id) => encode({ type: 2, nsp: '/', id, data: [name, payload] }),
  read: (data, isBinary) => (isBinary ? readPacket(decode(data)) : (readEngine(data.toString('latin1')) ?? OTHER)),
};

export const WIRES: Record<ParserName, Wire> = { json, msgpack: binary };
