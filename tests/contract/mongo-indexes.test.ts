import { type Connection, Mongoose } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import {
  chatSchema,
  partySchema,
  pictureSchema,
  reactionSchema,
  userSchema,
} from '../../server/store/mongo/schemas.ts';
import type { Store } from '../../server/store/store.ts';
import { findMongo, type MongoServer, startMongo } from '../support/mongo.ts';
import { chatLine, partyRecord, userRecord } from './mongo-records.ts';

type Document = Record<string, unknown>;
interface Query {
  collection: string;
  filter: Document;
  sort: Document;
}

const DECLARED: Record<string, Document[]> = {
  users: userSchema.indexes().map(([keys]) => keys as Document),
  parties: partySchema.indexes().map(([keys]) => keys as Document),
  messages: chatSchema.indexes().map(([keys]) => keys as Document),
  reactions: reactionSchema.indexes().map(([keys]) => keys as Document),
  pictures: pictureSchema.indexes().map(([keys]) => keys as Document),
};

/** What a command asks of a collection; empty for commands that look for nothing. */
function queriesOf(command: Document): Query[] {
  const of = (name: string, filter: unknown, sort: unknown = {}) => ({
    collection: String(command[name]),
    filter: (filter ?? {}) as Document,
    sort: (sort ?? {}) as Document,
  });
  if ('find' in command) return [of('find', command.filter, command.sort)];
  if ('findAndModify' in command) return [of('findAndModify', command.query, command.sort)];
  if ('update' in command) return (command.updates as Document[]).map((one) => of('update', one.q));
  if ('delete' in command) return (command.deletes as Document[]).map((one) => of('delete', one.q));
  if ('aggregate' in command) {
    const match = (command.pipeline as Document[]).find((stage) => '$match' in stage);
    return [of('aggregate', match?.$match)];
  }
  return [];
}

const isExact = (condition: unknown) =>
  condition === null ||
  typeof condition !== 'object' ||
  !Object.keys(condition).some((key) => key !== '$eq' && key.startsWith('$'));

/** Can this index find the rows and their order: equal fields first, then the sort, then ranges. */
function serves(index: Document, { filter, sort }: Query): boolean {
  const exact = Object.keys(filter).filter((field) => isExact(filter[field]));
  const ranges = Object.keys(filter).filter((field) => !isExact(filter[field]));
  const fields = Object.keys(index);
  const head = fields.slice(0, exact.length);
  if (!exact.every((field) => head.includes(field))) return false;
  const rest = fields.slice(exact.length);
  const ordered = Object.keys(sort);
  if (!ordered.every((field, i) => rest[i] === field)) return false;
  return ranges.every((field, i) => rest.slice(0, Math.max(ordered.length, i + 1)).includes(field));
}

const isServed = (query: Query) =>
  isExact(query.filter._id) && '_id' in query.filter
    ? true
    : (DECLARED[query.collection] ?? []).some((index) => serves(index, query));

/** Every method once, with what it finds and what it does not. */
async function useEverything(store: Store): Promise<void> {
  await store.users.insert(userRecord('u1'));
  await store.users.insert(userRecord('u1'));
  await store.users.byId('u1');
  await store.users.byEmailKey('u:x');
  await store.users.update('u1', { lastSeenAt: 2 });
  await store.users.bumpTokenVersion('u1');
  await store.users.setPassword('u1', 'hash');
  await store.users.insert(userRecord('u2', { guest: true }));
  const { username, usernameKey, email, emailKey } = userRecord('u1');
  // Taken: it looks who has it.
  await store.users.upgrade('u2', { username, usernameKey, email, emailKey, passwordHash: 'hash' });
  await store.users.remove('u2');
  await store.users.guestsSeenBefore(5, 10);
  await store.parties.insert(partyRecord('p1'));
  await store.parties.byId('p1');
  await store.parties.byCode('CODE-p1');
  await store.parties.save(partyRecord('p1', { version: 2 }));
  await store.parties.ofMember('ana', 10);
  await store.parties.countHosted('ana');
  await store.parties.toEnd(5, 10);
  await store.parties.toRemove(5, 10);
  for (let n = 0; n < 51; n++) await store.chat.append('p1', chatLine(`m${n}`));
  await store.chat.append('p1', chatLine('m1'));
  await store.chat.after('p1', 1, 10);
  await store.chat.newest('p1', 1, 10);
  await store.chat.lastSeq('p1');
  await store.chat.before('p1', 5, 10);
  await store.chat.bySeq('p1', 5);
  await store.chat.redact('p1', 5, 'author');
  await store.chat.tracesOf('ana');
  await store.chat.ofMember('ana');
  await store.chat.redactMember('ana');
  await store.chat.removeParty('p1');
  const felt = { memberId: 'ana', emoji: '👏', position: 1, epoch: 0 };
  for (let n = 0; n < 3; n++)
    await store.reactions.add(
      Array.from({ length: 400 }, (_, i) => ({ ...felt, id: `r${n * 400 + i}`, partyId: 'p1', at: n * 400 + i })),
    );
  await store.reactions.ofTitle('p1', 0);
  await store.reactions.ofMember('ana');
  await store.reactions.removeMember('ana');
  await store.reactions.removeParty('p1');
  await store.pictures.add({ id: 'f1', userId: 'u1', type: 'image/png', bytes: new Uint8Array(3) });
  await store.pictures.byId('f1');
  await store.users.setPicture('u1', 'f1');
  await store.pictures.remove('f1');
  await store.pictures.removeUser('u1');
  await store.parties.remove('p1');
  await store.users.remove('u1');
}

