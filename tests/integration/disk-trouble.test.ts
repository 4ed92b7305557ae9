import Datastore from '@seald-io/nedb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callApi, codeOf, partyOf, TestUser, value } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type SmallDisk, smallDisk } from '../support/small-disk.ts';

const probe = smallDisk();
const cannot = typeof probe === 'string' ? probe : null;
if (typeof probe !== 'string') probe.close();

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

interface Trouble {
  begin(disk: SmallDisk): void;
  end(disk: SmallDisk): void;
  /** Commands go into a journal that is open: only where nothing fits any more they are not kept. */
  commands: 'unavailable' | 'ok';
}

const TROUBLES: Record<string, Trouble> = {
  'a full disk': { begin: (disk) => disk.fill(), end: (disk) => disk.free(), commands: 'unavailable' },
  'a data directory that became read-only': {
    begin: (disk) => disk.readOnly(true),
    end: (disk) => disk.readOnly(false),
    commands: 'ok',
  },
};

describe.skipIf(cannot)(`the file store on a disk in trouble${cannot ? ` (${cannot})` : ''}`, () => {
  let disk: SmallDisk;
  let server: TestServer;
  beforeEach(async () => {
    disk = smallDisk() as SmallDisk;
    server = await startServer({ dataDir: disk.dir, rates: { 'send-chat': WIDE } });
  });
  afterEach(async () => {
    await server.close();
    disk.close();
  });

  it('[R2] is not read again and again: not by who writes, and never by /readyz; it mends by itself', async () => {
    const { host } = await partyOf(server.url, 0);
    disk.readOnly(true);
    const read = vi.spyOn(Datastore.prototype, 'loadDatabaseAsync');
    const begun = performance.now();
    for (let n = 0; n < 40; n++) {
      const answers = await Promise.all([
        host.socket.request('send-chat', { messageId: `more${n}`, text: LONG }),
        callApi(server.url, 'guest', { input: { name: `${n}${'x'.repeat(30)}` } }),
      ]);
      expect(answers.map(codeOf)).toEqual(['unavailable', 'unavailable']);
      expect(await readiness(server)).toBe('away');
    }
    // Two files in trouble, each twice a second and once more.
    const most = 2 * (1 + Math.ceil((performance.now() - begun) / 500));
    expect(read.mock.calls.length).toBeLessThanOrEqual(most);
    disk.readOnly(false);
    await until(async () => (await readiness(server)) === 'ok', 'ready again by itself', 10_000);
    read.mockClear();
    for (let n = 0; n < 20; n++) expect(await readiness(server)).toBe('ok');
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
    value(await host.socket.request('send-chat', { messageId: 'after', text: 'x' }));
  });

  for (const [name, trouble] of Object.entries(TROUBLES))
    it(`[R2] ${name}: the party goes on, each refusal has a code, /readyz says so, and all is kept when it is over`, async () => {
      const { host, friends, code } = await partyOf(server.url, 1);
      const friend = friends[0] as TestUser;
      value(await host.command('video-seek', 10));
      value(await host.socket.request('send-chat', { messageId: 'before', text: 'x' }));
      expect(await readiness(server)).toBe('ok');

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
      server = await startServer({ dataDir: disk.dir });
      const again = new TestUser(server.url, host.token, host.id, host.name);
      const after = await again.join(code);
      expect(after.timeline).toMatchObject({ position: 20 + last });
      expect(after.chat.map((message) => message.messageId)).toEqual(['before', ...late.taken, late.refused]);
    });
});
