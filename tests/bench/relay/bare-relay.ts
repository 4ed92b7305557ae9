import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from 'redis';
import { Server } from 'socket.io';
import msgpack from 'socket.io-msgpack-parser';
import { createRedisAdapter } from '../../../server/live/redis/redis-adapter.ts';
import { SOCKET_SETTINGS } from '../../../server/realtime/socket-settings.ts';
import type { ParserName } from './wire.ts';

/**
 * What the ratios of the relay bench are against: Socket.IO with the same settings and nothing else. A room by name, no
 * accounts, no checks, no state, no disk: a command is echoed to its room in the same words as ours, and acknowledged.
 */
const [parser, redisUrl] = process.argv.slice(2) as [ParserName, string | undefined];

const http = createServer();
const io = new Server(http, {
  ...SOCKET_SETTINGS,
  ...(parser === 'msgpack' ? { parser: msgpack } : {}),
});
if (redisUrl) {
  const redis = createClient({ url: redisUrl });
  await redis.connect();
  io.adapter((await createRedisAdapter(redis as never)).adapter);
}

interface Command {
  commandId: string;
  currentTime: number;
  mediaKey: string;
  epoch: number;
  baseRev: number;
}

io.on('connection', (socket) => {
  const room = String(socket.handshake.auth.room);
  void socket.join(room);
  socket.on('video-seek', (command: Command, ack: (result: unknown) => void) => {
    const { epoch, mediaKey, currentTime, commandId } = command;
    // Rev, time and names as long as ours.
    const rev = 1_000 + (command.baseRev % 1_000);
    const timeline = { epoch, mediaKey, rev, playing: false, position: currentTime, at: performance.now(), rate: 1 };
    const change = {
      timeline: { ...timeline, by: 'AAAAAAAAAAAAAAAA' },
      by: { memberId: 'AAAAAAAAAAAAAAAA', name: 'Member 123-4' },
      commandId,
      reason: 'command',
      hold: null,
    };
    io.to(room).emit('video-seek', change);
    ack({ ok: true, value: { timeline: change.timeline } });
  });
});
http.listen(0, '127.0.0.1', () => {
  process.send?.({ kind: 'ready', port: (http.address() as AddressInfo).port });
});
process.on('disconnect', () => process.exit(0));
