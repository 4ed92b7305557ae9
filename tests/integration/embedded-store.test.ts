import { appendFile, mkdir, readFile, rename, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Collection } from '../../server/store/embedded/collection.ts';
import { StoreUnavailable } from '../../server/store/store.ts';
import { until } from '../support/poll.ts';
import { someParty, someUser } from '../support/records.ts';
import { scratchStore } from '../support/scratch-store.ts';

/** Old messages are removed with each so manieth. */
const TRIM_AT = 50;

const disk = scratchStore();

describe('users of a version that kept guests in all indexes', () => {
  it('are all there, guests can become accounts, and no two get one name', async () => {
    const account = someUser();
    const guest = someUser({ guest: true, email: null, passwordHash: null });
    const old = { ...guest, usernameKey: `g:${guest.id}`, emailKey: `g:${guest.id}` };
    await disk.store.close();
    const lines = [
      { $$indexCreated: { fieldName: 'emailKey', unique: true, sparse: false } },
      { $$indexCreated: { fieldName: 'usernameKey', unique: true, sparse: false } },
      { $$indexCreated: { fieldName: 'lastSeenAt' } },
      { ...account, _id: account.id },
      { ...old, _id: guest.id },
    ];
    await writeFile(path.join(disk.dir, 'users.db'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await disk.open();
    await disk.reopen();
    expect(await disk.store.users.byId(account.id)).toEqual(account);
    expect(await disk.store.users.byId(guest.id)).toEqual(old);
    const guests = [1, 2, 3].map((n) =>
      someUser({ id: `new ${n}`, usernameKey: `g:new ${n}`, emailKey: `g:new ${n}` }),
    );
    for (const one of guests) expect(await disk.store.users.insert(one)).toBe('inserted');
    expect(await disk.store.users.byId('new 2')).toEqual(guests[1]);
    const { usernameKey, emailKey } = account;
    const asAccount = { username: 'Ana', usernameKey: 'u:ana', email: 'a@b.c', emailKey: 'u:a@b.c', passwordHash: 'x' };
    expect(await disk.store.users.upgrade(guest.id, { ...asAccount, emailKey })).toBe('email-taken');
    expect(await disk.store.users.upgrade(guest.id, { ...asAccount, usernameKey })).toBe('username-taken');
    expect(await disk.store.users.upgrade(guest.id, asAccount)).toMatchObject({ guest: false, emailKey: 'u:a@b.c' });
    expect((await disk.store.users.byEmailKey('u:a@b.c'))?.id).toBe(guest.id);
    expect(await readFile(path.join(disk.dir, 'users.db'), 'utf8')).not.toContain(`g:${guest.id}`);
  });
});

describe('[R1] the embedded store after a kill', () => {
  it.each(['{"_id":"half","name', '{"_id":"no newline"}', 'rubbish\nmore rubbish\n', '\u0000\u0000\u0000\u0000'])(
    'starts with a torn last line (%j), keeps what was whole and goes on',
    async (torn) => {
      const user = someUser();
      await disk.store.users.insert(user);
      await disk.store.close();
      await appendFile(path.join(disk.dir, 'users.db'), torn);
      await disk.open();
      expect(await disk.store.users.byId(user.id)).toEqual(user);
      const next = someUser();
      await disk.store.users.insert(next);
      await disk.reopen();
      expect(await disk.store.users.byId(user.id)).toEqual(user);
      expect(await disk.store.users.byId(next.id)).toEqual(next);
      expect(await readFile(path.join(disk.dir, 'users.db.torn'), 'utf8')).toBe(torn);
    },
  );

  it('starts with the copy of a compaction that was cut off, and ignores it', async () => {
    const user = someUser();
    await disk.store.users.insert(user);
    await disk.store.close();
    await writeFile(path.join(disk.dir, 'users.db~'), '{"_id":"half a co');
    await disk.open();
    expect(await disk.store.users.byId(user.id)).toEqual(user);
  });

  it('keeps what was written over a compaction, and the file stays short', async () => {
    const party = someParty();
    await disk.store.parties.insert(party);
    for (let version = 2; version <= 5_100; version++) await disk.store.parties.save({ ...party, version });
    const { size } = await stat(path.join(disk.dir, 'parties.db'));
    expect(size).toBeLessThan(JSON.stringify(party).length * 1_000);
    await disk.reopen();
    expect((await disk.store.parties.byId(party.id))?.version).toBe(5_100);
  }, 60_000);

  it('is readable by its owner alone', async () => {
    for (const file of ['users.db', 'parties.db', 'chat.db', 'server.lock']) {
      expect((await stat(path.join(disk.dir, file))).mode & 0o077).toBe(0);
    }
  });
});

describe('a disk that fails', () => {
  const file = () => path.join(disk.dir, 'users.db');
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
    await disk.store.users.insert(before);
    await breakDisk();
    const lost = someUser();
    await expect(disk.store.users.insert(lost)).rejects.toThrow(StoreUnavailable);
    await expect(disk.store.users.byId(before.id)).rejects.toThrow(StoreUnavailable);
    await mendDisk();
    // The failed write left half a line, as a full disk does.
    await appendFile(file(), '{"_id":"half');
    expect(await disk.store.users.byId(before.id)).toEqual(before);
    expect(await disk.store.users.byId(lost.id)).toBeNull();
    await until(
      async () => (await disk.store.users.insert(lost).catch(() => null)) === 'inserted',
      'it can be written',
    );
    await disk.reopen();
    expect(await disk.store.users.byId(lost.id)).toEqual(lost);
  });
});

describe('[R2] chat of the embedded store', () => {
  it('takes a message though the old ones could not be removed after it', async () => {
    const { chat } = disk.store;
    const append = (n: number) =>
      chat.append('p', { messageId: `m${n}`, memberId: 'ana', name: 'Ana', text: 'x', sentAt: 1, position: null });
    for (let n = 1; n < TRIM_AT; n++) await append(n);
    const remove = vi.spyOn(Collection.prototype, 'remove').mockRejectedValue(new StoreUnavailable('test'));
    expect(await append(TRIM_AT)).toMatchObject({ message: { seq: TRIM_AT }, repeated: false });
    expect(remove).toHaveBeenCalledOnce();
    remove.mockRestore();
    expect(await chat.lastSeq('p')).toBe(TRIM_AT);
  });
});
