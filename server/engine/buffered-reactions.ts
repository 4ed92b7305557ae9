import type { NewReaction, ReactionRecord, ReactionStore } from '../store/store.ts';

/** A reaction is worth no write of its own: they are kept in batches, and a crash loses this much. ms. */
const FLUSH_AFTER_MS = 1_000;
/** While the store does not answer, no more than this waits. */
const WAITING_MAX = 5_000;
/** Who reads waits so long for what is being written; what is missing then they have heard live. */
const READERS_WAIT_MS = 100;

/** The same store; what is added is written together, a moment later. */
export class BufferedReactions implements ReactionStore {
  readonly #store: ReactionStore;
  readonly #onError: (error: unknown) => void;
  /** Oldest first. */
  #waiting: readonly NewReaction[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(store: ReactionStore, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
  }

  /** Resolves at once. */
  async add(reactions: readonly NewReaction[]): Promise<void> {
    this.#wait([...this.#waiting, ...reactions]);
  }

  /** @throws StoreUnavailable */
  async ofTitle(partyId: string, epoch: number): Promise<ReactionRecord[]> {
    if (this.#waiting.some((one) => one.partyId === partyId)) {
      await Promise.race([this.flush(), new Promise((resolve) => setTimeout(resolve, READERS_WAIT_MS).unref())]);
    }
    return this.#store.ofTitle(partyId, epoch);
  }

  async ofMember(memberId: string): Promise<ReactionRecord[]> {
    await this.flush();
    return this.#store.ofMember(memberId);
  }

  async removeMember(memberId: string): Promise<void> {
    await this.#forget((one) => one.memberId === memberId);
    return this.#store.removeMember(memberId);
  }

  async removeParty(partyId: string): Promise<void> {
    await this.#forget((one) => one.partyId === partyId);
    return this.#store.removeParty(partyId);
  }

  /** Writes what waits, all of it in one write. What could not be written waits on. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  #wait(all: readonly NewReaction[]): void {
    this.#waiting = all.slice(-WAITING_MAX);
    if (all.length > 0) this.#timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS).unref();
  }

  async #forget(gone: (one: NewReaction) => boolean): Promise<void> {
    const drop = () => {
      this.#waiting = this.#waiting.filter((one) => !gone(one));
    };
    drop();
    await this.#writing;
    // A write that failed meanwhile has put them back.
    drop();
  }

  async #write(): Promise<void> {
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    try {
      await this.#store.add(batch);
    } catch (error) {
      this.#wait([...batch, ...this.#waiting]);
      this.#onError(error);
    }
  }
}
