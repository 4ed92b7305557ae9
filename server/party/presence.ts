import { MEMBER_STATES, type MemberState, type Status } from '../../shared/party/party.ts';
import type { Timing } from '../../shared/protocol/events.ts';
import { NEW_STATUS, type Presence } from './live-party.ts';
import { GATING } from './readiness.ts';

/** Another title or none: what the player was ready for is over. */
const FILM_GONE: readonly MemberState[] = ['no-film', 'other-title', 'unavailable', 'no-subscription'];

/** S22-S26: does a player that is not ready hold the party in this state: always, where the party waits for ads, or never? */
const gating = (state: MemberState): number => (GATING.includes(state) ? 2 : state === 'ad' ? 1 : 0);

/** From where a stall in this state begins anew: where the party is held by it in fewer cases. */
export const statesHoldingLess = (state: MemberState): MemberState[] =>
  MEMBER_STATES.filter((one) => gating(one) < gating(state));

/** A connection takes the seat. Back within the grace, the last known status stands until the next report. */
export function attached(old: Presence | null, memberId: string, connectionId: string, leaseUntil: number): Presence {
  const kept = old ?? { status: NEW_STATUS, timing: null, notReadySince: null, readySince: null, everReady: false };
  return { ...kept, memberId, connectionId, leaseUntil, lostAt: null };
}

/** S22: what a report changes; the times of becoming ready and unready are the server's. */
export function reported(old: Presence, status: Status, timing: Timing | null, now: number): Presence {
  // Out of an ad or a click a player has to load: its stall begins then, not with the ad.
  const stallsSince = statesHoldingLess(status.state).includes(old.status.state) ? now : (old.notReadySince ?? now);
  return {
    ...old,
    status,
    timing: timing ?? old.timing,
    readySince: status.ready ? (old.readySince ?? now) : null,
    notReadySince: status.ready ? null : stallsSince,
    everReady: status.ready || (old.everReady && !FILM_GONE.includes(status.state)),
  };
}
