import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { io as connect, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../scripts/prerequisites.ts';
import { createRedisAdapter } from '../../server/live/redis/redis-adapter.ts';
import { connectRedis } from '../../server/live/redis/redis-connection.ts';
import { until } from '../support/poll.ts';
import { freePort, type RunningProcess, startProcess } from '../support/process.ts';

const ROOM = 'party:1';
const command = findProgram(['redis-server']);

interface Node {
  io: Server;
  /** Everybody in the room at this node, one socket. */
  member: Socket;
  heard: string[];
  close(): Promise<void>;
}

async function startNode(url: string): Promise<Node> {
  const redis = await connectRedis({ url });
  const rooms = await createRedisAdapter(redis);
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'] });
  io.adapter(rooms.adapter);
  io.on('connection', (socket) => void socket.join(ROOM));
  http.listen(0, '127.0.0.1');
  await new Promise((resolve) => http.once('listening', resolve));
  const { port } = http.address() as { port: number };
  const member = connect(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
  const heard: string[] = [];
  member.on('say', (text: string) => heard.push(text));
  await new Promise<void>((resolve) => member.once('connect', () => resolve()));
  return {
    io,
    member,
    heard,
    async close() {
      member.close();
      await io.close();
      rooms.close();
      redis.destroy();
    },
  };
}

describe.skipIf(!command)('rooms over two nodes', () => {
  let port: number;
  let redis: RunningProcess;
  let one: Node;
  let two: Node;
  const startRedis = () => startProcess(command!, ['--port', `${port}`, '--bind', '127.0.0.1', '--save', ''], port);
  beforeAll(async () => {
    port = await freePort();
    redis = await startRedis();
    [one, two] = await Promise.all([startNode(`redis://127.0.0.1:${port}`), startNode(`redis://127.0.0.1:${port}`)]);
  });
  afterAll(async () => {
    await Promise.allSettled([one?.close(), two?.close()]);
    await redis?.kill();
  });

  it('what is said at one node is heard at both, once and in order', async () => {
    for (let n = 0; n < 50; n++) one.io.to(ROOM).emit('say', `m${n}`);
    const all = Array.from({ length: 50 }, (_, n) => `m${n}`);
    await until(() => two.heard.length >= 50 && one.heard.length >= 50, 'fifty messages at both');
    expect(one.heard).toEqual(all);
    expect(two.heard).toEqual(all);
  });

  it('[P3] a broadcast goes to those who were in the room when it was said, at both nodes', async () => {
    one.io.to(ROOM).emit('say', 'last word');
    one.io.in(ROOM).socketsLeave(ROOM);
    one.io.to(ROOM).emit('say', 'to nobody');
    one.io.emit('say', 'to all');
    await until(() => [one, two].every((node) => node.heard.at(-1) === 'to all'), 'the last message');
    for (const node of [one, two]) expect(node.heard.slice(-2)).toEqual(['last word', 'to all']);
    one.io.socketsJoin(ROOM);
  });

  it('[R2] [R5] a Redis that hangs does not hold up the people of the same node', async () => {
    redis.child.kill('SIGSTOP');
    one.io.to(ROOM).emit('say', 'while it hangs');
    await until(() => one.heard.at(-1) === 'while it hangs', 'heard beside', 1_000);
    redis.child.kill('SIGCONT');
    await until(() => two.heard.at(-1) === 'while it hangs', 'heard at the other node then');
  });

  it('[R2] a Redis that was gone is listened to again', async () => {
    await redis.kill();
    one.io.to(ROOM).emit('say', 'alone');
    await until(() => one.heard.at(-1) === 'alone', 'heard beside');
    redis = await startRedis();
    let n = 0;
    const both = () => {
      one.io.to(ROOM).emit('say', `again ${n++}`);
      return two.heard.at(-1)?.startsWith('again');
    };
    await until(both, 'heard at the other node', 8_000);
  });
});
