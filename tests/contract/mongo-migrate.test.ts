import { type Connection, Mongoose } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../server/store/mongo/migrate.ts';
import { MIGRATIONS, type Migration } from '../../server/store/mongo/migrations.ts';
import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import { findMongo, type MongoServer, startMongo } from '../support/mongo.ts';

const found = findMongo();
let server: MongoServer | null = null;
beforeAll(async () => {
  server = found && (await startMongo());
});
afterAll(() => server?.close());
const nothing = async () => {};

describe.skipIf(!found)(`migrations on ${found?.kind}`, () => {
  let nodes: Connection[];
  beforeAll(async () => {
    nodes = await Promise.all([1, 2, 3, 4].map(() => new Mongoose().createConnection(server!.uri).asPromise()));
  });
  afterAll(async () => {
    await Promise.all((nodes ?? []).map((node) => node.close()));
  });

  it('numbers are 1, 2, 3 ...', () => {
    expect(MIGRATIONS.map((one) => one.number)).toEqual(MIGRATIONS.map((_, i) => i + 1));
  });

  it('nodes that start together run each migration once, one node at a time', async () => {
    let inside = 0;
    const ran: number[] = [];
    const step = (number: number): Migration => ({
      number,
      name: `step ${number}`,
      async run() {
        inside += 1;
        expect(inside).toBe(1);
        ran.push(number);
        await new Promise((resolve) => setTimeout(resolve, 30));
        inside -= 1;
      },
    });
    const steps = [step(1), step(2), step(3)];
    await Promise.all(nodes.map((node) => migrate(node, steps, nothing)));
    expect(ran).toEqual([1, 2, 3]);
  });

  it('a node that died in its turn keeps nobody waiting once its time is over', async () => {
    const rows = nodes[0]!.collection<{ _id: string; until: number; owner: string }>('migrations');
    await rows.insertOne({ _id: 'turn', owner: 'dead', until: Date.now() + 300 });
    const start = Date.now();
    await migrate(nodes[1]!, [{ number: 4, name: 'four', run: nothing }], nothing);
    expect(Date.now() - start).toBeGreaterThanOrEqual(250);
  });

  it('data of a newer version is refused in words, and left alone', async () => {
    const opened = await openMongoStore({ uri: server!.uri }).catch((error: Error) => error);
    expect(opened).toMatchObject({ name: 'StartProblem', message: expect.stringMatching(/newer version/) });
  });
});
