import { awaitCommands } from './commands.ts';
import { forgetErrors } from './drift.ts';
import { UNEXPLAINED_MS } from './numbers.ts';
import { run } from './run.ts';
import { awaitLanding } from './seek.ts';
import { awaitStart, countLostStart, start } from './start.ts';
import { type FollowTurn, NO_OPERATION, type Turn } from './state.ts';
import { still } from './still.ts';
import { atEnd } from './turn.ts';
import type { Reason } from './types.ts';
import { pause, standBy } from './writes.ts';

/** An adapter that can't tell content from ads for this long is broken: the player is then followed as content. */
const UNKNOWN_PHASE_MS = 1_500;
/** A pause that the player has not shown yet. */
const PAUSE_TIMEOUT_MS = 1_000;

/** One look at the player: what, if anything, is to be done now. The first rule that speaks decides. */
export function follow(turn: Turn): Reason {
  const { s, o } = turn;
  const { timeline } = s;
  if (timeline === null) return 'no-timeline';
  const elsewhere = handsOff(turn);
  if (elsewhere) return elsewhere;
  const waiting = awaitCommands(turn);
  if (waiting) return waiting;

  const unexplained = awaitExplanation(turn, timeline.playing);
  if (unexplained) return unexplained;
  if (s.operation.kind === 'pause') {
    if (!o.paused && turn.now - s.operation.wroteAt < PAUSE_TIMEOUT_MS) return 'pause-asked';
    s.operation = NO_OPERATION;
  }
  if (!timeline.playing) {
    const standing: FollowTurn = { ...turn, timeline, partyNow: o.partyNow ?? timeline.at };
    if (o.paused) return still(standing);
    // The server has stopped the party; before anybody was in it (rev 0) there was nothing to stop.
    if (timeline.rev > 0 && !timeline.by) standBy(turn);
    else pause(turn);
    return 'pause';
  }
  if (o.partyNow === null) return 'no-party-clock';
  const moving: FollowTurn = { ...turn, timeline, partyNow: o.partyNow };
  if (o.ended && atEnd(moving)) return 'at-the-end';
  const busy = awaitLanding(moving) ?? awaitStart(moving);
  if (busy) return busy;
  return o.paused ? start(moving) : run(moving);
}

/** S24, S25: never written to, and put right at once when the film is back. */
function handsOff({ s, o, now }: Turn): Reason | null {
  s.unknownPhaseSince = o.phase === 'unknown' ? (s.unknownPhaseSince ?? now) : null;
  const unknown = s.unknownPhaseSince !== null && now - s.unknownPhaseSince < UNKNOWN_PHASE_MS;
  if (o.media === 'right' && o.phase !== 'ad' && !unknown) return null;
  s.operation = NO_OPERATION;
  s.drift = forgetErrors(s.drift);
  s.disturbed = true;
  s.expectPaused = null;
  s.stillRev = -1;
  s.plannedAt = null;
  if (o.media !== 'right') return o.media === 'none' ? 'no-film' : o.media;
  return unknown ? 'unknown-phase' : 'ad';
}

/**
 * S19: a play or pause that nothing of ours explains may be a hand that the intent filter is still looking at: acting at
 * once would undo what the user does. What stays unexplained was the site.
 */
function awaitExplanation(turn: Turn, playing: boolean): Reason | null {
  const { s, o, now } = turn;
  const inFlight = s.operation.kind === 'start' || s.operation.kind === 'pause';
  if (o.paused === s.expectPaused || inFlight) {
    s.unexplainedSince = null;
    return null;
  }
  if (s.expectPaused === null || o.paused !== playing) {
    // The first look, or as the timeline has it anyway.
    s.expectPaused = o.paused;
    s.unexplainedSince = null;
    return null;
  }
  s.unexplainedSince ??= now;
  if (now - s.unexplainedSince < UNEXPLAINED_MS) return o.paused ? 'unexplained-pause' : 'unexplained-play';
  if (o.paused) countLostStart(turn);
  s.expectPaused = o.paused;
  s.unexplainedSince = null;
  return null;
}
