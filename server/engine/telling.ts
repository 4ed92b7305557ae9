import type { LiveState } from '../live/live-state.ts';
import type { Effect } from '../party/decision.ts';
import type { LiveParty, View } from '../party/live-party.ts';
import { announceAgain } from '../party/timeline-change.ts';
import type { Announcer } from './announcer.ts';

interface Needs {
  announcer: Announcer;
  live: LiveState;
  onError(error: unknown): void;
}

/** Does in the world what was decided, and knows what of a party was told by this node. */
export class Telling {
  readonly #needs: Needs;
  /** Where state is shared: the version of each party up to which this node knows that the room was told. */
  readonly #told = new Map<string, number>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /**
   * All of it, and all told, before this returns: live memory that can't forget a member now must not cost the room its
   * news.
   * @param view what was decided on
   * @param next the party as it is by that
   * @returns to wait for if somebody is forgotten; undefined if nobody is
   */
  tell(view: View, effects: readonly Effect[], next: LiveParty): Promise<unknown> | undefined {
    const { announcer, live } = this.#needs;
    let forgetting: Promise<unknown> | undefined;
    let again = false;
    for (const effect of effects) {
      if (effect.kind === 'tell') announcer.toParty(next.id, effect.event, effect.body as never);
      else if (effect.kind === 'evict-all') announcer.evictAll(next.id, effect.reason);
      else if (effect.kind === 'again') again = true;
      else {
        const forgotten = this.#putOut(view, effect);
        forgetting = forgetting ? Promise.all([forgetting, forgotten]) : forgotten;
      }
    }
    // In this process nothing comes between a change and its word.
    if (!live.resident) this.#note(view, next, again);
    return forgetting;
  }

  /** Nobody asks for this party any more (R8). */
  forget(partyId: string): void {
    this.#told.delete(partyId);
  }

  #putOut(view: View, effect: Extract<Effect, { memberId: string }>): Promise<unknown> {
    const { announcer, live, onError } = this.#needs;
    const { id } = view.party;
    const connectionId = view.people.get(effect.memberId)?.connectionId;
    if (connectionId && effect.kind === 'evict') announcer.evict(connectionId, id, effect.reason);
    if (connectionId && effect.kind === 'part') announcer.part(connectionId, id);
    return live.forget(id, effect.memberId).catch(onError);
  }

  #note(view: View, next: LiveParty, again: boolean): void {
    if (again && this.#told.get(next.id) !== view.party.version) {
      const { event, body } = announceAgain(next);
      this.#needs.announcer.toParty(next.id, event, body);
    } else if (next === view.party) return;
    this.#told.set(next.id, next.version);
  }
}
