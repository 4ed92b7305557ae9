import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Server, type Socket as ServerSocket } from 'socket.io';
import { io as connect, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetReadFrames, makeLean } from '../../server/realtime/lean-memory.ts';
import { answerStraight } from '../../server/realtime/lean-sockets.ts';
import { until } from '../support/poll.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

interface Inside {
  handshake: object;
  _events: object;
  _anyListeners: unknown[];
  conn: { _events: object; request: object | null; transport: { _events: object; socket: { _events: object } } };
}

describe('[R5] sockets that keep only what they need', () => {
  let server: Server;
  let clients: Socket[];
  let sockets: ServerSocket[];
  let requests: WeakRef<object>[];
  let left: string[];
  beforeEach(async () => {
    const http = createServer();
    server = new Server(http, { transports: ['websocket'], perMessageDeflate: false, maxHttpBufferSize: 1 << 22 });
    [sockets, requests, left] = [[], [], []];
    const echo = (...args: unknown[]) => (args.at(-1) as (...all: unknown[]) => void)(...args.slice(1, -1));
    function leaving(this: ServerSocket): void {
      left.push(this.id);
    }
    server.on('connection', (socket) => {
      requests.push(new WeakRef(socket.request));
      socket.onAny(echo);
      socket.on('disconnecting', leaving);
      answerStraight(socket as never);
      makeLean(socket as never);
      sockets.push(socket);
    });
    await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    clients = [0, 1].map(() => connect(url, { transports: ['websocket'], forceNew: true, auth: { token: 'secret' } }));
    await until(() => sockets.length === 2, 'both are connected');
  });
  afterEach(async () => {
    for (const client of clients) client.close();
    await server.close();
  });

  it('lets go of the request, its headers and the token, and shares what is alike', async () => {
    await until(() => {
      collectGarbage();
      return requests.every((one) => one.deref() === undefined);
    }, 'the requests are gone');
    const [first, second] = sockets as unknown as Inside[];
    expect(JSON.stringify(first!.handshake)).not.toContain('secret');
    expect(first!.handshake).toBe(second!.handshake);
    expect(first!._anyListeners).toBe(second!._anyListeners);
    // Event names come from outside: nothing may be found in there that nobody listens to.
    for (const one of [first!, first!.conn, first!.conn.transport, first!.conn.transport.socket]) {
      expect(['constructor', 'toString', '__proto__'].filter((name) => name in one._events)).toEqual([]);
    }
  });

  it('answers each once and in order, short, long and of other letters, between frames that come in pieces', async () => {
    const timer = setInterval(() => forgetReadFrames(server as never), 1);
    const texts = ['', 'ü 🦊', ...[100, 117, 118, 119, 126, 65_520, 65_535, 65_536, 300_000].map((n) => 'x'.repeat(n))];
    const all = [...texts, ...texts, ...texts];
    const order: number[] = [];
    const answers = await Promise.all(
      all.map(async (text, n) => {
        const answer: unknown = await clients[0]!.timeout(20_000).emitWithAck('say', text);
        order.push(n);
        return answer;
      }),
    ).finally(() => clearInterval(timer));
    expect(answers).toEqual(all);
    expect(order).toEqual(all.map((_, n) => n));
  });

  it('still hears of leaving, from either side', async () => {
    clients[0]!.close();
    await until(() => left.length === 1, 'the first has left');
    sockets.find((socket) => socket.connected)!.disconnect(true);
    await until(() => left.length === 2 && !clients[1]!.connected, 'the second was cut');
    expect(server.sockets.sockets.size).toBe(0);
  });
});
