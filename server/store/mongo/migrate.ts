import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { StartProblem } from '../../start-problem.ts';
import { StoreUnavailable } from '../store.ts';
import type { Migration } from './migrations.ts';
import { asked, askedForLong, isDuplicate } from './mongo-errors.ts';

/** A node that dies while it migrates keeps the others waiting this long; by wall clock, so far above what clocks differ. */
const LOCK_MS = 30_000;
const RENEW_MS = 10_000;
const LOOK_AGAIN_MS = 100;
/** Longest wait for another node's turn. */
const WAIT_MS = 120_000;

type Row = { _id: string; number?: number; owner?: string; until?: number };

/**
 * Brings the database to this version's layout. Nodes that start together take turns; whoever comes second finds nothing
 * left to do.
 * @param prepare runs inside the turn, after the migrations: makes the indexes
 * @throws StartProblem if the data belongs to a newer version, StoreUnavailable if the database goes away
 */
export async function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  prepare: () => Promise<void>,
): Promise<void> {
  const rows = connection.collection<Row>('migrations');
  const newest = migrations.at(-1)?.number ?? 0;
  const owner = randomUUID();
  await takeTurn(connection, owner);
  const renewing = setInterval(() => {
    // A turn that could not be renewed ends by itself; the migrations stand being run twice.
    rows.updateOne({ _id: 'turn', owner }, { $set: { until: Date.now() + LOCK_MS } }).catch(() => undefined);
  }, RENEW_MS);
  try {
    const at = (await asked(rows.findOne({ _id: 'layout' })))?.number ?? 0;
    if (at > newest) {
      throw new StartProblem(`The database has layout ${at}, this version knows ${newest}. Start a newer version.`);
    }
    for (const migration of migrations.filter((one) => one.number > at)) {
      await askedForLong(migration.run(connection));
      await asked(rows.updateOne({ _id: 'layout' }, { $set: { number: migration.number } }, { upsert: true }));
    }
    await askedForLong(prepare());
  } finally {
    clearInterval(renewing);
    await rows.deleteOne({ _id: 'turn', owner }).catch(() => undefined); // Its time ends by itself then.
  }
}

/** One node at a time: a second row with the same `_id` is refused. A row whose time is over belongs to a dead node. */
async function takeTurn(connection: Connection, owner: string): Promise<void> {
  const rows = connection.collection<Row>('migrations');
  const end = Date.now() + WAIT_MS;
  for (;;) {
    const now = Date.now();
    try {
      await asked(rows.insertOne({ _id: 'turn', owner, until: now + LOCK_MS }));
      return;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    if (now > end) throw new StoreUnavailable('MongoDB: another node has been migrating for too long');
    await asked(rows.deleteOne({ _id: 'turn', until: { $lt: now } }));
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
