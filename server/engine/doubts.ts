import { decided, type Effect, tell } from '../party/decision.ts';
import type { LiveParty, View } from '../party/live-party.ts';
import { RESTORE_REV_STEP } from '../party/rules.ts';
import { announceAgain } from '../party/timeline-change.ts';
import type { Rule } from './party-turn.ts';

/** A compare-and-set whose answer did not come: it may have been done, and then nobody was told. */
interface Doubt {
  before: View;
  next: LiveParty;
  effects: readonly Effect[];
}

/**
 * What this node does not know of its own writes to live memory (Redis that answers late, or not any more). Looked at with
 * the next load of the party, before anything else is decided: what turns out to be done is told then, in its place.
 */
export class Doubts {
  readonly #open = new Map<string, Doubt[]>();
  /** Parties of which it can't be found out any more: the room is owed a word that makes everybody look. */
  readonly #owed = new Set<string>();

  add(doubt: Doubt): void {
    const { id } = doubt.next;
    this.#open.set(id, [...(this.#open.get(id) ?? []), doubt]);
  }

  has(partyId: string): boolean {
    return this.#open.has(partyId) || this.#owed.has(partyId);
  }

  /**
   * @param party as it was just loaded
   * @returns the doubt that turned out to be done and is the newest there is, to be carried out now
   */
  settle(party: LiveParty): Doubt | null {
    const doubts = this.#open.get(party.id);
    if (!doubts) return null;
    const [{ before }] = doubts as [Doubt];
    // Not done, or not yet: it may still lie with Redis.
    if (before.party.life === party.life && before.party.version === party.version) return null;
    this.#open.delete(party.id);
    // A life that began since was told to everybody.
    if (before.party.life !== party.life) return null;
    const text = JSON.stringify(party);
    const done = doubts.find((one) => JSON.stringify(one.next) === text);
    if (!done) this.#owed.add(party.id);
    return done ?? null;
  }

  owes(partyId: string): boolean {
    return this.#owed.has(partyId);
  }

  /** This node has replaced the party: an older write comes too late by now, and what was owed was told. */
  over(partyId: string): void {
    this.#open.delete(partyId);
    this.#owed.delete(partyId);
  }
}

/** Others have changed the party since, so nobody knows what was told: a rev far above makes everybody ask how it stands (S4). */
export const restate: Rule = (view) => {
  const { timeline } = view.party;
  const party = { ...view.party, timeline: { ...timeline, rev: timeline.rev + RESTORE_REV_STEP } };
  const { event, body } = announceAgain(party);
  return decided(party, null, [tell(event, body)]);
};
