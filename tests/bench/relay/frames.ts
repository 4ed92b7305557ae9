import msgpack from 'socket.io-msgpack-parser';
import { Decoder, Encoder } from 'socket.io-parser';
import { startFleet } from './fleet.ts';
import { fill, medianOf, medianRatio, type Round } from './side.ts';
import { startBare } from './targets.ts';
import type { ParserName } from './wire.ts';

/**
 * JSON or a binary parser on the wire: bytes and CPU of the bare relay with each, by turns in one run, and of encoding and
 * decoding alone, as a browser does it. Run: `npm run bench:frames`
 */
const PLAN = { members: 1_000, party: 5, commandsPerSecond: 400 };
const ROUNDS = 4;
const ROUND_S = 5;
const LOOPS = 20_000;

const CHANGE = {
  timeline: {
    epoch: 1,
    mediaKey: 'youtube:abcdefghijk',
    rev: 1_234,
    playing: true,
    position: 1_234.567,
    at: 1_764_093_456_789.125,
    rate: 1,
    by: 'q1w2e3r4t5y6u7i8',
  },
  by: { memberId: 'q1w2e3r4t5y6u7i8', name: 'Ana Maria' },
  commandId: '5e0f2c1a-9d3b-4f6e-8a7c-1b2d3e4f5a6b',
  reason: 'command',
  hold: null,
};
const PACKETS = {
  'video-play': { type: 2, nsp: '/', data: ['video-play', CHANGE] },
  'clock-ping': { type: 2, nsp: '/', id: 1_234, data: ['clock-ping', {}] },
  'its answer': { type: 3, nsp: '/', id: 1_234, data: [{ ok: true, value: { t2: 123456.789, t3: 123456.812 } }] },
};

interface Codec {
  encode(packet: object): string | Buffer;
  decode(text: string | Buffer): void;
}

function codecOf(parser: ParserName): Codec {
  const encoder = parser === 'json' ? new Encoder() : new msgpack.Encoder();
  const decoder = parser === 'json' ? new Decoder() : new msgpack.Decoder();
  return {
    encode: (packet) => (encoder.encode(packet as never) as unknown as [string | Buffer])[0],
    decode: (text) => decoder.add(text as never),
  };
}

function alone(parser: ParserName) {
  const { encode, decode } = codecOf(parser);
  return Object.entries(PACKETS).map(([name, packet]) => {
    const frame = encode(packet);
    const timed = (work: () => unknown) => {
      for (let n = 0; n < LOOPS; n++) work();
      const begun = process.cpuUsage();
      for (let n = 0; n < LOOPS; n++) work();
      const { user, system } = process.cpuUsage(begun);
      return (user + system) / LOOPS;
    };
    const encodeUs = timed(() => encode(packet));
    return { parser, name, bytes: Buffer.byteLength(frame), encodeUs, decodeUs: timed(() => decode(frame)) };
  });
}

async function relayed() {
  const fleet = startFleet(2);
  const parsers = ['json', 'msgpack'] as const;
  const relays = await Promise.all(parsers.map((parser) => startBare({ nodes: 1, parser })));
  try {
    const rounds: Record<ParserName, Round[]> = { json: [], msgpack: [] };
    const sides = [];
    for (const [n, relay] of relays.entries()) sides.push(await fill(relay, fleet, PLAN, parsers[n]));
    for (const side of sides) await side.round({ ...PLAN, seconds: ROUND_S });
    for (let n = 0; n < ROUNDS; n++) {
      for (const turn of n % 2 === 0 ? [0, 1] : [1, 0])
        rounds[parsers[turn]!].push(await sides[turn]!.round({ ...PLAN, seconds: ROUND_S }));
    }
    return {
      json: {
        cpuPerDeliveryUs: medianOf(rounds.json, (round) => round.cpuPerDeliveryUs),
        bytes: rounds.json[0]!.bytesPerDelivery,
      },
      msgpack: {
        cpuPerDeliveryUs: medianOf(rounds.msgpack, (round) => round.cpuPerDeliveryUs),
        bytes: rounds.msgpack[0]!.bytesPerDelivery,
      },
      ratio: {
        cpuPerDelivery: medianRatio(rounds.msgpack, rounds.json, (round) => round.cpuPerDeliveryUs),
        bytes: medianRatio(rounds.msgpack, rounds.json, (round) => round.bytesPerDelivery),
      },
    };
  } finally {
    fleet.end();
    for (const relay of relays) await relay.close();
  }
}

console.table([...alone('json'), ...alone('msgpack')]);
console.log(JSON.stringify(await relayed(), null, 2));
process.exit(0);
