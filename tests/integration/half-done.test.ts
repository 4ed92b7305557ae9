import { afterEach, describe, expect, it } from 'vitest';
import type { LiveState } from '../../server/live/live-state.ts';
import { memoryLiveState } from '../../server/live/memory-live-state.ts';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { type Store, StoreUnavailable } from '../../server/store/store.ts';
import { codeOf, TestUser, value } from '../support/client.ts';
import { png } from '../support/pictures.ts';
import { scratchDir, startServer, type TestServer } from '../support/server.ts';

/** A server whose live memory and whose parties' writes fail when told to. */
async function frailServer() {
  const dataDir = await scratchDir();
  const store = await openEmbeddedStore(dataDir);
  const { resident: _, ...live } = memoryLiveState();
  const frail = { away: new Set<keyof LiveState | keyof Store['parties']>(), store, log: '' };
  const failing = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name, self) {
        if (!frail.away.has(name as 'load')) return Reflect.get(target, name, self) as unknown;
        return () => Promise.reject(new StoreUnavailable(`test: ${String(name)}`));
      },
    });
  const server = await startServer({
    dataDir,
    store: { ...store, parties: failing(store.parties) },
    live: failing(live),
    logLevel: 'error',
    logTo: {
      write(line) {
        frail.log += line;
      },
    },
  });
  return Object.assign(frail, { server });
}

let server: TestServer | undefined;
afterEach(() => server?.close());
const start = async () => {
  const frail = await frailServer();
  server = frail.server;
  return frail;
};

const EVERYTHING = ['ping', 'load', 'create', 'presence', 'compareAndSet', 'attach'] as const;
const asAccount = { username: 'Ana', email: 'ana@example.org', password: 'correct horse' };

describe('[A2] what an account is now reaches its owner though its parties can not be told', () => {
  it.each(['ofMember', 'save', 'load'] as const)(
    'a guest who becomes an account gets the new token (%s fails)',
    async (part) => {
      const frail = await start();
      const guest = await TestUser.guest(frail.server.url);
      for (const name of ['One', 'Two']) await guest.create({ name });
      frail.away.add(part);
      const { token, account } = value(await guest.api('upgrade', { input: asAccount }));
      expect(frail.log).toContain(`test: ${part}`);
      frail.away.clear();
      const ana = new TestUser(frail.server.url, token, account.id, account.username);
      expect(value(await ana.api('me')).account).toMatchObject({ username: 'Ana', guest: false });
      expect(codeOf(await guest.api('me'))).toBe('not-signed-in');
    },
  );

  it('another name and another picture are answered', async () => {
    const frail = await start();
    const ana = await TestUser.account(frail.server.url);
    await ana.create();
    frail.away.add('save');
    const named = await ana.api('profile', { input: { username: 'Anna' } });
    expect(value(named).account.username).toBe('Anna');
    const picture = Buffer.from(png(8, 8, [200, 30, 30])).toString('base64');
    expect(value(await ana.api('setPicture', { input: { picture } })).account.avatar.picture).toBeTruthy();
  });
});

describe('[R2] a party that is made while live memory is away', () => {
  const content = { siteId: 'youtube', mediaKey: 'abcdefghijk', title: 'Big Buck Bunny', duration: 600 };
  const make = (host: TestUser) => host.api('createParty', { input: { name: 'Film night', content } });

  it('is not kept, however often it is tried', async () => {
    const frail = await start();
    const host = await TestUser.guest(frail.server.url);
    for (const part of EVERYTHING) frail.away.add(part);
    for (let n = 0; n < 3; n++) expect(codeOf(await make(host))).toBe('unavailable');
    expect(await frail.store.parties.countHosted(host.id)).toBe(0);
    frail.away.clear();
    value(await make(host));
    expect(value(await host.api('listParties')).parties).toHaveLength(1);
  });

  it.each(['create', 'load'] as const)(
    'is answered if it went away just after the party was kept (%s)',
    async (part) => {
      const frail = await start();
      const host = await TestUser.guest(frail.server.url);
      frail.away.add(part);
      const { party } = value(await make(host));
      expect(party).toMatchObject({ name: 'Film night', isHost: true, memberCount: 1, watchingNow: 0 });
      expect(frail.log).toContain(`test: ${part}`);
      frail.away.clear();
      expect((await host.join(party.partyCode)).content).toMatchObject({ mediaKey: 'abcdefghijk' });
      expect(await frail.store.parties.countHosted(host.id)).toBe(1);
    },
  );
});
