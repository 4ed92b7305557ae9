import net from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RATES } from '../../server/realtime/rates.ts';
import { API } from '../../shared/protocol/api.ts';
import { ERROR_CODES } from '../../shared/protocol/errors.ts';
import { REQUESTS } from '../../shared/protocol/events.ts';
import { codeOf, partyOf, TestUser, value } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let user: TestUser;
let code: string;
beforeAll(async () => {
  const wide = { burst: 1e6, perSecond: 1e6 };
  server = await startServer({ rates: Object.fromEntries(Object.keys(RATES).map((name) => [name, wide])) });
  const party = await partyOf(server.url, 0);
  user = party.host;
  code = party.code;
});
afterAll(() => server.close());

const alive = async () => expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
const names = Object.keys(REQUESTS);
/** Leaving or throwing everybody out by accident would end the test of the rest. */
const harmless = names.filter((name) => name !== 'leave-party');

/** Anything, often in the shape of what is expected. */
const junk = fc.oneof(
  fc.anything({
    withNullPrototype: false,
    maxDepth: 3,
    values: [fc.constantFrom(Number.POSITIVE_INFINITY, -0, '\u202e', '__proto__', null, undefined)],
  }),
  fc.dictionary(
    fc.constantFrom(
      'commandId',
      'epoch',
      'baseRev',
      'mediaKey',
      'currentTime',
      'rate',
      'content',
      'partyCode',
      'messageId',
      'text',
      '__proto__',
      'constructor',
      'toJSON',
      'memberId',
      'role',
      'state',
      'emoji',
      'afterSeq',
      'playing',
    ),
    fc.oneof(
      fc.integer(),
      fc.double(),
      fc.string(),
      fc.constant({ $gt: '' }),
      fc.constant([]),
      fc.boolean(),
      fc.constantFrom('film', 'host', 'in-step'),
    ),
  ),
);
/** What JSON makes of it: functions, symbols and big integers never get onto the wire. */
const wired = junk.map((one) => {
  try {
    return JSON.parse(JSON.stringify(one) ?? 'null') as unknown;
  } catch {
    return null;
  }
});

it('[I4] whatever is sent on a socket, the answer is a Result with a known code, never `internal`', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...harmless), fc.array(wired, { maxLength: 2 }), async (name, args) => {
      const result = await user.socket.rubbish(name, ...args);
      expect(typeof result.ok).toBe('boolean');
      if (!result.ok) {
        expect(ERROR_CODES).toContain(result.error.code);
        expect(result.error.code).not.toBe('internal');
      }
      if (name === 'join-party' || !user.socket.raw.connected) await user.join(code);
    }),
    { numRuns: 300 },
  );
  await alive();
}, 60_000);

it('[I4] events that are none, names that mean something to the library, no acknowledgement', async () => {
  for (const name of ['error', 'nothing', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '']) {
    expect(codeOf(await user.socket.rubbish(name, {}))).toBe('bad-request');
  }
  const raw = user.socket.raw as unknown as { emit(...args: unknown[]): void };
  for (const name of names.filter((one) => one !== 'leave-party')) {
    raw.emit(name);
    raw.emit(name, 'no acknowledgement');
    raw.emit(name, { binary: new Uint8Array(10) });
  }
  raw.emit('error');
  expect(codeOf(await user.socket.request('clock-ping', {}))).toBe('ok');
});

it('[I1] control characters and direction overrides are removed, lengths are bounded', async () => {
  const text = 'a\u0000b\u202e c\u200b\n d';
  value(await user.socket.request('send-chat', { messageId: 'cleaned', text }));
  const message = await user.socket.hears('chat-message', (one) => one.messageId === 'cleaned');
  expect(message.text).toBe('ab c d');
  const long = await user.socket.request('send-chat', { messageId: 'long', text: 'x'.repeat(501) });
  expect(long).toMatchObject({ ok: false, error: { code: 'bad-request', fields: ['text'] } });
  expect(codeOf(await user.socket.request('send-chat', { messageId: 'empty', text: ' \u200b ' }))).toBe('bad-request');
});

it('[I2] too much at once closes that socket and nothing else', async () => {
  const other = await TestUser.guest(server.url);
  await other.connect();
  const closed = new Promise((resolve) => other.socket.raw.once('disconnect', resolve));
  (other.socket.raw as unknown as { emit(...args: unknown[]): void }).emit('send-chat', 'x'.repeat(70_000));
  await closed;
  const large = await fetch(`${server.url}/api/auth/guest`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'x'.repeat(40_000) }),
  });
  expect([large.status, await large.json()]).toEqual([413, { ok: false, error: { code: 'too-large' } }]);
  expect(codeOf(await user.socket.request('clock-ping', {}))).toBe('ok');
});

it('[I4] whatever is sent to a route, the answer is a Result, no 500 and no stack', async () => {
  const rows = Object.values(API).filter((row) => !['/api/auth/register', '/api/user'].includes(row.path));
  const paths = fc.constantFrom('', code, '..', '%ff', '%00', 'x'.repeat(500), '{"$gt":""}', "'; drop", 'K7Q-F2M-XDA');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...rows),
      paths,
      fc.oneof(
        fc.json(),
        fc.string(),
        wired.map((one) => JSON.stringify(one) ?? ''),
      ),
      fc.boolean(),
      async (row, part, body, signedIn) => {
        if (row.method === 'DELETE' || /\/(leave|forget)$/.test(row.path) || row.path.endsWith('everywhere')) return;
        const response = await fetch(server.url + row.path.replace(':code', part), {
          method: row.method,
          headers: {
            'content-type': 'application/json',
            ...(signedIn ? { authorization: `Bearer ${user.token}` } : {}),
          },
          ...(row.method === 'GET' ? {} : { body }),
        });
        expect(response.status).toBeLessThan(500);
        const text = await response.text();
        expect(text).not.toMatch(/at .*\.[jt]s:\d+/);
        const result = JSON.parse(text) as { ok: boolean };
        expect(typeof result.ok).toBe('boolean');
      },
    ),
    { numRuns: 200 },
  );
  await alive();
}, 60_000);

it('[I4] raw bytes on the port: no crash', async () => {
  const shots = [
    'GET / HTTP/1.1\r\n\r\n',
    '\u0000\u0001\u0002',
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    'POST /api/auth/guest HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{"na',
    'GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n',
    'x'.repeat(100_000),
  ];
  for (const bytes of shots) {
    await new Promise<void>((resolve) => {
      const socket = net.connect(server.port, '127.0.0.1', () => socket.end(bytes));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.resume();
      setTimeout(() => socket.destroy(), 300);
    });
  }
  const other = await TestUser.guest(server.url);
  await other.connect();
  const engine = (
    other.socket.raw.io as unknown as { engine: { transport: { ws: { send(data: string | Uint8Array): void } } } }
  ).engine;
  const closed = new Promise((resolve) => other.socket.raw.once('disconnect', resolve));
  for (const frame of [
    '4',
    '42',
    '42[',
    '42["join-party"',
    '451-["x",{"_placeholder":true,"num":9}]',
    '99999',
    '\u0000',
    '2probe',
    '42["error"]',
    '43{}',
  ]) {
    engine.transport.ws.send(frame);
  }
  engine.transport.ws.send(new Uint8Array([1, 2, 3]));
  await closed;
  await alive();
}, 30_000);
