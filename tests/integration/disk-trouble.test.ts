import Datastore from '@seald-io/nedb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import type { Store } from '../../server/store/store.ts';
import { callApi, codeOf, partyOf, TestUser, value } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type SmallDisk, smallDisk, type ThinDisk, thinDisk } from '../support/small-disk.ts';

/** Why a disk can't be had here, or null. */
function lacking(make: () => { close(): void } | string): string | null {
  const probe = make();
  if (typeof probe === 'string') return probe;
  probe.close();
  return null;
}

const readiness = async (server: TestServer) =>
  ((await (await fetch(`${server.url}/readyz`)).json()) as { status: string; parts: Record<string, string> }).parts
    .store;

const WIDE = { burst: 1e3, perSecond: 1e3 };
const LONG = 'x'.repeat(450);

/** A file's last block may have room for a little more: the first refusal is what counts. */
async function refused(call: (n: number) => Promise<{ ok: boolean }>): Promise<{ taken: string[]; refused: string }> {
  const taken: string[] = [];
  for (let n = 0; n < 30; n++) {
    const answer = (await call(n)) as Parameters<typeof codeOf>[0];
    if (!answer.ok) {
      expect(codeOf(answer)).toBe('unavailable');
      return { taken, refused: `late${n}` };
    }
    taken.push(`late${n}`);
  }
  throw new Error('nothing was refused');
}

interface Trouble<D> {
  make(): D | string;
  begin(disk: D): void;
  end(disk: D): void;
  /** Commands go into a journal that is open: only where nothing fits any more they are not kept. */
  commands: 'unavailable' | 'ok';
  /** Before a stopped server is started again. */
  meanwhile?(disk: D): void;
}

const FULL: Trouble<SmallDisk> = {
  make: smallDisk,
  begin: (disk) => disk.fill(),
  end: (disk) => disk.free(),
  commands: 'unavailable',
};
const READ_ONLY: Trouble<SmallDisk> = {
  make: smallDisk,
  begin: (disk) => disk.readOnly(true),
  end: (disk) => disk.readOnly(false),
  commands: 'ok',
};
/** Writes go well there; it shows when they are brought down to the disk. */
const FULL_BENEATH: Trouble<ThinDisk> = {
  make: thinDisk,
  begin: (disk) => disk.fill(),
  end: (disk) => disk.free(),
  commands: 'unavailable',
  meanwhile: (disk) => disk.remount(),
};

/** A disk with a server on it, for each of the tests beside this call. */
function serverOn<D extends { dir: string; close(): void }>(make: () => D | string) {
  const at = {} as { disk: D; store: Store; server: TestServer };
  beforeEach(async () => {
    at.disk = make() as D;
    at.store = await openEmbeddedStore(at.disk.dir);
    at.server = await startServer({ dataDir: at.disk.dir, store: at.store, rates: { 'send-chat': WIDE } });
  });
  afterEach(async () => {
    await at.server.close();
    at.disk.close();
  });
  return at;
}

describeTrouble('a full disk', FULL);
describeTrouble('a data directory that became read-only', READ_ONLY);
describeTrouble('a disk that has no room for what it took', FULL_BENEATH);

const cannot = lacking(smallDisk);
describe.skipIf(cannot)(`the file store on a disk in trouble${cannot ? ` (${cannot})` : ''}`, () => {
  const at = serverOn<SmallDisk>(smallDisk);

  it('[R2] is not read again and again: not by who writes, and never by /readyz; it mends by itself', async () => {
    const { host } = await partyOf(at.server.url, 0);
    at.disk.readOnly(true);
    const read = vi.spyOn(Datastore.prototype, 'loadDatabaseAsync');
    const begun = performance.now();
    for (let n = 0; n < 40; n++) {
      const answers = await Promise.all([
        host.socket.request('send-chat', { messageId: `more${n}`, text: LONG }),
        callApi(at.server.url, 'guest', { input: { name: `${n}${'x'.repeat(30)}` } }),
      ]);
      expect(answers.map(codeOf)).toEqual(['unavailable', 'unavailable']);
      expect(await readiness(at.server)).toBe('away');
    }
    // Two files in trouble, each twice a second and once more.
    const most = 2 * (1 + Math.ceil((performance.now() - begun) / 500));
    expect(read.mock.calls.length).toBeLessThanOrEqual(most);
    at.disk.readOnly(false);
    await until(async () => (await readiness(at.server)) === 'ok', 'ready again by itself', 10_000);
    read.mockClear();
    for (let n = 0; n < 20; n++) expect(await readiness(at.server)).toBe('ok');
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
    value(await host.socket.request('send-chat', { messageId: 'after', text: 'x' }));
  });
});

