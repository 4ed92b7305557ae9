import type { PartyEngine } from '../engine/party-engine.ts';
import type { PartyStore } from '../store/store.ts';

/** Parties whose code is remembered (0.5 MB in all); beyond it the one looked up longest ago goes. */
const REMEMBERED = 5_000;

/**
 * From a code to the party, with one look into the database a party instead of one a member: when a node dies all its
 * members come to another one in the same second. A code is believed only as long as the party itself says so (P4).
 */
export class KnownCodes {
  readonly #ids = new Map<string, string>();
  readonly #looking = new Map<string, Promise<string | null>>();
  readonly #engine: Pick<PartyEngine, 'view'>;
  readonly #parties: Pick<PartyStore, 'byCode'>;

  constructor(engine: Pick<PartyEngine, 'view'>, parties: Pick<PartyStore, 'byCode'>) {
    this.#engine = engine;
    this.#parties = parties;
  }

  /**
   * @param partyCode in its one spelling
   * @returns the party's id, null if no party has this code
   * @throws StoreUnavailable
   */
  async find(partyCode: string): Promise<string | null> {
    const known = this.#ids.get(partyCode);
    if (known !== undefined) {
      if ((await this.#engine.view(known))?.party.partyCode === partyCode) return known;
      this.#ids.delete(partyCode);
    }
    const looking = this.#looking.get(partyCode) ?? this.#look(partyCode);
    this.#looking.set(partyCode, looking);
    try {
      return await looking;
    } finally {
      this.#looking.delete(partyCode);
    }
  }

  async #look(partyCode: string): Promise<string | null> {
    const record = await this.#parties.byCode(partyCode);
    if (!record) return null;
    this.#ids.delete(partyCode);
    this.#ids.set(partyCode, record.id);
    const [oldest] = this.#ids.keys();
    if (this.#ids.size > REMEMBERED && oldest !== undefined) this.#ids.delete(oldest);
    return record.id;
  }
}
