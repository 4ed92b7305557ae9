import { appendFile, mkdir, readFile, rename, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartProblem } from '../../server/start-problem.ts';
import { lockDataDir } from '../../server/store/embedded/data-lock.ts';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { type Store, StoreUnavailable } from '../../server/store/store.ts';
import { someParty, someUser } from '../contract/describe-store.ts';
import { until } from '../support/poll.ts';
import { scratchDir } from '../support/server.ts';

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await scratchDir();
  store = await openEmbeddedStore(dir);
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});
const reopen = async () => {
  await store.close();
  store = await openEmbeddedStore(dir);
};

describe('users of a version that kept guests in all indexes', () => {
  it('are all there, guests can become accounts, and no two get one name', async () => {
    const account = someUser();
    const guest = someUser({ guest: true, email: null, passwordHash: null });
    const old = { ...guest, usernameKey: `g:${guest.id}`, emailKey: `g:${guest.id}` };
    await store.close();
    const lines = [
      { $$indexCreated: { fieldName: 'emailKey', unique: true, sparse: false } },
      { $$indexCreated: { fieldName: 'usernameKey', unique: true, sparse: false } },
      { $$indexCreated: { fieldName: 'lastSeenAt' } },
      { ...account, _id: account.id },
      { ...old, _id: guest.id },
    ];
    await writeFile(path.join(dir, 'users.db'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    store = await openEmbeddedStore(dir);
    await reopen();
    expect(await store.users.byId(account.id)).toEqual(account);
    expect(await store.users.byId(guest.id)).toEqual(old);
    const guests = [1, 2, 3].map((n) =>
      someUser({ id: `new ${n}`, usernameKey: `g:new ${n}`, emailKey: `g:new ${n}` }),
    );
    for (const one of guests) expect(await store.users.insert(one)).toBe('inserted');
    expect(await store.users.byId('new 2')).toEqual(guests[1]);
    const { usernameKey, emailKey } = account;
    const asAccount = { username: 'Ana', usernameKey: 'u:ana', email: 'a@b.c', emailKey: 'u:a@b.c', passwordHash: 'x' };
    expect(await store.users.upgrade(guest.id, { ...asAccount, emailKey })).toBe('email-taken');
    expect(await store.users.upgrade(guest.id, { ...asAccount, usernameKey })).toBe('username-taken');
    expect(await store.users.upgrade(guest.id, asAccount)).toMatchObject({ guest: false, emailKey: 'u:a@b.c' });
    expect((await store.users.byEmailKey('u:a@b.c'))?.id).toBe(guest.id);
    expect(await readFile(path.join(dir, 'users.db'), 'utf8')).not.toContain(`g:${guest.id}`);
  });
});

describe('[R1] the embedded store after a kill', () => {
  it.each(['{"_id":"half","name', '{"_id":"no newline"}', 'rubbish\nmore rubbish\n', '\u0000\u0000\u0000\u0000'])(
    'starts with a torn last line (%j), keeps what was whole and goes on',
    async (torn) => {
      const user = someUser();
      await store.users.insert(user);
      await store.close();
      await appendFile(path.join(dir, 'users.db'), torn);
      store = await openEmbeddedStore(dir);
      expect(await store.users.byId(user.id)).toEqual(user);
      const next = someUser();
      await store.users.insert(next);
      await reopen();
      expect(await store.users.byId(user.id)).toEqual(user);
      expect(await store.users.byId(next.id)).toEqual(next);
      expect(await readFile(path.join(dir, 'users.db.torn'), 'utf8')).toBe(torn);
    },
  );

  it('starts with the copy of a compaction that was cut off, and ignores it', async () => {
    const user = someUser();
    await store.users.insert(user);
    await store.close();
    await writeFile(path.join(dir, 'users.db~'), '{"_id":"half a co');
    store = await openEmbeddedStore(dir);
    expect(await store.users.byId(user.id)).toEqual(user);
  });

  it('keeps what was written over a compaction, and the file stays short', async () => {
    const party = someParty();
    await store.parties.insert(party);
    for (let version = 2; version <= 5_100; version++) await store.parties.save({ ...party, version });
    const { size } = await stat(path.join(dir, 'parties.db'));
    expect(size).toBeLessThan(JSON.stringify(party).length * 1_000);
    await reopen();
    expect((await store.parties.byId(party.id))?.version).toBe(5_100);
  }, 60_000);

  it('is readable by its owner alone', async () => {
    for (const file of ['users.db', 'parties.db', 'chat.db', 'server.lock']) {
      expect((await stat(path.join(dir, file))).mode & 0o077).toBe(0);
    }
  });
});

describe('a disk that fails', () => {
  const file = () => path.join(dir, 'users.db');
  /** A directory in the place of the file: root may write anywhere, but not there. */
  const breakDisk = async () => {
    await rename(file(), `${file()}.aside`);
    await mkdir(file());
  };
  const mendDisk = async () => {
    await rmdir(file());
    await rename(`${file()}.aside`, file());
  };

  it('is `unavailable`; what failed did not happen, and the store mends itself', async () => {
    const before = someUser();
    await store.users.insert(before);
    await breakDisk();
    const lost = someUser();
    await expect(store.users.insert(lost)).rejects.toThrow(StoreUnavailable);
    await expect(store.users.byId(before.id)).rejects.toThrow(StoreUnavailable);
    await mendDisk();
    // The failed write left half a line, as a full disk does.
    await appendFile(file(), '{"_id":"half');
    expect(await store.users.byId(before.id)).toEqual(before);
    expect(await store.users.byId(lost.id)).toBeNull();
    await until(async () => (await store.users.insert(lost).catch(() => null)) === 'inserted', 'it can be written');
    await reopen();
    expect(await store.users.byId(lost.id)).toEqual(lost);
  });
});

describe('the lock of the data directory', () => {
  const lockFile = () => path.join(dir, 'server.lock');

  it('lets one in', async () => {
    await expect(lockDataDir(dir)).rejects.toThrow(StartProblem);
    await store.close();
    const release = await lockDataDir(dir);
    await release();
    await expect(readFile(lockFile())).rejects.toThrow('ENOENT');
    store = await openEmbeddedStore(dir);
  });

  it('of many who find a dead lock one gets it', async () => {
    await store.close();
    await writeFile(
      lockFile(),
      JSON.stringify({ pid: 2 ** 22 + 1, host: (await import('node:os')).hostname(), born: '1' }),
    );
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(dir)));
    const got = attempts.filter((one) => one.status === 'fulfilled');
    expect(got).toHaveLength(1);
    await got[0]?.value();
    store = await openEmbeddedStore(dir);
  });

  it('of another machine counts as long as it is renewed', async () => {
    await store.close();
    await writeFile(lockFile(), JSON.stringify({ pid: 1, host: 'another-machine', born: null }));
    await expect(lockDataDir(dir)).rejects.toThrow(StartProblem);
    const old = new Date(Date.now() - 60_000);
    await utimes(lockFile(), old, old);
    const release = await lockDataDir(dir);
    await release();
    store = await openEmbeddedStore(dir);
  });

  it('with a reused process id is dead', async () => {
    await store.close();
    const host = (await import('node:os')).hostname();
    await writeFile(lockFile(), JSON.stringify({ pid: process.ppid, host, born: '1' }));
    const release = await lockDataDir(dir);
    await release();
    store = await openEmbeddedStore(dir);
  });
});
