import { Mongoose } from 'mongoose';
import { afterAll, beforeAll } from 'vitest';
import { Serial } from '../../server/engine/serial.ts';
import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import type { Store } from '../../server/store/store.ts';
import { findMongo, type MongoServer, startMongo } from '../support/mongo.ts';
import { describeStore } from './describe-store.ts';

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

/**
 * FerretDB 1 changes a document in two steps, so that of two updates at the same moment one is lost, `$inc` included
 * (docs/decisions/0005). MongoDB does not; on FerretDB these two promises are tested one call after the other.
 */
function oneAtATime(store: Store): Store {
  const serial = new Serial();
  const { users, parties } = store;
  return {
    ...store,
    users: { ...users, bumpTokenVersion: (id) => serial.run(id, () => users.bumpTokenVersion(id)) },
    parties: { ...parties, save: (party) => serial.run(party.id, () => parties.save(party)) },
  };
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
  describeStore(`MongoDB (${found.kind})`, async () => {
    const store = await freshStore(server!.uri);
    return found.kind === 'ferretdb' ? oneAtATime(store) : store;
  });
} else console.warn('no MongoDB and no FerretDB here: the contract of the store is not tested on MongoDB');
