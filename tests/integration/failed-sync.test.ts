import { appendFile, cp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Collection } from '../../server/store/embedded/collection.ts';
import type { EmbeddedParties } from '../../server/store/embedded/embedded-parties.ts';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { Journal } from '../../server/store/embedded/journal.ts';
import { KeptLength } from '../../server/store/embedded/kept-length.ts';
import { StoreUnavailable } from '../../server/store/store.ts';
import { chatLine } from '../contract/mongo-records.ts';
import { until } from '../support/poll.ts';
import { someParty } from '../support/records.ts';
import { scratchStore } from '../support/scratch-store.ts';
import { scratchDir } from '../support/server.ts';

/**
 * A disk that fails when what was written is brought down to it, at one exact moment: what a real one does on its own time
 * (disk-trouble.test.ts) is said here by the file handle.
 */
type Handle = Awaited<ReturnType<typeof open>>;
const EIO = Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
const TOLD = expect.any(StoreUnavailable);

let dir: string;
let handles: Handle;
beforeEach(async () => {
  dir = await scratchDir();
  const handle = await open(dir, 'r');
  handles = Object.getPrototypeOf(handle);
  await handle.close();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(dir, { recursive: true, force: true });
});

/** The next sync does not come back until it is told how it went; those after it are well. */
function heldSync() {
  const spy = vi.spyOn(handles, 'datasync');
  let fails: () => void = () => undefined;
  spy.mockImplementationOnce(
    () =>
      new Promise<void>((_, reject) => {
        fails = () => reject(EIO);
      }),
  );
  return { begun: () => until(() => spy.mock.calls.length > 0, 'a sync has begun'), fail: () => fails() };
}

describe('[R1] a write whose sync fails', () => {
  interface Doc {
    _id: string;
  }
  const file = () => path.join(dir, 'some.db');
  const opened = () => Collection.open<Doc>(file(), { unique: [], index: [] });
  const idsIn = async (collection: Collection<Doc>) => (await collection.find({})).map((one) => one._id).sort();
  let collection: Collection<Doc>;
  beforeEach(async () => {
    collection = await opened();
    await collection.insert({ _id: 'before' });
  });
  afterEach(() => collection.close());

  it('is refused and nowhere: not in the file when it is told, not in memory, not after a restart; meanwhile it is not well', async () => {
    vi.spyOn(handles, 'datasync').mockRejectedValueOnce(EIO);
    await expect(collection.insert({ _id: 'refused' })).rejects.toEqual(TOLD);
    expect(await readFile(file(), 'utf8')).not.toContain('refused');
    await expect(collection.ping()).rejects.toEqual(TOLD);
    const { ino } = await stat(file());
    expect(await idsIn(collection)).toEqual(['before']);
    await collection.ping();
    // What a sync once failed for is not trusted: a new file, synced as a whole, is in its place.
    expect((await stat(file())).ino).not.toBe(ino);
    await collection.insert({ _id: 'after' });
    await collection.close();
    collection = await opened();
    expect(await idsIn(collection)).toEqual(['after', 'before']);
  });

  it('takes with it what was written behind it, though the next sync would go well', async () => {
    const sync = heldSync();
    const first = collection.insert({ _id: 'first' });
    await sync.begun();
    const behind = [collection.insert({ _id: 'second' }), collection.insert({ _id: 'third' })];
    await until(async () => (await readFile(file(), 'utf8')).includes('third'), 'all are written');
    sync.fail();
    const answers = await Promise.allSettled([first, ...behind]);
    expect(answers.map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await readFile(file(), 'utf8')).not.toMatch(/first|second|third/);
    expect(await idsIn(collection)).toEqual(['before']);
    await collection.insert({ _id: 'second' });
    expect(await idsIn(collection)).toEqual(['before', 'second']);
  });

  it('is in doubt until it is taken back: no sync counts before that', async () => {
    const own = path.join(dir, 'own');
    await writeFile(own, 'kept\n');
    const kept = new KeptLength(own);
    await kept.copied();
    const wrote = async (line: string) => {
      await appendFile(own, line);
      return kept.wrote();
    };
    vi.spyOn(handles, 'datasync').mockRejectedValueOnce(EIO);
    const lost = await wrote('lost\n');
    await expect(kept.sync(lost)).rejects.toBe(EIO);
    // Nobody has had the turn since; the disk would say yes by now.
    const behind = await wrote('behind\n');
    await expect(kept.sync(behind)).rejects.toBe(EIO);
    await kept.cutBack();
    const after = await wrote('after\n');
    await kept.sync(after);
    for (const one of [lost, behind]) await expect(kept.sync(one)).rejects.toThrow('taken back');
    expect(await readFile(own, 'utf8')).toBe('kept\nafter\n');
  });

  it('of several lines leaves none, and a stop in the middle of the trouble neither', async () => {
    vi.spyOn(handles, 'datasync').mockRejectedValue(EIO);
    await expect(collection.insertAll([{ _id: 'a' }, { _id: 'b' }])).rejects.toEqual(TOLD);
    await expect(collection.insert({ _id: 'c' })).rejects.toEqual(TOLD);
    // What is kept is read all the same.
    expect(await idsIn(collection)).toEqual(['before']);
    await collection.close();
    vi.restoreAllMocks();
    collection = await opened();
    expect(await idsIn(collection)).toEqual(['before']);
  });

  it('that is refused even the cutting back is not read, and cut off when that can be done', async () => {
    const truncate = vi.spyOn(handles, 'truncate').mockRejectedValue(EIO);
    vi.spyOn(handles, 'datasync').mockRejectedValueOnce(EIO);
    await expect(collection.insert({ _id: 'refused' })).rejects.toEqual(TOLD);
    expect(await idsIn(collection)).toEqual(['before']);
    await expect(collection.insert({ _id: 'next' })).rejects.toEqual(TOLD);
    truncate.mockRestore();
    await until(() => collection.insert({ _id: 'next' }).then(() => true), 'it is mended');
    expect(await idsIn(collection)).toEqual(['before', 'next']);
  });

  it('of many changes at once is told to who made them, and the ones before stay', async () => {
    await collection.insert({ _id: 'one' });
    vi.spyOn(handles, 'datasync').mockRejectedValueOnce(EIO);
    const changes = collection.batch(async (change) => {
      for (const _id of ['one', 'before']) await change({ _id }, { $set: { changed: true } });
    });
    await expect(changes).rejects.toEqual(TOLD);
    expect(await collection.find({ changed: true })).toEqual([]);
    expect(await idsIn(collection)).toEqual(['before', 'one']);
  });
});

