import type { PartyState } from './party.ts';

type Step = (party: PartyState) => PartyState;

/** What the room is told, for snapshots that are on their way meanwhile. */
export interface NewsSince {
  heard(step: Step): void;
  /**
   * Waits for a snapshot.
   * @returns the answer, and what brings the news that was heard since it was asked for over it
   */
  over<T>(asked: Promise<T>): Promise<{ answer: T; brought: Step }>;
}

/**
 * The server reads a snapshot and then sends it: who joins in between is told to us first, is not in it, and would be lost.
 * Timelines and messages have numbers that show which is newer (S4, S30): they come here only while there is no party yet that
 * they could be held against. Members and settings have none, but once in the room we hear every change of them in its order,
 * so the last that was heard is what counts, also if the snapshot knew it.
 */
export function createNewsSince(): NewsSince {
  const waiting = new Set<Step[]>();
  return {
    heard(step) {
      for (const steps of waiting) steps.push(step);
    },
    async over(asked) {
      const steps: Step[] = [];
      waiting.add(steps);
      try {
        const answer = await asked;
        return { answer, brought: (party) => steps.reduce((before, step) => step(before), party) };
      } finally {
        waiting.delete(steps);
      }
    },
  };
}
