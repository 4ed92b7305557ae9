import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import type { Store } from '../../server/store/store.ts';
import { CHAT_HISTORY_KEPT } from '../../shared/protocol/limits.ts';
import { findMongo, type MongoServer, startMongo } from '../support/mongo.ts';
import { chatLine, partyRecord, userRecord } from './mongo-records.ts';

const found = findMongo();
let server: MongoServer | null = null;
beforeAll(async () => {
  server = found && (await startMongo());
});
afterAll(() => server?.close());

/** What only this store can get wrong; what every store promises is in its contract suite. */
describe.skipIf(!found)(`MongoDB store on ${found?.kind}`, () => {
  let store: Store;
  /** Another node on the same database. */
  let other: Store;
  beforeAll(async () => {
    [store, other] = await Promise.all([openMongoStore({ uri: server!.uri }), openMongoStore({ uri: server!.uri })]);
  });
  afterAll(async () => {
    await Promise.allSettled([store?.close(), other?.close()]);
  });

  it('gives back every field as it was, to the last bit', async () => {
    const user = userRecord('u-whole');
    const party = partyRecord('p-whole');
    const bare = partyRecord('p-bare', { content: null, hold: null, holdStarts: {}, members: [], startsAt: null });
    await store.users.insert(user);
    await store.parties.insert(party);
    await store.parties.insert(bare);
    expect(await other.users.byId(user.id)).toEqual(user);
    expect(await other.parties.byId(party.id)).toEqual(party);
    expect(await other.parties.byId(bare.id)).toEqual(bare);
    const later = { ...bare, version: 9, content: party.content, hold: party.hold, holdStarts: { 'm-1': [1, 2.5] } };
    expect(await store.parties.save(later)).toBe('saved');
    expect(await other.parties.byId(bare.id)).toEqual(later);
    expect(await store.parties.save({ ...bare, version: 10 })).toBe('saved');
    expect(await other.parties.byId(bare.id)).toEqual({ ...bare, version: 10 });
  });

  it('refuses a field that the schema does not know instead of losing it', async () => {
    const strange = { ...partyRecord('p-strange'), extra: 1 };
    await expect(store.parties.insert(strange)).rejects.toThrow(/extra/);
    const deep = partyRecord('p-deep', { videoState: { ...partyRecord('x').videoState, extra: 1 } as never });
    await expect(store.parties.insert(deep)).rejects.toThrow(/extra/);
  });

  it('[I3] an object in the place of a value is no operator', async () => {
    await store.users.insert(userRecord('u-injected'));
    const anything = { $gt: '' } as never;
    const found = async (look: () => Promise<unknown>) => look().catch((error: Error) => error.name);
    expect(await found(() => store.users.byEmailKey(anything))).toBe('CastError');
    expect(await found(() => store.users.byId(anything))).toBe('CastError');
    expect(await found(() => store.parties.byCode({ $ne: null } as never))).toBe('CastError');
    await found(() => store.users.remove({ $ne: '' } as never));
    await found(() => store.chat.redactMember({ $ne: '' } as never));
    expect(await store.users.byId('u-injected')).not.toBeNull();
  });

  it('a write that comes late never undoes a newer one', async () => {
    await store.parties.insert(partyRecord('p-late', { version: 5 }));
    expect(await other.parties.save(partyRecord('p-late', { version: 8, name: 'newest' }))).toBe('saved');
    expect(await store.parties.save(partyRecord('p-late', { version: 7, name: 'late' }))).toBe('older');
    expect(await store.parties.save(partyRecord('p-late', { version: 8, name: 'again' }))).toBe('older');
    expect(await store.parties.byId('p-late')).toMatchObject({ version: 8, name: 'newest' });
  });

  // On FerretDB this holds through the turnstile before it alone (docs/decisions/0005).
  it('nor when two nodes write at the same moment', async () => {
    await store.parties.insert(partyRecord('p-race'));
    const versions = [...Array(200).keys()].map((n) => n + 2).sort(() => Math.random() - 0.5);
    await Promise.all(
      versions.map((version, i) => (i % 2 ? store : other).parties.save(partyRecord('p-race', { version }))),
    );
    expect(await store.parties.byId('p-race')).toMatchObject({ version: 201 });
  });

  it('[S30] two nodes write one chat: every number once, no gap, a retry keeps its number', async () => {
    const ids = [...Array(60).keys()].map((n) => `m${n}`);
    const sent = await Promise.all(
      // Each message by both nodes: the sender's socket moved while it retried.
      ids.flatMap((id) => [store.chat.append('p-chat', chatLine(id)), other.chat.append('p-chat', chatLine(id))]),
    );
    expect(sent.filter((one) => one.repeated)).toHaveLength(ids.length);
    const kept = await store.chat.after('p-chat', 0, 1000);
    expect(kept.map((one) => one.seq)).toEqual(ids.map((_, n) => n + 1));
    const numbers = new Map(kept.map((one) => [one.messageId, one.seq]));
    for (const { message } of sent) expect(message.seq).toBe(numbers.get(message.messageId));
  });

  it('[S30] after a long chat the newest are kept and the numbers go on', async () => {
    const total = CHAT_HISTORY_KEPT + 60;
    for (let n = 1; n <= total; n++) await store.chat.append('p-long', chatLine(`m${n}`));
    const kept = await store.chat.after('p-long', 0, 10_000);
    expect(kept.length).toBeGreaterThanOrEqual(CHAT_HISTORY_KEPT);
    expect(kept.length).toBeLessThanOrEqual(CHAT_HISTORY_KEPT + 60);
    expect(kept.at(-1)?.seq).toBe(total);
    expect((await other.chat.append('p-long', chatLine('one-more'))).message.seq).toBe(total + 1);
  });

  it('[A5] two deleted members who used the same message id do not collide', async () => {
    await store.chat.append('p-gone', chatLine('same', 'gone-1'));
    await store.chat.append('p-gone', chatLine('same', 'gone-2'));
    await store.chat.redactMember('gone-1');
    await store.chat.redactMember('gone-2');
    const kept = await store.chat.after('p-gone', 0, 10);
    expect(kept.map((one) => one.memberId)).toEqual(['deleted', 'deleted']);
  });
});
