import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import { type Store, StoreUnavailable } from '../../server/store/store.ts';
import { findMongo, type MongoServer, startMongo } from '../support/mongo.ts';
import { until } from '../support/poll.ts';
import { freePort, startProcess } from '../support/process.ts';
import { chatLine, partyRecord, userRecord } from './mongo-records.ts';

/** What a person waits for the word that something does not work now (R2). */
const UNAVAILABLE_WITHIN_MS = 2_000;

/** A server that is ours to kill. */
const found = process.env.MONGODB_URI ? null : findMongo();
let server: MongoServer | null = null;
beforeAll(async () => {
  server = found && (await startMongo());
});
afterAll(() => server?.close());

async function timed(work: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const start = performance.now();
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, ms: performance.now() - start };
}

describe.skipIf(!found)(`MongoDB store without its database (${found?.kind})`, () => {
  let store: Store;
  beforeAll(async () => {
    store = await openMongoStore({ uri: server!.uri });
  });
  afterAll(async () => {
    await store?.close();
  });

  it('[R1] kill -9 in the middle of writes: nothing acknowledged is lost, the chat has no gap', async () => {
    await store.parties.insert(partyRecord('p1'));
    const saved: number[] = [];
    const sent: { id: string; seq: number }[] = [];
    let running = true;
    const saving = (async () => {
      for (let version = 2; running; version++) {
        const done = await store.parties.save(partyRecord('p1', { version })).catch(() => null);
        if (done === 'saved') saved.push(version);
      }
    })();
    const chatting = [1, 2, 3].map(async (who) => {
      for (let n = 0; running; n++) {
        const id = `m${who}-${n}`;
        const done = await store.chat.append('p1', chatLine(id, `member${who}`)).catch(() => null);
        if (done) sent.push({ id, seq: done.message.seq });
      }
    });
    for (let round = 1; round <= 3; round++) {
      const goal = { saves: saved.length + 20, lines: sent.length + 40 };
      await until(() => saved.length > goal.saves && sent.length > goal.lines, `writes of round ${round}`, 20_000);
      await server!.kill();
      await server!.restart();
    }
    await until(() => timed(store.ping()).then((one) => one.error === null), 'the database is back');
    running = false;
    await Promise.all([saving, ...chatting]);

    expect((await store.parties.byId('p1'))!.version).toBeGreaterThanOrEqual(saved.at(-1)!);
    const kept = await store.chat.after('p1', 0, 10_000);
    expect(kept.map((one) => one.seq)).toEqual(kept.map((_, i) => kept[0]!.seq + i));
    const numbers = new Map(kept.map((one) => [one.messageId, one.seq]));
    const old = kept[0]!.seq;
    for (const { id, seq } of sent) if (seq >= old) expect(numbers.get(id)).toBe(seq);
    expect(sent.length).toBeGreaterThan(120);
  }, 90_000);

  it('[R2] a dead database is told within two seconds by every method, also to those in line, and works again by itself', async () => {
    await store.users.insert(userRecord('u1'));
    await server!.kill();
    for (let round = 0; round < 2; round++) {
      const answers = await Promise.all([
        timed(store.ping()),
        timed(store.users.byId('u1')),
        timed(store.users.insert(userRecord('u2'))),
        timed(store.parties.save(partyRecord('p1', { version: 1e6 }))),
        ...[...Array(20).keys()].map((n) => timed(store.chat.append('p1', chatLine(`late${round}-${n}`)))),
      ]);
      for (const { error, ms } of answers) {
        expect(error).toBeInstanceOf(StoreUnavailable);
        expect(ms).toBeLessThan(UNAVAILABLE_WITHIN_MS);
      }
    }
    await server!.restart();
    const back = await until(() => store.users.byId('u1'), 'the store answers again', 5_000);
    expect(back.id).toBe('u1');
    expect((await store.chat.append('p1', chatLine('after'))).repeated).toBe(false);
  });

  it('names the setting when there is no database at the start, and waits for one that comes later', async () => {
    await server!.kill();
    const none = await openMongoStore({ uri: server!.uri, startWaitMs: 100 }).catch((error: Error) => error);
    expect(none).toMatchObject({ name: 'StartProblem', message: expect.stringContaining('MONGODB_URI') });
    const early = openMongoStore({ uri: server!.uri, startWaitMs: 20_000 });
    await server!.restart();
    const opened = await early;
    await opened.ping();
    await opened.close();
  });
});

// No connection is refused and none is closed: only time tells.
it.skipIf(!found)('[R2] a frozen database is told within two seconds, and used again when it thaws', async () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'watchparty-frozen-'));
  const port = await freePort();
  const running = await startProcess(found!.command, found!.args(port, directory), port);
  const store = await openMongoStore({ uri: `mongodb://127.0.0.1:${port}/frozen` });
  await store.users.insert(userRecord('u1'));
  running.child.kill('SIGSTOP');
  for (const look of [() => store.users.byId('u1'), () => store.chat.append('p', chatLine('m')), () => store.ping()]) {
    const { error, ms } = await timed(look());
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(ms).toBeLessThan(UNAVAILABLE_WITHIN_MS);
  }
  running.child.kill('SIGCONT');
  expect((await until(() => store.users.byId('u1'), 'the store answers again', 8_000)).id).toBe('u1');
  await store.close();
  await running.kill();
  rmSync(directory, { recursive: true });
});
