import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFrames } from '../../extension/background/frames.ts';
import { makeSocket } from '../../extension/background/make-socket.ts';
import { openPartyLine } from '../../extension/background/party-line.ts';
import { createStateCell, initialState } from '../../extension/background/state.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { TestUser } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.close());

it('[S27] who was refused sees that a press tries again, and is in once the server takes them', async () => {
  const ana = await TestUser.guest(server.url, 'Ana');
  const { partyCode } = await ana.create();
  const cell = createStateCell(initialState(server.url));
  cell.update({ seat: { partyCode, inviteUrl: '', tabId: 1, begins: false } });
  const states: string[] = [];
  cell.onChange(({ connection }, before) => {
    if (connection !== before.connection) states.push(connection.state);
  });
  const refused: string[] = [];
  const socket = makeSocket(server.url, ana.token);
  socket.auth = { token: ana.token, protocolVersion: PROTOCOL_VERSION + 1 };
  const stop = new AbortController();
  const line = openPartyLine({
    cell,
    frames: createFrames(() => undefined),
    makeSocket: () => socket,
    signOfLife: () => undefined,
    onRefused: (code) => void refused.push(code),
    onClosed: () => undefined,
    onContent: () => undefined,
    onCode: () => undefined,
    onDate: () => undefined,
    onJoined: () => undefined,
    signal: stop.signal,
  });
  try {
    await until(() => refused.length === 1, 'the server refuses');
    expect(refused).toEqual(['client-too-new']);
    states.length = 0;
    line.retryNow();
    await until(() => refused.length === 2, 'it refuses again');
    await until(() => states.join() === 'connecting,refused', 'both is shown');
    socket.auth = { token: ana.token, protocolVersion: PROTOCOL_VERSION };
    line.retryNow();
    expect(await line.joined(5_000)).toBe(true);
    await until(() => cell.now.connection.state === 'online', 'the party is there');
  } finally {
    stop.abort();
  }
});