function describeTrouble<D extends { dir: string; close(): void }>(name: string, trouble: Trouble<D>): void {
  const cannot = lacking(trouble.make);
  describe.skipIf(cannot)(`the file store on ${name}${cannot ? ` (${cannot})` : ''}`, () => {
    const at = serverOn(trouble.make);

    it('[R2] the party goes on, each refusal has a code, /readyz says so, and all is kept when it is over', async () => {
      const { disk } = at;
      let { server } = at;
      const { host, friends, code } = await partyOf(server.url, 1);
      const friend = friends[0] as TestUser;
      value(await host.command('video-seek', 10));
      value(await host.socket.request('send-chat', { messageId: 'before', text: 'x' }));
      expect(await readiness(server)).toBe('ok');
      // So long ago that coming back is worth writing down.
      await at.store.users.update(friend.id, { lastSeenAt: Date.now() - 2 * 3_600_000 });

      trouble.begin(disk);
      // Heard by all, told apart by the sender's acknowledgement: kept or not yet.
      const seek = (n: number) => host.command('video-seek', 20 + n, { commandId: `seek${n}` });
      let last = 0;
      if (trouble.commands === 'unavailable') last = (await refused(seek)).taken.length;
      else value(await seek(0));
      await friend.socket.hears('video-seek', (change) => change.commandId === `seek${last}`);
      const late = await refused((n) => host.socket.request('send-chat', { messageId: `late${n}`, text: LONG }));
      expect(value(await friend.socket.request('clock-ping', {})).t2).toBeGreaterThan(0);
      await refused((n) => callApi(server.url, 'guest', { input: { name: `${n}${'x'.repeat(30)}` } }));
      expect(await callApi(server.url, 'guest', { input: { name: 'Late' } })).toMatchObject({ status: 503 });
      await refused(() => host.api('createParty', { input: { name: 'Another' } }));
      await until(async () => (await readiness(server)) === 'away', 'it says that it is not');
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      expect(host.socket.raw.connected && friend.socket.raw.connected).toBe(true);

      // What is kept can be read: somebody whose line breaks now comes back to their seat.
      const back = new TestUser(server.url, friend.token, friend.id, friend.name);
      const snapshot = await back.join(code);
      expect(snapshot.timeline.position).toBe(20 + last);
      expect(snapshot.chat.map((message) => message.messageId)).toEqual(['before', ...late.taken]);

      trouble.end(disk);
      await until(async () => (await readiness(server)) === 'ok', 'ready again by itself');
      value(await seek(last));
      expect(host.socket.all('video-seek').filter((one) => one.commandId === `seek${last}`)).toHaveLength(1);
      const sent = await host.socket.request('send-chat', { messageId: late.refused, text: LONG });
      expect(value(sent).seq).toBe(late.taken.length + 2);

      await server.close();
      trouble.meanwhile?.(disk);
      server = at.server = await startServer({ dataDir: disk.dir });
      const again = new TestUser(server.url, host.token, host.id, host.name);
      const after = await again.join(code);
      expect(after.timeline).toMatchObject({ position: 20 + last });
      expect(after.chat.map((message) => message.messageId)).toEqual(['before', ...late.taken, late.refused]);
    });
  });
}
