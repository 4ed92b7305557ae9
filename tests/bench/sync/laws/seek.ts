import { follower, type Law } from './follow.ts';

/** The simplest law there is: over a second off, jump to where the party is. */
const SEEK_FROM_S = 1;
/** Its own seek takes time, which would at once count as the next drift. */
const REST_MS = 2_000;

interface SeekOnly {
  restUntil: number;
}

export const seekLaw: Law<SeekOnly> = {
  name: 'law:seek',
  fresh: { restUntil: Number.NEGATIVE_INFINITY },
  seekOnPause: false,
  correct(law, e, target, { now }) {
    if (now < law.restUntil || Math.abs(e) <= SEEK_FROM_S) return { law, effects: [] };
    return { law: { restUntil: now + REST_MS }, effects: [{ kind: 'seek', position: target }] };
  },
};

export const { createController, step, lawName } = follower(seekLaw);
