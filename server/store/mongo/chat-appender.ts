import type { ChatMessage } from '../../../shared/party/party.ts';
import { Serial } from '../../serial.ts';
import { StoreUnavailable } from '../store.ts';
import { isDuplicate } from './mongo-errors.ts';
import type { ChatDoc } from './schemas.ts';

/** Numbers lost to other nodes before a sender hears `unavailable`: each loss means that somebody else got through. */
const ATTEMPTS = 40;
/** Two nodes that lost a number at the same moment do not ask again at the same moment. */
const SPREAD_MS = 15;
/** Parties whose last number is remembered. */
const REMEMBERED = 1_000;

interface Needs {
  lastSeq(partyId: string): Promise<number>;
  /** @throws an error for which `isDuplicate` holds if the id or the number is taken */
  insert(message: ChatDoc): Promise<void>;
  find(id: string): Promise<ChatDoc | null>;
}

/**
 * S30 without transactions: a message goes in with the number after the last one, and a unique index refuses a number that
 * is taken. A counter of its own would leave a gap whenever a node dies between counting and inserting.
 */
export class ChatAppender {
  readonly #needs: Needs;
  /** One after the other on this node, so that only other nodes are met in the race for a number. */
  readonly #serial = new Serial();
  readonly #known = new Map<string, number>();
  #failedAt = Number.NEGATIVE_INFINITY;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  append(partyId: string, message: Omit<ChatMessage, 'seq'>): Promise<{ doc: ChatDoc; repeated: boolean }> {
    const askedAt = performance.now();
    return this.#serial.run(partyId, async () => {
      // Whoever stood in line while the database turned out to be away need not find that out once more.
      if (this.#failedAt > askedAt) throw new StoreUnavailable('MongoDB: away a moment ago');
      try {
        return await this.#insert(partyId, message);
      } catch (error) {
        this.#known.delete(partyId);
        if (error instanceof StoreUnavailable) this.#failedAt = performance.now();
        throw error;
      }
    });
  }

  forget(partyId: string): void {
    this.#known.delete(partyId);
  }

  async #insert(partyId: string, message: Omit<ChatMessage, 'seq'>): Promise<{ doc: ChatDoc; repeated: boolean }> {
    const _id = `${partyId}:${message.memberId}:${message.messageId}`;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const last = this.#known.get(partyId) ?? (await this.#needs.lastSeq(partyId));
      const doc = { ...message, _id, partyId, seq: last + 1 };
      try {
        await this.#needs.insert(doc);
        this.#remember(partyId, doc.seq);
        return { doc, repeated: false };
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      this.#known.delete(partyId);
      const before = await this.#needs.find(_id);
      if (before) return { doc: before, repeated: true };
      await new Promise((resolve) => setTimeout(resolve, Math.random() * SPREAD_MS));
    }
    throw new StoreUnavailable('MongoDB: too many nodes write to one chat');
  }

  #remember(partyId: string, seq: number): void {
    this.#known.delete(partyId);
    this.#known.set(partyId, seq);
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
  }
}
