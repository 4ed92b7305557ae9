import type { Deeds } from '../messaging/deeds.ts';
import type { Frames } from './frames.ts';

/** A page that is busy for longer answers the next question. */
const ANSWER_MS = 1_000;

/** Asks the frame that runs the film what it did to the player, while somebody looks at the diagnostics. */
export interface DeedAsker {
  /** Null where there is no film, or no answer in time. */
  ask(): Promise<Deeds | null>;
  /** The frame's answer. */
  told(deeds: Deeds): void;
}

export function createDeedAsker(frames: Pick<Frames, 'hasFilm' | 'tell'>): DeedAsker {
  const waiting = new Set<(deeds: Deeds | null) => void>();
  const told = (deeds: Deeds) => {
    for (const settle of waiting) settle(deeds);
    waiting.clear();
  };
  return {
    told,
    ask() {
      if (!frames.hasFilm) return Promise.resolve(null);
      return new Promise((settle) => {
        waiting.add(settle);
        setTimeout(() => {
          waiting.delete(settle);
          settle(null);
        }, ANSWER_MS);
        frames.tell('player:tell-deeds', null);
      });
    },
  };
}
