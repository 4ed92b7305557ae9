import type { LiveParty } from '../party/live-party.ts';
import { toRecord } from '../party/restore.ts';
import { type PartyStore, StoreUnavailable } from '../store/store.ts';

const RETRY_MS = 1_000;

interface Pending {
  newest: LiveParty;
  writing: boolean;
  waiting: { version: number; done: () => void; failed: (error: unknown) => void }[];
  retry: NodeJS.Timeout | null;
}

/**
 * Keeps parties durable with one write at a time each: what changes meanwhile goes into the next write together. A promise
 * resolves when a write that contains its version is done. After a failed write those who wait hear it, and the newest
 * state is tried again until it is written.
 */
export class DurableWriter {
  #pending = new Map<string, Pending>();
  #store: PartyStore;
  #closed = false;

  constructor(store: PartyStore) {
    this.#store = store;
  }

  /** @throws StoreUnavailable if the write failed (it will be tried again by itself) */
  keep(party: LiveParty): Promise<void> {
    const pending = this.#of(party);
    if (party.version > pending.newest.version) pending.newest = party;
    const kept = new Promise<void>((done, failed) => pending.waiting.push({ version: party.version, done, failed }));
    void this.#write(party.id, pending);
    return kept;
  }

  /** Is something of this party not on disk yet? */
  isPending(partyId: string): boolean {
    return this.#pending.has(partyId);
  }

  /** Writes what is left, at most until the deadline. */
  async flush(timeoutMs: number): Promise<void> {
    const end = Date.now() + timeoutMs;
    while (this.#pending.size > 0 && Date.now() < end) {
      for (const [id, pending] of this.#pending) void this.#write(id, pending);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    this.#closed = true;
    for (const pending of this.#pending.values()) if (pending.retry) clearTimeout(pending.retry);
  }

  #of(party: LiveParty): Pending {
    const found = this.#pending.get(party.id);
    if (found) return found;
    const pending: Pending = { newest: party, writing: false, waiting: [], retry: null };
    this.#pending.set(party.id, pending);
    return pending;
  }

  async #write(partyId: string, pending: Pending): Promise<void> {
    if (pending.writing) return;
    pending.writing = true;
    if (pending.retry) clearTimeout(pending.retry);
    pending.retry = null;
    // All commands that are being decided in this turn of the event loop share the write.
    await Promise.resolve();
    const party = pending.newest;
    try {
      const outcome = await this.#store.save(toRecord(party));
      if (outcome === 'code-taken') throw new StoreUnavailable('the fresh party code was taken in the meantime');
      this.#settle(pending, (one) => one.version <= party.version, null);
    } catch (error) {
      this.#settle(pending, () => true, error);
      if (!this.#closed) pending.retry = setTimeout(() => void this.#write(partyId, pending), RETRY_MS).unref();
      pending.writing = false;
      return;
    }
    pending.writing = false;
    if (pending.newest.version > party.version) void this.#write(partyId, pending);
    else if (this.#pending.get(partyId) === pending) this.#pending.delete(partyId);
  }

  #settle(pending: Pending, which: (one: { version: number }) => boolean, error: unknown): void {
    const settled = pending.waiting.filter(which);
    pending.waiting = pending.waiting.filter((one) => !which(one));
    for (const one of settled) {
      if (error) one.failed(error);
      else one.done();
    }
  }
}
