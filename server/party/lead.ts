import type { MemberState } from '../../shared/party/party.ts';
import { isConnected, type View } from './live-party.ts';

/** Their players do not follow the timeline, so nobody needs to wait for their answers. */
const NOT_WATCHING: readonly MemberState[] = [
  'no-film',
  'other-title',
  'other-cut',
  'unavailable',
  'no-subscription',
  'away',
];

/**
 * S11: how far ahead a start is scheduled, so that everybody gets it in time.
 * @returns milliseconds
 */
export function scheduledLead({ party, people, now, rules }: View): number {
  let slowest = 0;
  for (const seat of party.seats) {
    const presence = people.get(seat.id);
    if (!isConnected(presence, now) || !presence.timing || NOT_WATCHING.includes(presence.status.state)) continue;
    const { rtt, jitterP95, startLatency } = presence.timing;
    slowest = Math.max(slowest, rtt / 2 + jitterP95 + startLatency);
  }
  return Math.min(Math.max(slowest + rules.leadMarginMs, rules.leadMinMs), rules.leadMaxMs);
}
