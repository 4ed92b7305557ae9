import type { Observation } from './controller/types.ts';
import type { PartyClock } from './party-clock.ts';

/** What is so while a page has no film. */
export function observeNothing(clock: PartyClock, now: number = performance.now()): Observation {
  const { partyNow, boundMs, settled } = clock.read(now);
  return {
    now,
    partyNow,
    clockBoundMs: boundMs,
    clockSettled: settled,
    media: 'none',
    position: 0,
    duration: null,
    paused: true,
    seeking: false,
    ended: false,
    readyState: 0,
    bufferedAhead: 0,
    rate: 1,
    phase: 'unknown',
    capabilities: { seek: 'none', rate: false, cheapSeek: false, clock: 'none' },
    autoplayBlocked: false,
  };
}
