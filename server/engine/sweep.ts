import type { LiveState } from '../live/live-state.ts';
import { decided } from '../party/decision.ts';
import { GUEST_KEPT_MS, guestFate, PARTY_IDLE_MS, partyFate } from '../store/sweep-rules.ts';
import { type FarewellNeeds, removeUser } from './farewell.ts';

/** Records looked at in one go: a sweep never holds up a party for long. */
const BATCH = 100;
export const SWEEP_EVERY_MS = 10 * 60_000;

interface Needs extends FarewellNeeds {
  live: LiveState;
  nodeId: string;
}

/**
 * Ends parties that nobody opens any more, removes those long over and the guests whose tokens have run out. On many nodes
 * one of them does it.
 * @returns how many of each
 */
export async function sweep(needs: Needs) {
  const { store, live, engine, clock, nodeId } = needs;
  const done = { ended: 0, removed: 0, guests: 0 };
  if (!(await live.lease('sweep', nodeId, clock.party(), SWEEP_EVERY_MS))) return done;
  const wallNow = clock.wall();
  for (const party of await store.parties.idleSince(wallNow - PARTY_IDLE_MS, BATCH)) {
    const fate = partyFate(party, wallNow);
    if (fate === 'end') {
      await engine.run(party.id, (view) => decided({ ...view.party, endedAt: wallNow }, null));
      done.ended += 1;
    }
    if (fate === 'remove') {
      await store.chat.removeParty(party.id);
      await store.reactions.removeParty(party.id);
      await store.parties.remove(party.id);
      done.removed += 1;
    }
  }
  for (const user of await store.users.guestsSeenBefore(wallNow - GUEST_KEPT_MS, BATCH)) {
    if (guestFate(user, wallNow) === 'keep') continue;
    await removeUser(user.id, needs);
    done.guests += 1;
  }
  return done;
}
