import { follower, type Law } from './follow.ts';

/** Syncplay 1.6 (constants.py): slow down from 1.5 s ahead until 0.1 s, rewind at 4 s ahead, fast-forward at 5 s behind. */
const SLOW_FROM_S = 1.5;
const SLOW_UNTIL_S = 0.1;
const SLOW_RATE = 0.95;
const REWIND_FROM_S = 4;
const FORWARD_FROM_S = 5;
/** A seek takes a while to show; Syncplay looks once a second. */
const LOOK_EVERY_MS = 1_000;

interface Syncplay {
  slowed: boolean;
  lookedAt: number;
}

export const syncplayLaw: Law<Syncplay> = {
  name: 'law:syncplay',
  fresh: { slowed: false, lookedAt: Number.NEGATIVE_INFINITY },
  seekOnPause: true,
  correct(law, e, target, { now }) {
    if (now - law.lookedAt < LOOK_EVERY_MS) return { law, effects: [] };
    const ahead = -e;
    const looked = { ...law, lookedAt: now };
    if (ahead > REWIND_FROM_S || ahead < -FORWARD_FROM_S)
      return { law: looked, effects: [{ kind: 'seek', position: target }] };
    if (!law.slowed && ahead > SLOW_FROM_S)
      return { law: { ...looked, slowed: true }, effects: [{ kind: 'rate', rate: SLOW_RATE, preservesPitch: true }] };
    if (law.slowed && ahead < SLOW_UNTIL_S)
      return { law: { ...looked, slowed: false }, effects: [{ kind: 'rate', rate: 1, preservesPitch: true }] };
    return { law: looked, effects: [] };
  },
};

export const { createController, step, lawName } = follower(syncplayLaw);
