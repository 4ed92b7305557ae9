import { follower, type Law } from './follow.ts';

/** Jellyfin's SyncPlay: "speed to sync" from 60 ms, "skip to sync" above 3 s. */
const SPEED_FROM_S = 0.06;
const SKIP_FROM_S = 3;
const SPEED_FOR_MS = 1_000;
/** It never slows down further than this. */
const SLOWEST = 0.2;

interface Jellyfin {
  /** Page time until which a correction runs; null: none. */
  until: number | null;
}

export const jellyfinLaw: Law<Jellyfin> = {
  name: 'law:jellyfin',
  fresh: { until: null },
  seekOnPause: true,
  correct(law, e, target, { now }) {
    if (law.until !== null && now < law.until) return { law, effects: [] };
    if (Math.abs(e) > SKIP_FROM_S)
      return { law: { until: now + SPEED_FOR_MS }, effects: [{ kind: 'seek', position: target }] };
    if (Math.abs(e) > SPEED_FROM_S) {
      const rate = Math.max(SLOWEST, 1 + e / (SPEED_FOR_MS / 1_000));
      return { law: { until: now + SPEED_FOR_MS }, effects: [{ kind: 'rate', rate, preservesPitch: true }] };
    }
    if (law.until === null) return { law, effects: [] };
    return { law: { until: null }, effects: [{ kind: 'rate', rate: 1, preservesPitch: true }] };
  },
};

export const { createController, step, lawName } = follower(jellyfinLaw);
