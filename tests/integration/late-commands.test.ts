import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFrames } from '../../extension/background/frames.ts';
import { makeSocket } from '../../extension/background/make-socket.ts';
import { openPartyLine, type PartyLine } from '../../extension/background/party-line.ts';
import { createStateCell, initialState } from '../../extension/background/state.ts';
import type { OutgoingCommand } from '../../extension/messaging/outgoing-command.ts';
import { codeOf, TestUser, value } from '../support/client.ts';
import { type DelayProxy, startDelayProxy } from '../support/delay-proxy.ts';
import { until } from '../support/poll.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** The extension's own way of a command to a real server, over a line that hangs: open, and nothing arrives. */

let server: TestServer;
let proxy: DelayProxy;
beforeAll(async () => {
  server = await startServer();
  proxy = await startDelayProxy({ targetPort: server.port, link: { upMs: 10, downMs: 10, jitterMs: 0 }, seed: 1 });
});
afterAll(async () => {
  await proxy?.close();
  await server?.close();
});

let watcher: TestUser;
let line: PartyLine;
let stop: AbortController;
let rev: number;
/** What the watcher hears of the presser's doing. */
const heard = () => watcher.socket.all('video-seek').map(({ commandId }) => commandId);

beforeEach(async () => {
  watcher = await TestUser.guest(server.url, 'Watcher');
  const { partyCode } = await watcher.create();
  rev = (await watcher.join(partyCode)).timeline.rev;
  const presser = await TestUser.guest(server.url, 'Presser');
  stop = new AbortController();
  const cell = createStateCell(initialState(proxy.url));
  cell.update({ seat: { partyCode, inviteUrl: '', tabId: 1, begins: false } });
  line = openPartyLine({
    cell,
    frames: createFrames(() => undefined),
    makeSocket: () => makeSocket(proxy.url, presser.token),
    signOfLife: () => undefined,
    onRefused: (code) => {
      throw new Error(code);
    },
    onClosed: () => undefined,
    onContent: () => undefined,
    onCode: () => undefined,
    onDate: () => undefined,
    onJoined: () => undefined,
    signal: stop.signal,
  });
  expect(await line.joined(5_000)).toBe(true);
});
afterEach(() => {
  stop.abort();
  watcher.socket.close();
});

const jump = (commandId: string): OutgoingCommand => {
  const { epoch, mediaKey } = watcher.timeline();
  return { name: 'video-seek', commandId, epoch, baseRev: rev, mediaKey, currentTime: 77 };
};
const clockKnown = () => until(() => line.clock().offset !== null, 'the party clock');
/** All that was written to the line before has arrived by the answer. */
const arrived = () => until(async () => (await line.ask('request-sync', {})).ok, 'the line goes on');

describe('[S27] a command that a line brings late', () => {
  it('is not carried out once its page has undone it, and the same press a moment later counts', async () => {
    await clockKnown();
    proxy.stall(2_500);
    // The page has held it for 4.5 s already, for its first try came to nothing.
    expect(codeOf(await line.command(jump('late'), 4_500))).toBe('timeout');
    await arrived();
    expect(heard()).toEqual([]);
    value(await line.command(jump('fresh')));
    await watcher.socket.hears('video-seek', ({ commandId }) => commandId === 'fresh');
    expect(heard()).toEqual(['fresh']);
  }, 30_000);

  it('is carried out when it arrives in time', async () => {
    await clockKnown();
    proxy.stall(1_000);
    value(await line.command(jump('in-time'), 3_000));
    expect(heard()).toEqual(['in-time']);
  }, 30_000);

  it('is answered "done" if it was, however late it is asked for again, and done once', async () => {
    const { t3 } = value(await watcher.socket.request('clock-ping', {}));
    const { name, ...payload } = jump('once');
    const deed = { ...payload, until: t3 + 1_000 };
    const done = value(await watcher.socket.request(name, deed));
    await until(async () => value(await watcher.socket.request('clock-ping', {})).t3 > deed.until, 'its time is over');
    expect(value(await watcher.socket.request(name, deed))).toEqual(done);
    expect(codeOf(await watcher.socket.request(name, { ...deed, commandId: 'twice' }))).toBe('too-late');
    expect(heard()).toEqual(['once']);
  }, 30_000);

  it('of a client that says nothing of the time is served as ever', async () => {
    const { name, ...payload } = jump('before');
    value(await watcher.socket.request(name, payload));
    expect(heard()).toEqual(['before']);
  });
});
