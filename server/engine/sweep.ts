import type { LiveState } from '../live/live-state.ts';
import { decided, unchanged } from '../party/decision.ts';
import { StoreUnavailable } from '../store/store.ts';
import { GUEST_KEPT_MS, PARTY_IDLE_MS, PARTY_KEPT_MS, partyFate } from '../store/sweep-rules.ts';
import { type FarewellNeeds, removeUser } from './farewell.ts';

/** Records looked at in one go: a sweep never holds up a party for long. */
const BATCH = 100;
export const SWEEP_EVERY_MS = 10 * 60_000;
/** A pass ends by then; what is left is the next one's. */
const PASS_MAX_MS = 2 * 60_000;
/** Ending brings a party into live memory for some minutes: no more than a node has room for. */
const ENDED_MAX = 2_000;
/** So many that fail are no single bad records: the store is in trouble, and the next pass tries again. */
const FAILED_MAX = 200;

interface Needs extends FarewellNeeds {
  live: LiveState;
  nodeId: string;
  /** Ends the pass: the node stops. */
  signal?: AbortSignal;
  maxMs?: number;
  /** Told of each record that could not be dealt with. */
  onError?(error: unknown): void;
}

type Pass = { isOver(): boolean; failed(error: unknown): void };

/**
 * Ends parties that nobody opens any more, removes those long over and the guests whose tokens have run out, until nothing
 * is due or the time is up. A record that can't be dealt with stays for the next pass and holds up no other. On many nodes
 * one of them does it.
 * @returns how many of each, and how many failed
 */
export async function sweep(needs: Needs) {
  const { store, live, engine, clock, nodeId, signal, maxMs = PASS_MAX_MS } = needs;
  const done = { ended: 0, removed: 0, guests: 0, failed: 0 };
  if (!(await live.lease('sweep', nodeId, clock.party(), SWEEP_EVERY_MS))) return done;
  const wallNow = clock.wall();
  const until = performance.now() + maxMs;
  const pass: Pass = {
    isOver: () => signal?.aborted === true || performance.now() >= until || done.failed >= FAILED_MAX,
    failed(error) {
      done.failed += 1;
      needs.onError?.(error);
    },
  };

  const toEnd = (limit: number) =>
    done.ended < ENDED_MAX ? store.parties.toEnd(wallNow - PARTY_IDLE_MS, limit) : Promise.resolve([]);
  await each(pass, toEnd, async ({ id }) => {
    // By what live memory knows: somebody may have opened it since it was last written.
    const ended = await engine.run(id, (view) =>
      partyFate(view.party, wallNow) === 'end'
        ? decided({ ...view.party, endedAt: wallNow }, true)
        : unchanged(view, false),
    );
    if (!ended.ok) throw new StoreUnavailable(`a party could not be ended: ${ended.error.code}`);
    if (ended.value) done.ended += 1;
  });
  const toRemove = (limit: number) => store.parties.toRemove(wallNow - PARTY_KEPT_MS, limit);
  await each(pass, toRemove, async ({ id }) => {
    await store.chat.removeParty(id);
    await store.reactions.removeParty(id);
    await store.parties.remove(id);
    done.removed += 1;
  });
  const guests = (limit: number) => store.users.guestsSeenBefore(wallNow - GUEST_KEPT_MS, limit);
  await each(pass, guests, async ({ id }) => {
    const removed = await removeUser(id, needs);
    if (!removed.ok) throw new StoreUnavailable(`a guest could not be removed: ${removed.error.code}`);
    done.guests += 1;
  });
  return done;
}

/** Asks for what is due and deals with it, again and again, until there is nothing new. */
async function each<T extends { id: string }>(
  pass: Pass,
  due: (limit: number) => Promise<T[]>,
  work: (one: T) => Promise<void>,
): Promise<void> {
  /** Dealt with in this pass. Those among them that are due still would fill a batch: so much more is asked for. */
  const seen = new Set<string>();
  let still = 0;
  while (!pass.isOver()) {
    const found = await due(BATCH + still).catch((error: unknown) => {
      pass.failed(error);
      return [];
    });
    const fresh = found.filter(({ id }) => !seen.has(id));
    still = found.length - fresh.length;
    if (fresh.length === 0) return;
    for (const one of fresh) {
      if (pass.isOver()) return;
      seen.add(one.id);
      await work(one).catch(pass.failed);
    }
  }
}
