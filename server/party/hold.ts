import type { Hold } from '../../shared/party/party.ts';
import { may } from '../../shared/party/permissions.ts';
import { type Decision, decided, type Effect, refused, unchanged } from './decision.ts';
import { scheduledLead } from './lead.ts';
import { type LiveParty, type Seat, seatOf, type View } from './live-party.ts';
import { chargeHolds, holdFor, policyIsMet, stalled, stillHolding } from './readiness.ts';
import { announce, nextTimeline, partyPosition } from './timeline-change.ts';

export type HoldDecision =
  | { kind: 'keep'; reason: 'nobody-stalls' | 'policy-goes-on' | 'still-waiting'; recheckAt: number | null }
  | { kind: 'start'; hold: Hold }
  | { kind: 'change'; hold: Hold }
  | { kind: 'release'; reason: 'all-ready' | 'policy-goes-on' | 'time-is-up'; without: readonly string[] };

/** S23-S26: does the party stand still for somebody? Pure: looks at what members report and at the clock. */
export function decideHold(view: View): HoldDecision {
  return view.party.hold ? decideInHold(view, view.party.hold) : decideInPlay(view);
}

function decideInPlay(view: View): HoldDecision {
  const nothing = { kind: 'keep', reason: 'nobody-stalls' } as const;
  if (!view.party.timeline.playing) return { ...nothing, recheckAt: null };
  const { now: waiting, nextAt } = stalled(view, false);
  if (waiting.length === 0) return { ...nothing, recheckAt: nextAt };
  if (policyIsMet(view, waiting.length)) return { kind: 'keep', reason: 'policy-goes-on', recheckAt: nextAt };
  return { kind: 'start', hold: holdFor(view, waiting, null) };
}

function decideInHold(view: View, hold: Hold): HoldDecision {
  const held = hold.memberIds.map((id) => ({ id, ...stillHolding(view, id) }));
  const { now: fresh, nextAt } = stalled(view, false);
  const joining = fresh.map((presence) => presence.memberId).filter((id) => !hold.memberIds.includes(id));
  const waiting = [...held.filter((one) => one.holding).map((one) => one.id), ...joining];
  if (waiting.length === 0) return { kind: 'release', reason: 'all-ready', without: [] };
  if (view.now >= hold.until) return { kind: 'release', reason: 'time-is-up', without: waiting };
  if (policyIsMet(view, waiting.length)) return { kind: 'release', reason: 'policy-goes-on', without: waiting };
  // The end does not move: however many stall one after the other, the party goes on (it can never hang).
  const same = waiting.length === hold.memberIds.length && waiting.every((id) => hold.memberIds.includes(id));
  if (!same) return { kind: 'change', hold: { ...hold, memberIds: waiting } };
  const recheckAt = Math.min(hold.until, nextAt ?? hold.until, ...held.map((one) => one.recheckAt ?? hold.until));
  return { kind: 'keep', reason: 'still-waiting', recheckAt };
}

interface Upheld {
  party: LiveParty;
  effects: Effect[];
  recheckAt: number | null;
}

/** Carries out `decideHold`: the server itself pauses and resumes the party. */
export function upholdReadiness(view: View): Upheld {
  const excused = view.party.excused.filter((id) => (view.people.get(id)?.readySince ?? null) === null);
  const party = excused.length === view.party.excused.length ? view.party : { ...view.party, excused };
  const current = { ...view, party };
  const decision = decideHold(current);
  switch (decision.kind) {
    case 'keep':
      return { party, effects: [], recheckAt: decision.recheckAt };
    case 'start':
    case 'change':
      return stand(current, decision.hold);
    case 'release':
      return resume(current, decision.without);
  }
}

function stand(view: View, hold: Hold): Upheld {
  const { party, now } = view;
  const newly = hold.memberIds.filter((id) => !party.hold?.memberIds.includes(id));
  const still = { playing: false, position: partyPosition(view), at: now };
  const timeline = nextTimeline(party, party.hold ? {} : still, '');
  const next: LiveParty = { ...party, timeline, hold, holdStarts: chargeHolds(view, newly) };
  return { party: next, effects: [announce(next, { event: 'video-pause', reason: 'hold' })], recheckAt: hold.until };
}

function resume(view: View, without: readonly string[], by?: Seat): Upheld {
  const { party, now } = view;
  const timeline = nextTimeline(party, { playing: true, at: now + scheduledLead(view) }, by?.id ?? '');
  const next: LiveParty = { ...party, timeline, hold: null, excused: [...party.excused, ...without] };
  const effect = announce(next, { event: 'video-play', reason: 'hold-over', ...(by ? { by } : {}) });
  return { party: next, effects: [effect], recheckAt: null };
}

/** S23: the button "continue without them". Nothing to do without a hold. */
export function continueWithout(view: View, actorId: string): Decision<null> {
  const { party } = view;
  const actor = seatOf(party, actorId);
  if (!actor?.present) return refused('not-a-member');
  if (!may(actor.role, 'continue-without', party.settings.controlMode)) return refused('not-allowed');
  if (party.hold === null) return unchanged(view, null);
  const resumed = resume(view, party.hold.memberIds, actor);
  return decided(resumed.party, null, resumed.effects);
}
