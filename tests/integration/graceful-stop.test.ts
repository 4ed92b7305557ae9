import { access, rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { codeOf, partyOf, type TestUser, value } from '../support/client.ts';
import { findMongo, startMongo } from '../support/mongo.ts';
import { until } from '../support/poll.ts';
import { scratchDir } from '../support/server.ts';
import { type ServerProcess, spawnServer } from '../support/server-process.ts';

/** After it main.ts ends by force, with 1. */
const STOP_MAX_MS = 9_500;

/** Says something and nothing more: reads nothing, and does not close when the other side does. */
function mute(port: number, words: string): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const line = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    line.once('error', reject);
    line.once('connect', () => line.write(words, () => resolve(line)));
  });
}

/** As a laptop that sleeps: its line stays open, and nobody reads what comes. */
function fallAsleep(user: TestUser): net.Socket {
  const { transport } = user.socket.raw.io.engine as unknown as { transport: { ws: { _socket: net.Socket } } };
  return transport.ws._socket.pause();
}

const upgrade = (origin: string) =>
  [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    'Host: x',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...(origin ? [`Origin: ${origin}`] : []),
    '\r\n',
  ].join('\r\n');

describe('[R6] a stop', () => {
  let dir: string;
  let server: ServerProcess;
  const lines: net.Socket[] = [];
  beforeEach(async () => {
    dir = await scratchDir();
    server = await spawnServer({ NODE_ENV: 'test', DATA_DIR: dir, PORT: '0' });
  });
  afterEach(async () => {
    for (const line of lines.splice(0)) line.destroy();
    await server.kill('SIGKILL');
    await rm(dir, { recursive: true, force: true });
  });

  it('ends clean, whoever does not answer: reactions kept, data let go, exit code 0', async () => {
    const { host, friends } = await partyOf(server.url, 1);
    value(await host.command('video-play', 12));
    const friend = friends[0] as TestUser;
    await friend.socket.hears('video-play');
    lines.push(fallAsleep(friend));
    for (const words of [upgrade(''), upgrade('https://not.allowed.example'), 'GET /healthz HTTP/1.1\r\nHo', ''])
      lines.push(await mute(server.port, words));
    value(await host.socket.request('send-reaction', { emoji: '👏' }));

    const begun = performance.now();
    expect(await server.kill('SIGTERM')).toBe(0);
    expect(performance.now() - begun).toBeLessThan(STOP_MAX_MS - 2_000);
    expect(host.socket.all('server-draining')).toHaveLength(1);
    await expect(access(path.join(dir, 'server.lock'))).rejects.toThrow('ENOENT');
    const store = await openEmbeddedStore(dir);
    expect(await store.reactions.ofMember(host.id)).toMatchObject([{ emoji: '👏' }]);
    await store.close();
    await until(() => !host.socket.raw.connected, 'the host knows');
  }, 60_000);
});

const found = process.env.MONGODB_URI ? null : findMongo();
it.skipIf(!found)(
  '[R6] a stop ends in time with the database away, and clean',
  async () => {
    const mongo = (await startMongo())!;
    const dir = await scratchDir();
    const server = await spawnServer({ NODE_ENV: 'test', DATA_DIR: dir, PORT: '0', MONGODB_URI: mongo.uri });
    try {
      const { host } = await partyOf(server.url, 0);
      value(await host.command('video-play', 12));
      await mongo.kill();
      expect(codeOf(await host.command('video-seek', 30))).toBe('unavailable');
      value(await host.socket.request('send-reaction', { emoji: '👏' }));
      // Under way when the stop begins.
      void host.socket.request('send-chat', { messageId: 'm', text: 'x' }).catch(() => undefined);
      const begun = performance.now();
      expect(await server.kill('SIGTERM')).toBe(0);
      expect(performance.now() - begun).toBeLessThan(STOP_MAX_MS - 500);
    } finally {
      await server.kill('SIGKILL');
      await mongo.close();
      await rm(dir, { recursive: true, force: true });
    }
  },
  60_000,
);
