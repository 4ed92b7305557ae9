import { type Effect, tell } from './decision.ts';
import { decideHandOver, handOver } from './hand-over.ts';
import { upholdReadiness } from './hold.ts';
import { absentSince, type LiveParty, type Seat, type View } from './live-party.ts';
import { gotUp } from './seats-kept.ts';
import { stopForNobody } from './timeline-change.ts';

export interface Upkeep {
  party: LiveParty;
  effects: Effect[];
  /** Party clock, ms: look again then even if nothing happens. */
  recheckAt: number | null;
}

/** What time and absence do to a party: seats expire, the host role moves on, holds begin and end. Runs after every change. */
export function upkeep(view: View): Upkeep {
  if (view.party.endedAt !== null) return { party: view.party, effects: [], recheckAt: null };
  const expired = expireSeats(view);
  const handed = passOnRole({ ...view, party: expired.party });
  const held = upholdReadiness({ ...view, party: handed.party });
  const due = [expired.recheckAt, handed.recheckAt, held.recheckAt].filter((at) => at !== null);
  return {
    party: held.party,
    effects: [...expired.effects, ...handed.effects, ...held.effects],
    recheckAt: due.length > 0 ? Math.min(...due) : null,
  };
}

function passOnRole(view: View): Upkeep {
  const decision = decideHandOver(view);
  if (decision.kind === 'keep') return { party: view.party, effects: [], recheckAt: decision.recheckAt };
  return { ...handOver(view, decision.to, true), recheckAt: null };
}

/** After the grace the others see a dropped member leave. The membership stays: they come back to the same role. */
function expireSeats(view: View): Upkeep {
  let gone: Map<string, number> | null = null;
  let recheckAt: number | null = null;
  let lastSeen = 0;
  for (const seat of view.party.seats) {
    if (!seat.present) continue;
    const since = absentSince(view, seat);
    if (since === null) continue;
    lastSeen = Math.max(lastSeen, since);
    const due = since + view.rules.presenceGraceMs;
    if (due <= view.now) gone = (gone ?? new Map<string, number>()).set(seat.id, since);
    else recheckAt = Math.min(recheckAt ?? due, due);
  }
  if (gone === null) return { party: view.party, effects: [], recheckAt };
  const left = gone;
  const seats = view.party.seats.map((seat) => gotUpAt(seat, left.get(seat.id)));
  const effects = [...left.keys()].map((memberId) => tell('member-left', { memberId, reason: 'expired' }));
  const party = { ...view.party, seats };
  if (seats.some((seat) => seat.present)) return { party, effects, recheckAt };
  return { party: stopForNobody(party, lastSeen), effects, recheckAt };
}

const gotUpAt = (seat: Seat, at: number | undefined): Seat => (at === undefined ? seat : gotUp(seat, at));
