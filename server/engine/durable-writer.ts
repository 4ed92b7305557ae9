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
 * state is tried again until it is written, or until another life of the party turns out to be the one that is kept.
 */
export class DurableWriter {
  /** By party and life: versions of two lives do not compare. */
  readonly #pending = new Map<string, Pending>();
  readonly #kept = new Map<string, { life: string; version: number }>();
  readonly #store: PartyStore;
  readonly #onOtherLife: (party: LiveParty) => Promise<void>;
  #closed = false;

  /** @param onOtherLife told of a party whose life has no future: the store keeps another one */
  constructor(store: PartyStore, onOtherLife: (party: LiveParty) => Promise<void>) {
    this.#store = store;
    this.#onOtherLife = onOtherLife;
  }

  /** @throws StoreUnavailable if the write failed (it will be tried again by itself), or came to nothing */
  keep(party: LiveParty): Promise<void> {
    const pending = this.#of(party);
    if (party.version > pending.newest.version) pending.newest = party;
    const kept = new Promise<void>((done, failed) => pending.waiting.push({ version: party.version, done, failed }));
    void this.#write(pending);
    return kept;
  }

  /** As `keep`, for a state that another node may have written, or nobody if that node died first. */
  confirm(party: LiveParty): Promise<void> {
    const known = this.#kept.get(party.id);
    return known?.life === party.life && known.version >= party.version ? Promise.resolve() : this.keep(party);
  }

  /** Is something of this party not on disk yet? */
  isPending(partyId: string): boolean {
    for (const pending of this.#pending.values()) if (pending.newest.id === partyId) return true;
    return false;
  }

  /** Nobody asks for this party any more (R8). */
  forget(partyId: string): void {
    this.#kept.delete(partyId);
  }

  /** Writes what is left, at most until the deadline. */
  async flush(timeoutMs: number): Promise<void> {
    const end = Date.now() + timeoutMs;
    while (this.#pending.size > 0 && Date.now() < end) {
      for (const pending of this.#pending.values()) void this.#write(pending);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    this.#closed = true;
    for (const pending of this.#pending.values()) if (pending.retry) clearTimeout(pending.retry);
  }

  #of(party: LiveParty): Pending {
    const found = this.#pending.get(keyOf(party));
    if (found) return found;
    const pending: Pending = { newest: party, writing: false, waiting: [], retry: null };
    this.#pending.set(keyOf(party), pending);
    return pending;
  }

  async #write(pending: Pending): Promise<void> {
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
      if (outcome === 'other-life') {
        await this.#giveUp(pending);
        return;
      }
      this.#kept.set(party.id, { life: party.life, version: party.version });
      this.#settle(pending, (one) => one.version <= party.version, null);
    } catch (error) {
      this.#settle(pending, () => true, error);
      if (!this.#closed) pending.retry = setTimeout(() => void this.#write(pending), RETRY_MS).unref();
      pending.writing = false;
      return;
    }
    pending.writing = false;
    if (pending.newest.version > party.version) void this.#write(pending);
    else if (this.#pending.get(keyOf(party)) === pending) this.#pending.delete(keyOf(party));
  }

  /** Nothing of this life was acknowledged since the other one was kept: who waits asks again and meets that one. */
  async #giveUp(pending: Pending): Promise<void> {
    this.#pending.delete(keyOf(pending.newest));
    this.#kept.delete(pending.newest.id);
    await this.#onOtherLife(pending.newest);
    this.#settle(pending, () => true, new StoreUnavailable('another life of the party is kept'));
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

const keyOf = (party: LiveParty): string => `${party.id}/${party.life}`;