/** `part.method` of everything that may send a query, less what `useEverything` has called. */
const unused = new Set<string>();
function watched(store: Store): Store {
  const parts = Object.entries(store).filter((entry): entry is [string, object] => typeof entry[1] === 'object');
  for (const [part, methods] of parts) for (const name of namesOf(methods)) unused.add(`${part}.${name}`);
  const watch = (part: string, methods: object) =>
    new Proxy(methods, {
      get(target, name) {
        unused.delete(`${part}.${String(name)}`);
        const method = Reflect.get(target, name);
        return typeof method === 'function' ? method.bind(target) : method;
      },
    });
  return { ...store, ...Object.fromEntries(parts.map(([part, methods]) => [part, watch(part, methods)])) };
}
const namesOf = (part: object): string[] => {
  const own = Object.keys(part);
  const inherited = Object.getOwnPropertyNames(Object.getPrototypeOf(part)).filter((name) => name !== 'constructor');
  return (Object.getPrototypeOf(part) === Object.prototype ? own : [...own, ...inherited]).filter(
    (name) => typeof Reflect.get(part, name) === 'function',
  );
};

const found = findMongo();
let server: MongoServer | null = null;
beforeAll(async () => {
  server = found && (await startMongo());
});
afterAll(() => server?.close());

describe.skipIf(!found)(`queries and indexes on ${found?.kind}`, () => {
  const queries: Query[] = [];
  beforeAll(async () => {
    const onCommand = (command: Document) => queries.push(...queriesOf(command));
    const store = await openMongoStore({ uri: server!.uri, onCommand });
    await useEverything(watched(store));
    await store.close();
  });
  it('every query that the store sends has an index that the schemas declare', () => {
    expect(queries.length).toBeGreaterThan(20);
    const seen = new Set(queries.map((query) => query.collection));
    expect([...seen].sort()).toEqual(['messages', 'parties', 'pictures', 'reactions', 'users']);
    expect(queries.filter((query) => !isServed(query))).toEqual([]);
  });

  it('no method of the store was left out', () => expect([...unused]).toEqual([]));

  it('the rule tells an index that helps from one that does not', () => {
    const query = { collection: 'x', filter: { a: 1, b: { $lt: 2 } }, sort: { b: 1 } };
    expect(serves({ a: 1, b: 1 }, query)).toBe(true);
    expect(serves({ b: 1, a: 1 }, query)).toBe(false);
    expect(serves({ a: 1, c: 1, b: 1 }, query)).toBe(false);
    expect(serves({ a: 1 }, query)).toBe(false);
  });

  it('the database has the indexes that the schemas declare', async () => {
    const connection = await new Mongoose().createConnection(server!.uri).asPromise();
    for (const [collection, declared] of Object.entries(DECLARED)) {
      const made = (await connection.collection(collection).indexes()).map((one) => one.key);
      expect(made).toEqual(expect.arrayContaining(declared));
    }
    await connection.close();
  });

  /** The server's plan for a query, as text. */
  const planOf = async (connection: Connection, { collection, filter, sort }: Query) =>
    JSON.stringify(
      await connection
        .collection(collection)
        .find(filter)
        .sort(sort as never)
        .explain('queryPlanner'),
    );

  it.skipIf(found?.kind === 'ferretdb')('MongoDB itself plans no collection scan', async () => {
    const connection = await new Mongoose().createConnection(server!.uri).asPromise();
    for (const query of queries)
      expect(await planOf(connection, query), JSON.stringify(query)).not.toContain('COLLSCAN');
    await connection.close();
  });

  // FerretDB's `explain` prints the plan of the SQLite below it, which in our build looks for one exact string (narrow.go).
  it.runIf(found?.kind === 'ferretdb')('FerretDB finds by an index what a string names', async () => {
    const connection = await new Mongoose().createConnection(server!.uri).asPromise();
    const named = queries.filter(({ filter }) =>
      ['_id', 'partyCode', 'emailKey', 'partyId', 'memberId', 'userId', 'host'].some(
        (field) => typeof filter[field] === 'string',
      ),
    );
    expect(named.length).toBeGreaterThan(20);
    for (const query of named) expect(await planOf(connection, query), JSON.stringify(query)).toContain('USING INDEX');
    await connection.close();
  });
});
