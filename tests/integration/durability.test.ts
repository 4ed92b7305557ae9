import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { type PartyRecord, type Store, StoreUnavailable } from '../../server/store/store.ts';
import { codeOf, partyOf, type TestUser, value } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { scratchDir, startServer, type TestServer } from '../support/server.ts';

let dir: string;
let server: TestServer;
let store: Store;
let host: TestUser;
let friend: TestUser;
/** What the disk does with a party: writes at once, keeps everybody waiting, or fails. */
let disk: { mode: 'ok' | 'slow' | 'broken'; saves: PartyRecord[]; go(): void };

beforeEach(async () => {
  dir = await scratchDir();
  const real = await openEmbeddedStore(dir);
  let release = () => {};
  disk = { mode: 'ok', saves: [], go: () => release() };
  const save: Store['parties']['save'] = async (party) => {
    if (disk.mode === 'broken') throw new StoreUnavailable('test');
    if (disk.mode === 'slow') await new Promise<void>((resolve) => (release = resolve));
    disk.saves.push(party);
    return real.parties.save(party);
  };
  store = { ...real, parties: { ...real.parties, save } };
  server = await startServer({ store, dataDir: dir });
  const party = await partyOf(server.url, 1);
  host = party.host;
  friend = party.friends[0] as TestUser;
});
afterEach(async () => {
  disk.mode = 'ok';
  disk.go();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

describe('[decision 5] acknowledged when durable, broadcast as soon as decided', () => {
  it('the room hears a command while the disk still works on it; the sender’s acknowledgement waits', async () => {
    disk.mode = 'slow';
    let acknowledged = false;
    const sent = host.command('video-play', 12).then((result) => {
      acknowledged = true;
      return result;
    });
    await friend.socket.hears('video-play');
    await friend.socket.request('clock-ping', {});
    expect(acknowledged).toBe(false);
    disk.mode = 'ok';
    disk.go();
    expect(codeOf(await sent)).toBe('ok');
    expect(disk.saves.at(-1)?.videoState).toMatchObject({ playing: true, position: 12 });
  });

  it('commands that come during a write share the next one', async () => {
    disk.mode = 'slow';
    const first = host.command('video-seek', 1);
    await friend.socket.hears('video-seek');
    const before = disk.saves.length;
    const more = [2, 3, 4, 5, 6].map((position) => host.command('video-seek', position));
    await friend.socket.hears('video-seek', (change) => change.timeline.position === 6);
    disk.mode = 'ok';
    disk.go();
    for (const result of await Promise.all([first, ...more])) value(result);
    expect(disk.saves.length - before).toBe(2);
  });

  it('[R2] with the disk gone the party goes on, the sender hears `unavailable`, and it is written later', async () => {
    disk.mode = 'broken';
    expect(codeOf(await host.command('video-play', 30, { commandId: 'lost' }))).toBe('unavailable');
    await friend.socket.hears('video-play', (change) => change.timeline.position === 30);
    disk.mode = 'ok';
    await until(() => disk.saves.at(-1)?.videoState.position === 30, 'the write that was tried again');
    const again = value(await host.command('video-play', 30, { commandId: 'lost' }));
    expect(again.timeline).toMatchObject({ position: 30, playing: true });
    expect(friend.socket.all('video-play')).toHaveLength(1);
  });

  it('[R2] readiness says degraded while the store is away', async () => {
    const ready = async () => {
      const response = await fetch(`${server.url}/readyz`);
      return [response.status, ((await response.json()) as { status: string }).status];
    };
    expect(await ready()).toEqual([200, 'ok']);
    store.ping = () => Promise.reject(new StoreUnavailable('test'));
    expect(await until(async () => (await ready())[1] === 'degraded' && ready(), 'readyz says so')).toEqual([
      200,
      'degraded',
    ]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});
