import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io as connect, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { broadcastStraight, frameInOnePiece } from '../../server/realtime/lean-sockets.ts';
import { until } from '../support/poll.ts';

const CLIENTS = 3;
const MEGABYTE = 'x'.repeat(1 << 20);

describe('[S4] a broadcast that goes straight to the lines', () => {
  let server: Server;
  let url: string;
  let clients: Socket[];
  /** Numbers in the order in which each client heard them, by whatever way they were sent. */
  let heard: number[][];
  beforeEach(async () => {
    const http = createServer();
    server = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
    frameInOnePiece(server as never);
    broadcastStraight(server as never);
    server.on('connection', (socket) => void socket.join('room'));
    await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    heard = [];
    clients = Array.from({ length: CLIENTS }, (_, n) => {
      const socket = connect(url, { transports: ['websocket'], forceNew: true });
      heard[n] = [];
      socket.on('news', (number: number) => heard[n]?.push(number));
      return socket;
    });
    await until(() => server.sockets.adapter.rooms.get('room')?.size === CLIENTS, 'all are in the room');
  });
  afterEach(async () => {
    for (const client of clients) client.close();
    await server.close();
  });

  it('keeps the order with what goes the usual way, also behind a line that is full', async () => {
    const sockets = [...server.sockets.sockets.values()];
    const sent = 120;
    for (let n = 0; n < sent; n++) {
      // Every tenth is more than a line takes at once, so that what follows finds it full.
      const more = n % 10 === 0 ? MEGABYTE : 'ü 🦊';
      if (n % 3 === 0) for (const socket of sockets) socket.emit('news', n, more);
      else server.to('room').emit('news', n, more);
      if (n % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const all = Array.from({ length: sent }, (_, n) => n);
    await until(() => heard.every((one) => one.length >= sent), 'everybody heard all', 20_000);
    for (const one of heard) expect(one).toEqual(all);
  });

  it('reaches the room and nobody else, and spares who is excepted', async () => {
    const [first, second] = [...server.sockets.sockets.values()];
    await first!.leave('room');
    server.to('room').emit('news', 1);
    server.to('room').except(second!.id).emit('news', 2);
    server.emit('news', 3);
    await until(() => heard.every((one) => one.includes(3)), 'everybody heard the last');
    expect(heard.map((one) => one.join()).sort()).toEqual(['1,2,3', '1,3', '3']);
    server.to('nobody').emit('news', 4);
  });

  it('writes to a line that waits for nothing past the layers above it', async () => {
    const lines = [...server.sockets.sockets.values()].map((socket) => socket.conn);
    // The answer to the connection itself may still be on its way out.
    await until(() => lines.every((line) => line.transport.writable), 'the lines wait for nothing');
    const written: string[] = [];
    for (const line of lines) line.on('packetCreate', ({ type }: { type: string }) => written.push(type));
    server.to('room').emit('news', 1);
    expect(written).toEqual([]);
  });
});
