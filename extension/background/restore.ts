import type { Accounts } from './accounts.ts';
import type { Parties } from './parties.ts';
import type { PendingRunner } from './pending-runner.ts';
import type { StateCell } from './state.ts';
import { readLastSeat, readResume } from './storage.ts';

/** An update of the extension takes seconds; a seat older than this belongs to an evening that is over. */
const SEAT_AFTER_UPDATE_MS = 120_000;

export interface RestoreNeeds {
  cell: StateCell;
  accounts: Accounts;
  parties: Parties;
  pending: PendingRunner;
  /** Settles with the reason if this worker is the first of an install or update, else never. */
  installed: Promise<string>;
}

/**
 * S28: a worker starts where the last one ended. After that it goes on by itself: reads, then connects; the content
 * scripts find it by reopening their ports.
 * @returns settles when the state is there
 */
export async function restore({ cell, accounts, parties, pending, installed }: RestoreNeeds): Promise<void> {
  await accounts.load();
  const resume = await readResume();
  if (resume && cell.now.session) cell.update(resume);
  await pending.show();
  if (cell.now.seat) parties.resume();
  void installed.then(async (reason) => {
    if (reason !== 'update' || cell.now.seat || !cell.now.session) return;
    const last = await readLastSeat();
    if (!last || last.serverUrl !== cell.now.serverUrl || Date.now() - last.touchedAt > SEAT_AFTER_UPDATE_MS) return;
    cell.update({ seat: last.seat });
    parties.resume();
  });
}
