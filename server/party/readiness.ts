import type { Hold, MemberState } from '../../shared/party/party.ts';
import { connectedSeats, type Presence, type View } from './live-party.ts';

/** S22: players that can hold the party. Ads by setting only (S24); other titles and cuts never (S25), nor blocked autoplay (S26). */
export const GATING: readonly MemberState[] = ['in-step', 'catching-up', 'starting', 'buffering'];

const gates = (presence: Presence, view: View): boolean =>
  GATING.includes(presence.status.state) || (presence.status.state === 'ad' && view.party.settings.waitForAds);

/** Members whose readiness counts at all. */
export const counted = (view: View): Presence[] =>
  connectedSeats(view)
    .map((seat) => view.people.get(seat.id) as Presence)
    .filter((presence) => gates(presence, view));

/** S23: does the party's policy let it go on with these members ready and the others not? */
export function policyIsMet(view: View, waiting: number): boolean {
  if (waiting === 0) return true;
  const everyone = counted(view).length;
  switch (view.party.settings.waitFor) {
    case 'nobody':
      return true;
    case 'everyone':
      return false;
    case 'majority':
      return (everyone - waiting) * 2 > everyone;
  }
}

const recentHolds = ({ party, now, rules }: View, memberId: string): readonly number[] =>
  (party.holdStarts[memberId] ?? []).filter((at) => at > now - rules.holdWindowMs);

/** S23: at most so many holds in a window for one member. */
const mayHold = (view: View, memberId: string): boolean =>
  recentHolds(view, memberId).length < view.rules.holdsPerWindow;

/** The budget after these members began to hold; entries out of the window are dropped. */
export function chargeHolds(view: View, memberIds: readonly string[]): Record<string, readonly number[]> {
  const starts: Record<string, readonly number[]> = {};
  for (const id of new Set([...Object.keys(view.party.holdStarts), ...memberIds])) {
    const recent = recentHolds(view, id);
    const all = memberIds.includes(id) ? [...recent, view.now] : recent;
    if (all.length > 0) starts[id] = all;
  }
  return starts;
}

/**
 * Who stalls long enough to hold the party (S23), may still do so, and has not been gone on without.
 * @param newcomers count members who were never ready too: before a start, not in the middle of the film
 */
export function stalled(view: View, newcomers: boolean): { now: Presence[]; nextAt: number | null } {
  const found: Presence[] = [];
  let nextAt: number | null = null;
  for (const presence of counted(view)) {
    if (presence.notReadySince === null || view.party.excused.includes(presence.memberId)) continue;
    if (!newcomers && !presence.everReady) continue;
    if (!mayHold(view, presence.memberId)) continue;
    const due = presence.notReadySince + view.rules.stallMs;
    if (due <= view.now) found.push(presence);
    else nextAt = Math.min(nextAt ?? due, due);
  }
  return { now: found, nextAt };
}

/** Is a member that holds the party still the reason to stand? Gone, in an ad or elsewhere is none. */
export function stillHolding(view: View, memberId: string): { holding: boolean; recheckAt: number | null } {
  const presence = counted(view).find((one) => one.memberId === memberId);
  if (!presence) return { holding: false, recheckAt: null };
  if (presence.readySince === null) return { holding: true, recheckAt: null };
  const settledAt = presence.readySince + view.rules.readySettleMs;
  return settledAt <= view.now ? { holding: false, recheckAt: null } : { holding: true, recheckAt: settledAt };
}

/** A fresh hold for these members. */
export function holdFor(view: View, waiting: readonly Presence[], reason: Hold['reason'] | null): Hold {
  const onlyAds = waiting.every((presence) => presence.status.state === 'ad');
  const why = reason ?? (onlyAds ? 'ad' : 'buffering');
  const longest = onlyAds ? view.rules.adHoldMaxMs : view.rules.holdMaxMs;
  return { memberIds: waiting.map((presence) => presence.memberId), until: view.now + longest, reason: why };
}