describe('[R1] the store over a sync that fails', () => {
  const disk = scratchStore();

  it('does not call a message kept because it is there: who sends it again hears when it is on the disk', async () => {
    const sync = heldSync();
    const message = chatLine('m1');
    const first = disk.store.chat.append('p', message);
    await sync.begun();
    const again = disk.store.chat.append('p', message);
    sync.fail();
    expect((await Promise.allSettled([first, again])).map((one) => one.status)).toEqual(['rejected', 'rejected']);
    expect(await disk.store.chat.append('p', message)).toMatchObject({ repeated: false, message: { seq: 1 } });
    expect(await disk.store.chat.append('p', message)).toMatchObject({ repeated: true, message: { seq: 1 } });
  });

  it('keeps the journal when what was folded out of it is not on the disk', async () => {
    const first = someParty();
    await disk.store.parties.insert(first);
    const version = first.version + 1;
    const party = { ...first, version, videoState: { ...first.videoState, rev: version, position: 55 } };
    await disk.store.parties.save(party);
    vi.spyOn(handles, 'datasync').mockRejectedValueOnce(EIO);
    const parties = disk.store.parties as EmbeddedParties;
    await expect(parties.fold()).rejects.toEqual(TOLD);
    expect(await parties.byId(party.id)).toEqual(party);
    // As a killed process leaves it.
    const left = await scratchDir();
    for (const name of ['parties.db', 'parties.1.log']) await cp(path.join(disk.dir, name), path.join(left, name));
    const after = await openEmbeddedStore(left);
    expect(await after.parties.byId(party.id)).toEqual(party);
    await after.close();
    await rm(left, { recursive: true });
    await parties.fold();
    await disk.reopen();
    expect(await disk.store.parties.byId(party.id)).toEqual(party);
  });
});

describe('[R1] a journal whose write fails', () => {
  it('has nothing of it when that is told, and is not well until a write goes well', async () => {
    const { journal } = await Journal.open(dir, 'log');
    await journal.append('a', { n: 'kept' });
    const file = path.join(dir, 'log.1.log');
    const { write } = handles;
    // All of it arrives in the file, and still the disk says no.
    vi.spyOn(handles, 'write').mockImplementation(async function (this: Handle, ...all: unknown[]) {
      await (write as (...args: unknown[]) => Promise<unknown>).apply(this, all);
      throw EIO;
    } as never);
    await expect(journal.append('a', { n: 'refused' })).rejects.toEqual(TOLD);
    expect(await readFile(file, 'utf8')).toBe('{"n":"kept"}\n');
    for (let n = 0; n < 3; n++) await expect(journal.ping()).rejects.toEqual(TOLD);
    expect(await readFile(file, 'utf8')).toBe('{"n":"kept"}\n');
    vi.restoreAllMocks();
    await journal.ping();
    await journal.append('a', { n: 'after' });
    await journal.close();
    const { lines, journal: again } = await Journal.open(dir, 'log');
    expect(lines).toEqual([{ n: 'kept' }, { n: 'after' }]);
    await again.close();
  });
});
