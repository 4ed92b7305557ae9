import { appendFile, cp, mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { type PartyRecord, type Store, StoreUnavailable } from '../../server/store/store.ts';
import { someParty } from '../support/records.ts';
import { scratchStore } from '../support/scratch-store.ts';
import { scratchDir } from '../support/server.ts';

const disk = scratchStore();

const logs = async (where = disk.dir) => (await readdir(where)).filter((file) => file.endsWith('.log'));

/** What a killed server leaves: the files as they are at this moment. */
async function asKilled<T>(
  look: (store: Store, where: string) => Promise<T>,
  mangle?: (where: string) => Promise<void>,
) {
  const where = await scratchDir();
  try {
    // The journal first: what is folded while we copy is in the collection then.
    for (const file of [...(await logs()), 'parties.db', 'users.db', 'chat.db', 'reactions.db'])
      await cp(path.join(disk.dir, file), path.join(where, file)).catch(() => undefined); // folded meanwhile
    await mangle?.(where);
    const left = await openEmbeddedStore(where);
    const found = await look(left, where);
    await left.close();
    return found;
  } finally {
    await rm(where, { recursive: true, force: true });
  }
}

/** A command later. */
const next = (party: PartyRecord, change: Partial<PartyRecord> = {}): PartyRecord => {
  const version = party.version + 1;
  return {
    ...party,
    version,
    videoState: { ...party.videoState, rev: version, position: version / 4 },
    applied: [...party.applied, `host:c${version}`].slice(-4),
    lastActiveAt: party.lastActiveAt + 10,
    ...change,
  };
};

describe('[R1] commands in the journal', () => {
  it('are there after a kill, with all that they did', async () => {
    let party = someParty();
    await disk.store.parties.insert(party);
    for (let n = 0; n < 9; n++) {
      party = next(party);
      expect(await disk.store.parties.save(party)).toBe('saved');
    }
    expect(await logs()).toHaveLength(1);
    expect(await disk.store.parties.byId(party.id)).toEqual(party);
    expect(await asKilled((left) => left.parties.byId(party.id))).toEqual(party);
    expect(await asKilled((_, where) => logs(where))).toEqual([]); // read, and folded into the collection
  });

  it('a line that was cut off was never acknowledged: it is dropped, the rest stays', async () => {
    const first = someParty();
    await disk.store.parties.insert(first);
    const party = next(first);
    await disk.store.parties.save(party);
    const torn = async (where: string) => appendFile(path.join(where, (await logs(where))[0]!), '{"id":"half');
    expect(await asKilled((left) => left.parties.byId(party.id), torn)).toEqual(party);
  });

  it('a damaged line among others is no reason to lose what comes after it: the server says so and does not start', async () => {
    const party = someParty();
    await disk.store.parties.insert(party);
    await disk.store.parties.save(next(party));
    const damage = async (where: string) => {
      const file = path.join(where, (await logs(where))[0]!);
      await appendFile(file, 'rubbish\n{"id":"x","life":"x","version":1,"set":{},"applied":[],"appliedKept":0}\n');
    };
    await expect(asKilled(async () => {}, damage)).rejects.toThrow('damaged line');
  });

  it('whatever is saved, however: reading, finding and a kill show the newest that was acknowledged', async () => {
    const kinds = fc.array(fc.constantFrom('command', 'host', 'retry', 'kill'), { minLength: 4, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(kinds, async (steps) => {
        let party = someParty();
        await disk.store.parties.insert(party);
        for (const step of steps) {
          const before = party;
          if (step === 'command') party = next(party);
          if (step === 'host')
            party = next(party, { host: `h${party.version}`, memberIds: ['host', `h${party.version}`] });
          if (step === 'kill') expect(await asKilled((left) => left.parties.byId(party.id))).toEqual(party);
          expect(await disk.store.parties.save(party)).toBe(party === before ? 'older' : 'saved');
          expect(await disk.store.parties.byCode(party.partyCode)).toEqual(party);
        }
        expect(await disk.store.parties.countHosted(party.host)).toBeGreaterThan(0);
        expect((await disk.store.parties.ofMember(party.host, 1_000)).map((one) => one.id)).toContain(party.id);
        await disk.store.parties.remove(party.id);
        expect(await disk.store.parties.byId(party.id)).toBeNull();
        expect(await asKilled((left) => left.parties.byId(party.id))).toBeNull();
      }),
      { numRuns: 8, seed: 5 },
    );
  });

  it('a long journal is folded into the collection while commands go on, and nothing is lost on the way', async () => {
    await disk.store.close();
    await disk.open({ foldAtBytes: 2_000 });
    const parties = [someParty(), someParty(), someParty()];
    for (const party of parties) await disk.store.parties.insert(party);
    const play = async (which: number) => {
      for (let n = 0; n < 60; n++) {
        parties[which] = next(parties[which]!);
        expect(await disk.store.parties.save(parties[which])).toBe('saved');
      }
    };
    await Promise.all([0, 1, 2].map(play));
    const left = await asKilled((killed) => Promise.all(parties.map((party) => killed.parties.byId(party.id))));
    expect(left).toEqual(parties);
    await disk.store.parties.save(next(parties[0]!));
    const segments = (await logs()).map((file) => Number(file.split('.')[1]));
    expect(Math.max(...segments)).toBeGreaterThan(1);
    expect(segments.length).toBeLessThan(4);
  });

  it('[R2] on a disk that fails: `unavailable`, what failed did not happen, and it mends itself', async () => {
    const first = someParty();
    await disk.store.parties.insert(first);
    const file = path.join(disk.dir, 'parties.1.log');
    await mkdir(file); // root may write anywhere, but not into a directory
    const lost = next(first);
    await expect(disk.store.parties.save(lost)).rejects.toThrow(StoreUnavailable);
    await expect(disk.store.ping()).rejects.toThrow(StoreUnavailable);
    expect(await disk.store.parties.byId(first.id)).toEqual(first);
    await rmdir(file);
    await disk.store.ping();
    const kept = next(lost);
    expect(await disk.store.parties.save(kept)).toBe('saved');
    expect(await asKilled((left) => left.parties.byId(first.id))).toEqual(kept);
  });
});
