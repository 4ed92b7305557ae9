import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BufferedReactions } from '../../../server/engine/buffered-reactions.ts';
import { type NewReaction, type ReactionStore, StoreUnavailable } from '../../../server/store/store.ts';

/** As the MongoDB store waits for a database that is away. */
const ANSWER_MS = 1_900;

/** A store as slow and as unreachable as it is told; what is added has its id once. */
function slowStore() {
  const kept = new Map<string, NewReaction>();
  const state = { away: false, late: false, adds: 0 };
  const answer = async <T>(work: () => T): Promise<T> => {
    if (!state.away) return work();
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    throw new StoreUnavailable('away');
  };
  const remove = (gone: (one: NewReaction) => boolean) =>
    answer(() => {
      for (const [id, one] of kept) if (gone(one)) kept.delete(id);
    });
  const store: ReactionStore = {
    add(some) {
      state.adds += 1;
      const write = () => {
        for (const one of some) kept.set(one.id, one);
      };
      // Its answer is lost, not the write.
      if (state.late) write();
      return answer(write);
    },
    ofTitle: (partyId) => answer(() => [...kept.values()].filter((one) => one.partyId === partyId)),
    ofMember: (memberId) => answer(() => [...kept.values()].filter((one) => one.memberId === memberId)),
    removeMember: (memberId) => remove((one) => one.memberId === memberId),
    removeParty: (partyId) => remove((one) => one.partyId === partyId),
  };
  return { store, state, kept };
}

const felt = (partyId: string, memberId: string, position: number): NewReaction => ({
  id: randomUUID(),
  partyId,
  memberId,
  emoji: '👏',
  position,
  epoch: 0,
  at: position,
});

describe('reactions while the store is away', () => {
  let errors: unknown[];
  let slow: ReturnType<typeof slowStore>;
  let reactions: BufferedReactions;
  beforeEach(() => {
    vi.useFakeTimers();
    errors = [];
    slow = slowStore();
    reactions = new BufferedReactions(slow.store, (error) => errors.push(error));
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  /** @returns how long it took, ms of fake time */
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const begun = Date.now();
    let end: number | null = null;
    void work()
      .catch(() => undefined)
      .then(() => {
        end = Date.now();
      });
    while (end === null) await vi.advanceTimersByTimeAsync(10);
    return end - begun;
  };
  const many = async () => {
    for (let n = 0; n < 40; n++) await reactions.add([felt(`p${n}`, 'ana', n), felt(`p${n}`, 'kei', n)]);
  };

  it('[R2] those of many parties are written together, so that nobody waits for one after the other', async () => {
    slow.state.away = true;
    await many();
    expect(await timed(() => reactions.flush())).toBeLessThan(2_100);
    expect(slow.state.adds).toBe(1);
    expect(errors).toHaveLength(1);
    slow.state.away = false;
    await reactions.flush();
    expect(slow.kept.size).toBe(80);
  });

  it('[R2] who asks for them hears within the time of one answer that it does not work', async () => {
    slow.state.away = true;
    await many();
    expect(await timed(() => reactions.ofTitle('p1', 0))).toBeLessThan(2_100);
    expect(await timed(() => reactions.ofTitle('p1', 0))).toBeLessThan(2_100);
    expect(await timed(() => reactions.removeMember('ana'))).toBeLessThan(2 * 2_100);
  });

  it('those that were written without an answer are not written twice', async () => {
    slow.state.away = true;
    slow.state.late = true;
    await reactions.add([felt('p', 'ana', 1), felt('p', 'kei', 2)]);
    await timed(() => reactions.flush());
    slow.state.away = false;
    await reactions.flush();
    expect(slow.state.adds).toBe(2);
    expect((await reactions.ofTitle('p', 0)).map((one) => one.position)).toEqual([1, 2]);
  });

  it('[A5] those of somebody who is gone do not come back with a write that failed meanwhile', async () => {
    slow.state.away = true;
    await reactions.add([felt('p', 'ana', 1), felt('p', 'kei', 2)]);
    const writing = reactions.flush();
    await vi.advanceTimersByTimeAsync(10);
    slow.state.away = false; // for what begins from now on
    const removed = reactions.removeMember('ana');
    await timed(() => writing);
    await removed;
    await reactions.flush();
    expect([...slow.kept.values()].map((one) => one.memberId)).toEqual(['kei']);
  });

  it('keeps the newest when too many wait', async () => {
    slow.state.away = true;
    await reactions.add(Array.from({ length: 4_000 }, (_, n) => felt('p', 'ana', n)));
    const writing = reactions.flush();
    await vi.advanceTimersByTimeAsync(10);
    await reactions.add(Array.from({ length: 4_000 }, (_, n) => felt('p', 'ana', 4_000 + n)));
    slow.state.away = false; // for what begins from now on
    await timed(() => writing);
    await timed(() => reactions.flush());
    expect(slow.kept.size).toBe(5_000);
    expect(Math.min(...[...slow.kept.values()].map((one) => one.position))).toBe(3_000);
  });
});
