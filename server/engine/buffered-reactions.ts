import type { ReactionRecord, ReactionStore } from '../store/store.ts';

/** A reaction is worth no write of its own: they are kept in batches, and a crash loses this much. ms. */
const FLUSH_AFTER_MS = 1_000;
/** While the store does not answer, no more than this waits. */
const WAITING_MAX = 5_000;

interface Waiting {
  partyId: string;
  reaction: ReactionRecord;
}

/** The same store; what is added is written together, a moment later. */
export class BufferedReactions implements ReactionStore {
  readonly #store: ReactionStore;
  readonly #onError: (error: unknown) => void;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(store: ReactionStore, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
  }

  /** Resolves at once. */
  async add(partyId: string, reactions: readonly ReactionRecord[]): Promise<void> {
    this.#wait(reactions.map((reaction) => ({ partyId, reaction })));
  }

  /** @throws StoreUnavailable */
  async ofTitle(partyId: string, epoch: number): Promise<ReactionRecord[]> {
    await this.flush();
    return this.#store.ofTitle(partyId, epoch);
  }

  async ofMember(memberId: string): Promise<ReactionRecord[]> {
    await this.flush();
    return this.#store.ofMember(memberId);
  }

  async removeMember(memberId: string): Promise<void> {
    await this.#forget((one) => one.reaction.memberId === memberId);
    return this.#store.removeMember(memberId);
  }

  async removeParty(partyId: string): Promise<void> {
    await this.#forget((one) => one.partyId === partyId);
    return this.#store.removeParty(partyId);
  }

  /** Writes what waits. What could not be written waits on. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  #wait(more: readonly Waiting[]): void {
    this.#waiting = [...this.#waiting, ...more].slice(-WAITING_MAX);
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS).unref();
  }

  async #forget(gone: (one: Waiting) => boolean): Promise<void> {
    this.#waiting = this.#waiting.filter((one) => !gone(one));
    await this.#writing;
  }

  async #write(): Promise<void> {
    const byParty = new Map<string, Waiting[]>();
    for (const one of this.#waiting) byParty.set(one.partyId, [...(byParty.get(one.partyId) ?? []), one]);
    this.#waiting = [];
    for (const [partyId, batch] of byParty) {
      try {
        await this.#store.add(
          partyId,
          batch.map((one) => one.reaction),
        );
      } catch (error) {
        this.#wait(batch);
        this.#onError(error);
      }
    }
  }
}
