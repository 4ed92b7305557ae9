import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PartyRecord, PictureRecord, Store } from '../../server/store/store.ts';
import { someParty, someUser } from '../support/records.ts';
import { describeSaid } from './describe-said.ts';

/**
 * The contract of a store, for every implementation.
 * @param make a fresh, empty store; called before each test
 */
export function describeStore(name: string, make: () => Promise<Store>): void {
  describe(`store: ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await make();
    });
    afterEach(() => store.close());

    describe('users', () => {
      it('gives back what was inserted, by id and by e-mail, and null for nobody', async () => {
        const user = someUser();
        expect(await store.users.insert(user)).toBe('inserted');
        expect(await store.users.byId(user.id)).toEqual(user);
        expect(await store.users.byEmailKey(user.emailKey)).toEqual(user);
        expect(await store.users.byId('nobody')).toBeNull();
        expect(await store.users.byEmailKey('nobody')).toBeNull();
      });

      it('keeps e-mails and names unique, also when two come at once', async () => {
        const first = someUser();
        await store.users.insert(first);
        expect(await store.users.insert(someUser({ emailKey: first.emailKey }))).toBe('email-taken');
        expect(await store.users.insert(someUser({ usernameKey: first.usernameKey }))).toBe('username-taken');
        const twins = [1, 2, 3, 4, 5].map(() => store.users.insert(someUser({ emailKey: 'u:twin@example.org' })));
        expect((await Promise.all(twins)).filter((outcome) => outcome === 'inserted')).toHaveLength(1);
      });

      it('updates only what is named, and refuses a name that is taken', async () => {
        const user = someUser();
        const other = someUser();
        await store.users.insert(user);
        await store.users.insert(other);
        const avatar = { hue: 99, emoji: '' };
        expect(await store.users.update(user.id, { avatar })).toEqual({ ...user, avatar });
        expect(await store.users.update(user.id, { usernameKey: other.usernameKey })).toBe('username-taken');
        expect(await store.users.byId(user.id)).toEqual({ ...user, avatar });
        expect(await store.users.update('nobody', { avatar })).toBeNull();
      });

      it('[A2] counts token versions without losing one', async () => {
        const user = someUser();
        await store.users.insert(user);
        const changed = await store.users.setPassword(user.id, 'another hash');
        expect(changed).toMatchObject({ passwordHash: 'another hash', tokenVersion: 1 });
        expect(await store.users.setPassword('nobody', 'hash')).toBeNull();
        await Promise.all([1, 2].map(() => store.users.bumpTokenVersion(user.id)));
        expect((await store.users.byId(user.id))?.tokenVersion).toBe(3);
      });

      it('[A2] makes an account of a guest once, of nobody else, and of no name or e-mail that is taken', async () => {
        const guest = someUser({ guest: true, email: null, passwordHash: null });
        const other = someUser();
        await store.users.insert(guest);
        await store.users.insert(other);
        const account = {
          username: 'Ana',
          usernameKey: `u:ana-${guest.id}`,
          email: `${guest.id}@example.org`,
          emailKey: `u:${guest.id}@example.org`,
          passwordHash: 'hash',
        };
        const upgrade = (patch: object = {}) => store.users.upgrade(guest.id, { ...account, ...patch });
        expect(await upgrade({ emailKey: other.emailKey })).toBe('email-taken');
        expect(await upgrade({ usernameKey: other.usernameKey })).toBe('username-taken');
        expect(await store.users.byId(guest.id)).toEqual(guest);
        const both = await Promise.all([upgrade(), upgrade()]);
        const now = { ...guest, ...account, guest: false, tokenVersion: guest.tokenVersion + 1 };
        expect(both.filter((one) => one !== null)).toEqual([now]);
        expect(await store.users.byEmailKey(account.emailKey)).toEqual(now);
        expect(await store.users.upgrade('nobody', account)).toBeNull();
      });

      it('[A5] removes, and frees the name', async () => {
        const user = someUser();
        await store.users.insert(user);
        await store.users.remove(user.id);
        expect(await store.users.byId(user.id)).toBeNull();
        expect(await store.users.insert(someUser({ usernameKey: user.usernameKey }))).toBe('inserted');
      });

      it('lists guests for the sweep, oldest first', async () => {
        const guest = (id: string, lastSeenAt: number) =>
          someUser({ id, usernameKey: id, emailKey: id, guest: true, lastSeenAt });
        for (const user of [guest('b', 20), guest('a', 10), guest('c', 30), someUser({ lastSeenAt: 5 })]) {
          await store.users.insert(user);
        }
        const ids = async (before: number, limit: number) =>
          (await store.users.guestsSeenBefore(before, limit)).map((one) => one.id);
        expect(await ids(30, 10)).toEqual(['a', 'b']);
        expect(await ids(31, 1)).toEqual(['a']);
      });

      it('[I3] a query operator in the place of a value finds nobody', async () => {
        await store.users.insert(someUser());
        const trick = { $gt: '' } as unknown as string;
        expect(await store.users.byEmailKey(trick).catch(() => null)).toBeNull();
      });
    });

    describe('parties', () => {
      it('gives back what was inserted, by id and code; codes are unique', async () => {
        const party = someParty();
        expect(await store.parties.insert(party)).toBe('inserted');
        expect(await store.parties.byId(party.id)).toEqual(party);
        expect(await store.parties.byCode(party.partyCode)).toEqual(party);
        expect(await store.parties.byCode('nothing')).toBeNull();
        expect(await store.parties.insert(someParty({ partyCode: party.partyCode }))).toBe('code-taken');
      });

      it('keeps the newest version, in whatever order writes arrive', async () => {
        const party = someParty();
        await store.parties.insert(party);
        const versions = [5, 3, 9, 7, 2, 8];
        await Promise.all(versions.map((version) => store.parties.save({ ...party, version, name: `v${version}` })));
        expect(await store.parties.byId(party.id)).toMatchObject({ version: 9, name: 'v9' });
        expect(await store.parties.save({ ...party, version: 9, name: 'late' })).toBe('older');
        expect((await store.parties.byId(party.id))?.name).toBe('v9');
      });

      it('[R2] of two lives that began with one record it keeps the first to come, and tells the other', async () => {
        const party = someParty({ life: 'a', former: null, version: 5 });
        await store.parties.insert(party);
        const save = (life: string, former: PartyRecord['former'], version: number) =>
          store.parties.save({ ...party, life, former, version });
        const record = { life: 'a', version: 5 };
        expect(await save('b', record, 6)).toBe('saved');
        expect(await save('c', record, 9)).toBe('other-life');
        expect(await save('b', record, 6)).toBe('older');
        expect(await save('b', record, 8)).toBe('saved');
        expect(await save('a', null, 99)).toBe('other-life');
        expect(await store.parties.byId(party.id)).toMatchObject({ life: 'b', version: 8 });
        // What was kept between its beginning and its first write is not in it: not even a higher version may undo that.
        expect(await save('d', { life: 'b', version: 6 }, 50)).toBe('other-life');
        expect(await save('d', { life: 'b', version: 8 }, 9)).toBe('saved');
        expect(await save('b', record, 60)).toBe('other-life');
        expect(await store.parties.byId(party.id)).toMatchObject({ life: 'd', version: 9 });
      });

      it('[R2] of the first writes of one life at once the newest is kept, and nobody is told of more', async () => {
        for (let round = 0; round < 10; round++) {
          const party = someParty({ life: 'a', former: null, version: 5 });
          await store.parties.insert(party);
          const versions = [8, 6, 7, 9];
          const save = (version: number) =>
            store.parties.save({ ...party, life: 'b', former: { life: 'a', version: 5 }, version });
          const told = await Promise.all(versions.map(save));
          expect(told).not.toContain('other-life');
          expect(await store.parties.byId(party.id)).toMatchObject({ life: 'b', version: 9 });
        }
      });

      it('does not bring a removed party back by a late write', async () => {
        const party = someParty();
        await store.parties.insert(party);
        await store.parties.remove(party.id);
        await store.parties.save({ ...party, version: 10 });
        expect(await store.parties.byId(party.id)).toBeNull();
      });

      it('finds a rotated code, and no longer the old one', async () => {
        const party = someParty();
        const other = someParty();
        await store.parties.insert(party);
        await store.parties.insert(other);
        await store.parties.save({ ...party, version: 2, partyCode: 'fresh' });
        expect(await store.parties.byCode(party.partyCode)).toBeNull();
        expect((await store.parties.byCode('fresh'))?.id).toBe(party.id);
        expect(await store.parties.save({ ...party, version: 3, partyCode: other.partyCode })).toBe('code-taken');
      });

      it('lists the parties of a member, newest activity first, and counts those they host', async () => {
        const mine = (n: number, change: Partial<PartyRecord> = {}) =>
          someParty({ id: `m${n}`, memberIds: ['x', 'ana'], host: 'ana', lastActiveAt: n, ...change });
        const first = mine(1);
        for (const party of [first, mine(3, { endedAt: 5 }), mine(2, { host: 'x' }), someParty({ memberIds: ['x'] })]) {
          await store.parties.insert(party);
        }
        expect((await store.parties.ofMember('ana', 10)).map((one) => one.id)).toEqual(['m3', 'm2', 'm1']);
        expect(await store.parties.ofMember('ana', 1)).toHaveLength(1);
        expect(await store.parties.countHosted('ana')).toBe(1);
        await store.parties.save({ ...first, version: 2, memberIds: ['x'] });
        expect(await store.parties.ofMember('ana', 10)).toHaveLength(2);
      });

      it('lists for the sweep what is to be ended and what to be removed, longest first, and nothing that is kept', async () => {
        const put = (id: string, change: Partial<PartyRecord>) => store.parties.insert(someParty({ id, ...change }));
        for (const at of [31, 30, 10, 20]) await put(`idle ${at}`, { lastActiveAt: at });
        await put('dated', { lastActiveAt: 1, startsAt: 31 });
        await put('was dated', { lastActiveAt: 15, startsAt: 30 });
        for (const endedAt of [7, 9, 8, 10]) await put(`over ${endedAt}`, { lastActiveAt: 1, endedAt });
        const ids = async (found: Promise<PartyRecord[]>) => (await found).map((one) => one.id);
        expect(await ids(store.parties.toEnd(30, 10))).toEqual(['idle 10', 'was dated', 'idle 20', 'idle 30']);
        expect(await ids(store.parties.toEnd(30, 2))).toEqual(['idle 10', 'was dated']);
        expect(await ids(store.parties.toRemove(9, 10))).toEqual(['over 7', 'over 8', 'over 9']);
        expect(await ids(store.parties.toRemove(9, 1))).toEqual(['over 7']);
        // As a save left it, wherever the store keeps that.
        const idle = (await store.parties.byId('idle 10'))!;
        await store.parties.save({ ...idle, version: idle.version + 1, lastActiveAt: 40 });
        const dated = (await store.parties.byId('dated'))!;
        await store.parties.save({ ...dated, version: dated.version + 1, startsAt: null });
        expect(await ids(store.parties.toEnd(30, 2))).toEqual(['dated', 'was dated']);
        expect((await store.parties.toEnd(30, 1))[0]).toEqual(await store.parties.byId('dated'));
      });
    });

    describeSaid(() => store);

    describe('pictures', () => {
      const picture = (id: string, userId = 'ana', fill = 7): PictureRecord => ({
        id,
        userId,
        type: 'image/webp',
        bytes: new Uint8Array(1_000).fill(fill),
      });

      it('gives back every byte, by its id, and null for nobody’s', async () => {
        const every = { ...picture('one'), bytes: Uint8Array.from({ length: 16_384 }, (_, n) => n % 256) };
        await store.pictures.add(every);
        await store.pictures.add({ ...picture('Two_-2', 'kei'), type: 'image/png' });
        expect(await store.pictures.byId('one')).toEqual(every);
        expect(await store.pictures.byId('Two_-2')).toMatchObject({ userId: 'kei', type: 'image/png' });
        for (const id of ['none', 'ana', '', '../users.db', 'ana.one.webp']) {
          expect(await store.pictures.byId(id), id).toBeNull();
        }
      });

      it('[A5] takes away one, or all of a user’s, and nobody else’s', async () => {
        for (const id of ['one', 'two', 'three']) await store.pictures.add(picture(id));
        await store.pictures.add(picture('keis', 'kei'));
        await store.pictures.remove('one');
        await store.pictures.remove('one');
        await store.pictures.remove('none');
        expect(await store.pictures.byId('one')).toBeNull();
        expect(await store.pictures.byId('two')).toEqual(picture('two'));
        await store.pictures.removeUser('ana');
        await store.pictures.removeUser('nobody');
        for (const id of ['two', 'three']) expect(await store.pictures.byId(id)).toBeNull();
        expect(await store.pictures.byId('keis')).toEqual(picture('keis', 'kei'));
      });

      it('the user says which one counts, and in the same step which one did', async () => {
        const user = someUser();
        await store.users.insert(user);
        expect(await store.users.setPicture(user.id, 'one')).toEqual({
          user: { ...user, picture: 'one' },
          replaced: null,
        });
        expect(await store.users.byId(user.id)).toEqual({ ...user, picture: 'one' });
        // Of changes at once each hears of another one: none is forgotten.
        const ids = ['two', 'three', 'four', 'five'];
        const all = await Promise.all(ids.map((id) => store.users.setPicture(user.id, id)));
        const last = (await store.users.byId(user.id))?.picture as string;
        expect([...all.map((set) => set?.replaced), last].sort()).toEqual(['one', ...ids].sort());
        expect(await store.users.setPicture(user.id, null)).toMatchObject({ user: { picture: null }, replaced: last });
        expect((await store.users.byId(user.id))?.picture ?? null).toBeNull();
        expect(await store.users.setPicture('nobody', 'one')).toBeNull();
        expect(await store.users.byId('nobody')).toBeNull();
      });

      it('a seat of a party keeps its picture', async () => {
        const party = someParty();
        const members = party.members.map((seat) => ({ ...seat, avatar: { ...seat.avatar, picture: 'one' } }));
        await store.parties.insert({ ...party, members });
        expect((await store.parties.byId(party.id))?.members).toEqual(members);
      });
    });

    it('answers a ping', () => expect(store.ping()).resolves.toBeUndefined());
  });
}
