import type { Result } from '../../shared/protocol/errors.ts';
import type { Serial } from '../serial.ts';
import type { Rule } from './party-turn.ts';

/** Rules that wait for one party are decided together, so many at most: the other parties of the node must not stand still. */
const TOGETHER_MAX = 64;

export interface Turn<T> {
  result: Result<T>;
  /** Resolves when the change is durable. */
  kept: Promise<void>;
}

export interface Call {
  rule: Rule;
  /** The caller tells somebody that the party is so: it must be durable even if this rule changed nothing. */
  promises: boolean;
  /** Party clock, ms: not to be carried out after that. */
  until: number | undefined;
  done(turn: Turn<unknown>): void;
  failed(error: unknown): void;
}

/**
 * What is written for several calls is in time for all of them. A call whose moment had passed when it was decided has changed
 * nothing.
 * @param now party clock at the decision, ms
 */
export function soonest(calls: readonly Pick<Call, 'until'>[], now: number): number | undefined {
  const open = calls.flatMap(({ until }) => (until !== undefined && until >= now ? until : []));
  return open.length > 0 ? Math.min(...open) : undefined;
}

/** Collects what is asked of a party while it is busy, so that one load and one compare-and-set serve all of it. */
export class Calls {
  readonly #open = new Map<string, Call[]>();
  readonly #serial: Serial;
  readonly #answer: (partyId: string, calls: readonly Call[]) => Promise<void>;

  /** @param answer calls `done` or `failed` of each; what it throws is each one's failure */
  constructor(serial: Serial, answer: (partyId: string, calls: readonly Call[]) => Promise<void>) {
    this.#serial = serial;
    this.#answer = answer;
  }

  ask(partyId: string, rule: Rule, promises: boolean, until?: number): Promise<Turn<unknown>> {
    return new Promise((done, failed) => {
      const call: Call = { rule, promises, until, done, failed };
      const waiting = this.#open.get(partyId);
      if (waiting && waiting.length < TOGETHER_MAX) waiting.push(call);
      else this.#begin(partyId, [call]);
    });
  }

  /** Until the turn of these comes, more may be put to them. */
  #begin(partyId: string, calls: Call[]): void {
    this.#open.set(partyId, calls);
    const take = async () => {
      if (this.#open.get(partyId) === calls) this.#open.delete(partyId);
      try {
        await this.#answer(partyId, calls);
      } catch (error) {
        for (const call of calls) call.failed(error);
      }
    };
    void this.#serial.run(partyId, take);
  }
}
