import { positionAt } from '../../../shared/playback/timeline.ts';
import { forgetErrors } from './drift.ts';
import { expected, learn } from './learned.ts';
import {
  APPROXIMATE_FROM,
  FRESH_MS,
  LATE_LOADED_MS,
  LATE_MS,
  SETTLE_MS,
  START_SLACK_MS,
  START_TIMEOUT_MS,
  STARTS_MAX,
  STARTS_WINDOW_MS,
  WAIT_FOR_TIMELINE_MS,
} from './numbers.ts';
import { countMiss, maySeek, seekAhead } from './seek.ts';
import { type FollowTurn, NO_OPERATION, type Turn } from './state.ts';
import { atEnd, pageTime, timeAt, wake } from './turn.ts';
import type { Reason } from './types.ts';
import { play, setRate } from './writes.ts';

/** S26: the page wants a click. Said once; the overlay asks for it. */
export function needClick(turn: Turn): Reason {
  const { s } = turn;
  if (!s.blockedTold) turn.effects.push({ kind: 'notice', notice: 'needs-click' });
  s.blockedTold = true;
  return 'needs-click';
}

export const isBlocked = ({ s, o }: Turn): boolean => o.paused && (s.blocked || o.autoplayBlocked);

/** A play() that did not take, or was undone by no hand. Some of them running mean that the site asks something. */
export function countLostStart(turn: Turn): void {
  const { s, now } = turn;
  s.starts = [...s.starts.filter((at) => now - at < STARTS_WINDOW_MS), now];
  if (s.starts.length >= STARTS_MAX) s.blocked = true;
}

/**
 * S11: after play() the player is left alone until the start can be measured on its own clock.
 * @returns why the controller keeps still, or null when it is over
 */
export function awaitStart(turn: FollowTurn): Reason | null {
  const { s, o, now } = turn;
  const start = s.operation;
  if (start.kind !== 'start') return null;
  const age = now - start.wroteAt;
  if (o.paused) {
    if (age < START_TIMEOUT_MS) return 'play-asked';
    s.operation = NO_OPERATION;
    countLostStart(turn);
    return null;
  }
  if (o.seeking || (o.readyState < 3 && age >= SETTLE_MS)) {
    s.operation = NO_OPERATION;
    return null;
  }
  if (age < SETTLE_MS) {
    wake(turn, start.wroteAt + SETTLE_MS);
    return 'started';
  }
  const latency = age - ((o.position - start.from) / o.rate) * 1000;
  const learned = learn(s.learned, start.afterSeek ? 'startAfterSeek' : 'startPlain', latency);
  if (learned !== s.learned) {
    s.learned = learned;
    turn.effects.push({ kind: 'learned', learned });
  }
  s.operation = NO_OPERATION;
  s.drift = forgetErrors(s.drift);
  s.freshUntil = now + FRESH_MS;
  return null;
}

/**
 * S11: the party plays and this player stands. It starts from where it stands at the moment when the timeline comes by
 * there: whoever stands a little ahead needs no seek, and all are in step from their first frame.
 */
export function start(turn: FollowTurn): Reason {
  const { s, o, timeline, partyNow } = turn;
  if (atEnd(turn)) return 'at-the-end';
  if (isBlocked(turn)) return needClick(turn);
  if (o.readyState < 1 || o.seeking) {
    s.loadedToStart = true;
    return 'loading';
  }
  setRate(turn, timeline.rate, true, 'now');

  const latency = expected(s.learned, s.soughtWhilePaused ? 'startAfterSeek' : 'startPlain');
  const reached = o.capabilities.clock === 'exact' ? timeAt(timeline, o.position) : timeline.at;
  const wait = reached - partyNow - latency;
  if (mustMove(turn, wait)) {
    if (!o.clockSettled) return 'clock-unsettled';
    // A landing that was planned and came too late is a miss like any other (S18).
    if (s.plannedAt !== null) countMiss(turn);
    if (maySeek(turn, positionAt(timeline, partyNow))) {
      seekAhead(turn);
      return 'seek-to-start';
    }
  }
  if (o.readyState < 3) {
    s.loadedToStart = true;
    return 'loading';
  }
  if (wait > START_SLACK_MS) {
    wake(turn, pageTime(turn, reached - latency));
    return 'start-scheduled';
  }
  play(turn);
  return wait < -START_SLACK_MS ? 'start-late' : 'start-on-time';
}

/** Is the player too far from where it could start in step? */
function mustMove(turn: FollowTurn, wait: number): boolean {
  const { s, o, timeline, partyNow } = turn;
  // A planned landing that still loads may yet be in time; if it is not, that shows once it is ready.
  if (s.plannedAt !== null && o.readyState < 3) return false;
  if (o.capabilities.clock === 'none') return false;
  if (o.capabilities.clock === 'approximate')
    return Math.abs(positionAt(timeline, partyNow) - o.position) > APPROXIMATE_FROM;
  if (s.plannedAt !== null) return wait < -LATE_LOADED_MS;
  const untilStart = Math.max(0, timeline.at - partyNow);
  return wait < -(s.loadedToStart ? LATE_LOADED_MS : LATE_MS) || wait > untilStart + WAIT_FOR_TIMELINE_MS;
}
