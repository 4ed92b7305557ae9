import net from 'node:net';

/** A line as a TCP application sees it. All times in ms, chances 0..1. */
export interface Link {
  /** One way, client to server. */
  upMs: number;
  /** One way, server to client. */
  downMs: number;
  /** Each chunk is early or late by up to this, evenly spread, on each way. */
  jitterMs: number;
  /** "Loss" as TCP shows it: the chunk and all behind it wait this much longer. */
  spikeMs?: number;
  spikeChance?: number;
}

/** What happened to one connection; common time (ms since the epoch), null: not yet. */
export interface ConnectionLog {
  openedAt: number;
  /** First bytes of the server that reached the client: the line works. */
  firstAnswerAt: number | null;
  /** A WebSocket was agreed on (HTTP 101): for Socket.IO the real session, not a polling request. */
  upgradedAt: number | null;
  closedAt: number | null;
}

export interface DelayProxy {
  port: number;
  /** `http://127.0.0.1:port` */
  url: string;
  connections(): readonly ConnectionLog[];
  /** Nothing passes for so long, nothing is lost: a line that hangs. */
  stall(ms: number): void;
  /** Drops all connections; new ones are welcome. */
  cut(): void;
  /** Drops all connections and refuses new ones until `online`. */
  offline(): void;
  online(): void;
  close(): Promise<void>;
}

export interface DelayProxyOptions {
  targetPort: number;
  targetHost?: string;
  link: Link;
  /** Same seed, same delays for the nth chunk of the nth connection. */
  seed: number;
  /** 0: any free port. */
  port?: number;
}

/** Seeded random numbers in [0, 1): mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Stop reading from a sender whose bytes pile up here, as a full window would. */
const LANE_HIGH_BYTES = 4 << 20;
const LANE_LOW_BYTES = 2 << 20;

interface Parcel {
  due: number;
  /** Null: the end of the stream. */
  bytes: Buffer | null;
}

/**
 * A TCP proxy on the loopback interface that delays what passes, in order: needs no root and runs anywhere. Timers make
 * it late by up to 2 ms on an idle machine.
 */
export async function startDelayProxy(options: DelayProxyOptions): Promise<DelayProxy> {
  const { targetPort, targetHost = '127.0.0.1', link, seed, port = 0 } = options;
  const live = new Set<net.Socket>();
  const log: ConnectionLog[] = [];
  let heldUntil = 0;
  let refusing = false;

  const track = (socket: net.Socket) => {
    live.add(socket);
    socket.setNoDelay(true);
    socket.once('close', () => live.delete(socket));
    socket.on('error', () => socket.destroy());
  };

  const lane = (
    from: net.Socket,
    to: net.Socket,
    oneWayMs: number,
    random: () => number,
    seen: (b: Buffer) => void,
  ) => {
    const queue: Parcel[] = [];
    let waiting = 0;
    let last = 0;
    let timer: NodeJS.Timeout | undefined;
    const drain = () => {
      clearTimeout(timer);
      const now = performance.now();
      while (queue.length > 0 && Math.max(queue[0]!.due, heldUntil) <= now) {
        const { bytes } = queue.shift()!;
        if (to.destroyed) continue;
        if (bytes === null) to.end();
        else {
          seen(bytes);
          to.write(bytes);
          waiting -= bytes.length;
        }
      }
      if (waiting < LANE_LOW_BYTES) from.resume();
      if (queue.length > 0) timer = setTimeout(drain, Math.max(1, Math.max(queue[0]!.due, heldUntil) - now));
    };
    const push = (bytes: Buffer | null) => {
      let delay = oneWayMs + (random() * 2 - 1) * link.jitterMs;
      if (random() < (link.spikeChance ?? 0)) delay += link.spikeMs ?? 0;
      // TCP keeps order: nothing overtakes.
      last = Math.max(last, performance.now() + Math.max(0, delay));
      queue.push({ due: last, bytes });
      waiting += bytes?.length ?? 0;
      if (waiting > LANE_HIGH_BYTES) from.pause();
      if (queue.length === 1) drain();
    };
    from.on('data', push);
    from.on('end', () => push(null));
    from.on('close', () => {
      if (from.errored || !from.readableEnded) to.destroy();
    });
    to.once('close', () => clearTimeout(timer));
  };

  const server = net.createServer({ allowHalfOpen: true }, (client) => {
    track(client);
    if (refusing) {
      client.resetAndDestroy();
      return;
    }
    const entry: ConnectionLog = { openedAt: commonNow(), firstAnswerAt: null, upgradedAt: null, closedAt: null };
    const nth = log.push(entry) - 1;
    client.pause();
    client.once('close', () => {
      entry.closedAt = commonNow();
    });
    // The handshake of a connection costs a round trip too.
    setTimeout(() => {
      if (client.destroyed) return;
      const upstream = net.connect({ port: targetPort, host: targetHost, allowHalfOpen: true });
      track(upstream);
      lane(client, upstream, link.upMs, seededRandom(seed * 7919 + nth * 2), () => undefined);
      lane(upstream, client, link.downMs, seededRandom(seed * 7919 + nth * 2 + 1), (bytes) => {
        entry.firstAnswerAt ??= commonNow();
        if (entry.upgradedAt === null && bytes.subarray(0, 12).toString('latin1') === 'HTTP/1.1 101')
          entry.upgradedAt = commonNow();
      });
      client.resume();
    }, link.upMs + link.downMs);
  });
  const dropAll = () => {
    for (const socket of live) socket.destroy();
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as net.AddressInfo).port;
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    connections: () => log.map((entry) => ({ ...entry })),
    stall(ms) {
      heldUntil = Math.max(heldUntil, performance.now() + ms);
    },
    cut: dropAll,
    offline() {
      refusing = true;
      dropAll();
    },
    online() {
      refusing = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        dropAll();
      }),
  };
}

const commonNow = () => performance.timeOrigin + performance.now();
