import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { sweep } from '../../server/engine/sweep.ts';
import type { LiveState } from '../../server/live/live-state.ts';
import { memoryLiveState } from '../../server/live/memory-live-state.ts';
import { type PartyRecord, type Store, StoreUnavailable } from '../../server/store/store.ts';
import { engineOn, TO_NOBODY } from '../support/engine.ts';
import { someParty, someUser } from '../support/records.ts';

const DAY_MS = 86_400_000;
const NOW = Date.now();
/** More than a sweep looks at in one go. */
const MANY = 130;

/**
 * What the real sweep does on a real store: all that is due and nothing else, whatever stands in the way.
 * @param make a fresh, empty store; called before each test
 */
export function describeSweep(name: string, make: () => Promise<Store>): void {
  describe(`the sweep on ${name}`, () => {
    let store: Store;
    let live: LiveState;
    beforeEach(async () => {
      store = await make();
      live = memoryLiveState();
    });
    afterEach(() => store.close());

    const needs = (change: Partial<Store> = {}) => {
      const changed = { ...store, ...change };
      const engine = engineOn(changed, live);
      return { store: changed, live, engine, announcer: TO_NOBODY, clock: systemClock, nodeId: 'n1' };
    };
    /** @param age of the last activity, days */
    const parties = async (count: number, age: number, change: Partial<PartyRecord> = {}) => {
      const ids = Array.from({ length: count }, () => randomUUID());
      const made = ids.map((id) => someParty({ id, lastActiveAt: NOW - age * DAY_MS, ...change }));
      await Promise.all(made.map((party) => store.parties.insert(party)));
      return ids;
    };
    const guests = async (count: number) => {
      const ids = Array.from({ length: count }, () => randomUUID());
      for (const id of ids) {
        const keys = { id, usernameKey: `g:${id}`, emailKey: `g:${id}` };
        await store.users.insert(someUser({ ...keys, guest: true, lastSeenAt: NOW - 9 * DAY_MS }));
      }
      return ids;
    };

    it('ends and removes all that is due, however many are kept and however old those are', async () => {
      const [dated] = await parties(MANY, 100, { startsAt: NOW + 300 * DAY_MS });
      const [past] = await parties(MANY, 99, { endedAt: NOW - 5 * DAY_MS });
      const [young] = await parties(1, 1);
      const idle = await parties(MANY, 3);
      const over = await parties(MANY, 31, { endedAt: NOW - 31 * DAY_MS });
      await store.chat.append(over[0]!, {
        messageId: 'm',
        memberId: 'x',
        name: 'X',
        text: 't',
        sentAt: 1,
        position: 0,
      });

      expect(await sweep(needs())).toMatchObject({ ended: MANY, removed: MANY, guests: 0, failed: 0 });

      for (const id of [dated!, young!]) expect((await store.parties.byId(id))?.endedAt).toBeNull();
      expect((await store.parties.byId(past!))?.endedAt).toBe(NOW - 5 * DAY_MS);
      for (const id of idle) expect((await store.parties.byId(id))?.endedAt).toBeGreaterThanOrEqual(NOW);
      for (const id of over) expect(await store.parties.byId(id)).toBeNull();
      expect(await store.chat.lastSeq(over[0]!)).toBe(0);
    }, 60_000);

    it('goes on where a record throws, tells how many did, and takes them with the next', async () => {
      const [bad, ...good] = await parties(MANY, 40, { endedAt: NOW - 40 * DAY_MS });
      const [badGuest, ...goodGuests] = await guests(MANY);
      const badEnd = (await parties(1, 50))[0]!;
      const fine = await parties(3, 3);
      const fails = (id: string) => id === bad || id === badGuest || id === badEnd;
      const guard = <T>(id: string, work: () => Promise<T>): Promise<T> =>
        fails(id) ? Promise.reject(new StoreUnavailable('this record')) : work();
      const broken = needs({
        chat: { ...store.chat, removeParty: (id) => guard(id, () => store.chat.removeParty(id)) },
        users: { ...store.users, remove: (id) => guard(id, () => store.users.remove(id)) },
        parties: { ...store.parties, byId: (id) => guard(id, () => store.parties.byId(id)) },
      });

      expect(await sweep(broken)).toMatchObject({ ended: 3, removed: MANY - 1, guests: MANY - 1, failed: 3 });

      for (const id of good) expect(await store.parties.byId(id)).toBeNull();
      for (const id of goodGuests) expect(await store.users.byId(id)).toBeNull();
      for (const id of fine) expect((await store.parties.byId(id))?.endedAt).not.toBeNull();
      expect(await store.parties.byId(bad!)).not.toBeNull();
      expect(await sweep(needs())).toMatchObject({ ended: 1, removed: 1, guests: 1, failed: 0 });
    }, 60_000);

    it('leaves a party alone that somebody opened meanwhile', async () => {
      const [id] = await parties(1, 3);
      const opened = needs();
      await opened.engine.view(id!);
      const party = (await live.load(id!))!;
      await live.compareAndSet(party.version, { ...party, version: party.version + 1, lastActiveAt: NOW });
      expect(await sweep(opened)).toMatchObject({ ended: 0, failed: 0 });
      expect((await live.load(id!))?.endedAt).toBeNull();
    });

    it('ends when its time is up or the node stops, and the next goes on', async () => {
      await parties(MANY, 31, { endedAt: NOW - 31 * DAY_MS });
      const stopped = new AbortController();
      stopped.abort();
      expect(await sweep({ ...needs(), signal: stopped.signal })).toMatchObject({ removed: 0 });
      expect(await sweep({ ...needs(), maxMs: 0 })).toMatchObject({ removed: 0 });
      expect(await sweep(needs())).toMatchObject({ removed: MANY });
    });
  });
}
