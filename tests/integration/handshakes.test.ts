import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SOCKETS_A_USER } from '../../server/realtime/authenticate.ts';
import { HANDSHAKES } from '../../server/realtime/rates.ts';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { TestSocket, TestUser } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { scratchDir, startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let dir: string;
const looks = { count: 0 };
beforeAll(async () => {
  dir = await scratchDir();
  const store = await openEmbeddedStore(dir);
  const byId = (id: string) => {
    looks.count += 1;
    return store.users.byId(id);
  };
  server = await startServer({ store: { ...store, users: { ...store.users, byId } }, logLevel: 'error' });
});
afterAll(async () => {
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

const socketOf = (user: TestUser) =>
  new TestSocket(server.url, { token: user.token, protocolVersion: PROTOCOL_VERSION });

it('[P5] a user has so many sockets and no more, hears a code and when to try again, and others come in', async () => {
  const user = await TestUser.guest(server.url);
  const sockets = Array.from({ length: SOCKETS_A_USER }, () => socketOf(user));
  await Promise.all(sockets.map((socket) => socket.connected()));
  expect(await socketOf(user).refused()).toEqual({ code: 'rate-limited', retryAfterMs: 10_000 });
  const other = await TestUser.guest(server.url);
  (await other.connect()).close();
  sockets[0]!.close();
  const again = () =>
    socketOf(user)
      .connected()
      .catch(() => null);
  const late = await until(again, 'there is room again');
  for (const socket of [...sockets, late]) socket.close();
});

it('[P5] handshakes have a limit, and those over it ask the database nothing', async () => {
  const user = await TestUser.guest(server.url);
  const refusals: unknown[] = [];
  looks.count = 0;
  for (let n = 0; n < 3 * HANDSHAKES.burst; n++) {
    const socket = socketOf(user);
    await socket.connected().catch((error: { data?: { code?: string } }) => refusals.push(error.data?.code));
    socket.close();
  }
  expect(new Set(refusals)).toEqual(new Set(['rate-limited']));
  expect(refusals.length).toBeGreaterThan(HANDSHAKES.burst);
  expect(looks.count).toBeLessThan(1.5 * HANDSHAKES.burst);
  const other = await TestUser.guest(server.url);
  (await other.connect()).close();
});
