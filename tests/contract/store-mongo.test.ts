import { Mongoose } from 'mongoose';
import { afterAll, beforeAll } from 'vitest';
import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import type { Store } from '../../server/store/store.ts';
import { findMongo, type MongoServer, startMongo } from '../support/mongo.ts';
import { describeStore } from './describe-store.ts';
import { describeSweep } from './describe-sweep.ts';

const found = findMongo();
let server: MongoServer | null = null;
beforeAll(async () => {
  server = found && (await startMongo());
});
const databases: string[] = [];

async function freshStore(uri: string): Promise<Store> {
  const address = new URL(uri);
  address.pathname += `_${databases.length}`;
  databases.push(address.href);
  return openMongoStore({ uri: address.href });
}

afterAll(async () => {
  for (const uri of databases) {
    const connection = await new Mongoose().createConnection(uri).asPromise();
    await connection.dropDatabase();
    await connection.close();
  }
  await server?.close();
});

if (found) {
  describeStore(`MongoDB (${found.kind})`, () => freshStore(server!.uri));
  describeSweep(`MongoDB (${found.kind})`, () => freshStore(server!.uri));
} else console.warn('no MongoDB and no FerretDB here: the contract of the store is not tested on MongoDB');
