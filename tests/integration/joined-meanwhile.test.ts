import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createFrames } from '../../extension/background/frames.ts';
import { makeSocket } from '../../extension/background/make-socket.ts';
import { openPartyLine } from '../../extension/background/party-line.ts';
import { createStateCell, initialState } from '../../extension/background/state.ts';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import type { ChatStore } from '../../server/store/store.ts';
import { TestUser, value } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { scratchDir, startServer, type TestServer } from '../support/server.ts';

/** The extension's own way into a party, whose server takes its time between reading the party and sending it. */

let server: TestServer;
/** Runs when a snapshot has its members and not yet its words. */
let meanwhile: (() => Promise<void>) | null = null;
beforeAll(async () => {
  const store = await openEmbeddedStore(await scratchDir());
  const newest: ChatStore['newest'] = async (...asked) => {
    const work = meanwhile;
    meanwhile = null;
    await work?.();
    return store.chat.newest(...asked);
  };
  server = await startServer({ store: { ...store, chat: { ...store.chat, newest } } });
});
afterAll(() => server?.close());

/** Mira's background, as it is when she has joined. */
function opens(token: string, partyCode: string, signal: AbortSignal) {
  const cell = createStateCell(initialState(server.url));
  cell.update({ seat: { partyCode, inviteUrl: '', tabId: 1, begins: false } });
  const codes: string[] = [];
  const frames = createFrames(() => undefined);
  const tell = vi.spyOn(frames, 'tell');
  const line = openPartyLine({
    cell,
    frames,
    makeSocket: () => makeSocket(server.url, token),
    signOfLife: () => undefined,
    onRefused: (code) => {
      throw new Error(code);
    },
    onClosed: () => undefined,
    onContent: () => undefined,
    onCode: (code) => codes.push(code),
    onDate: () => undefined,
    onJoined: () => undefined,
    signal,
  });
  const members = () => (cell.now.party?.members ?? []).map(({ name, role }) => `${name} ${role}`).sort();
  const told = () => tell.mock.calls.flatMap(([name, news]) => (name === 'party:timeline' ? [news] : []));
  return { line, cell, codes, members, told };
}

it('[S27] who joins, goes or is given a role while a snapshot is on its way is not lost', async () => {
  const host = await TestUser.guest(server.url, 'Ana');
  const { partyCode } = await host.create();
  await host.join(partyCode);
  const [kei, max] = [await TestUser.guest(server.url, 'Kei'), await TestUser.guest(server.url, 'Max')];
  await max.join(partyCode);
  const mira = await TestUser.guest(server.url, 'Mira');
  const stop = new AbortController();
  try {
    meanwhile = async () => {
      await kei.join(partyCode);
      value(await max.socket.request('leave-party', {}));
      value(await host.api('updateParty', { code: partyCode, input: { name: 'Another name', rotateCode: true } }));
    };
    const { line, cell, codes, members } = opens(mira.token, partyCode, stop.signal);
    expect(await line.joined(5_000)).toBe(true);
    expect(members()).toEqual(['Ana host', 'Kei member', 'Mira member']);
    const { party } = cell.now;
    expect(party?.settings.name).toBe('Another name');
    expect(party?.partyCode).not.toBe(partyCode);
    expect(codes.at(-1)).toBe(party?.partyCode);

    meanwhile = async () => {
      value(await host.socket.request('set-role', { memberId: kei.id, role: 'co-host' }));
    };
    expect((await line.sync()).ok).toBe(true);
    await until(() => members().includes('Kei co-host'), 'Kei is co-host');
    expect(members()).toEqual(['Ana host', 'Kei co-host', 'Mira member']);
  } finally {
    stop.abort();
    for (const user of [host, kei, max]) user.socket.close();
  }
});

it('[S27] a jump and a play that come during the first join are not lost', async () => {
  const host = await TestUser.guest(server.url, 'Ana');
  const { partyCode } = await host.create();
  const { timeline } = await host.join(partyCode);
  const mira = await TestUser.guest(server.url, 'Mira');
  const stop = new AbortController();
  try {
    meanwhile = async () => {
      const jumped = value(await host.command('video-seek', 60));
      value(await host.command('video-play', 60, { baseRev: jumped.timeline.rev }));
    };
    const { line, cell, told } = opens(mira.token, partyCode, stop.signal);
    expect(await line.joined(5_000)).toBe(true);
    const { party } = cell.now;
    expect(party?.timeline).toMatchObject({ playing: true, position: 60, rev: timeline.rev + 2 });
    expect(told()).toMatchObject([{ reason: 'restored', timeline: party?.timeline }]);
  } finally {
    stop.abort();
    host.socket.close();
  }
});
