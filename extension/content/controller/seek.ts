import { positionAt } from '../../../shared/playback/timeline.ts';
import { forgetErrors } from './drift.ts';
import { expected, expectedDebtOf, learn } from './learned.ts';
import {
  COSTLY_SEEK_MS,
  EARLY_MS,
  FRESH_MS,
  MISS_WINDOW_MS,
  MISSES_MAX,
  PLAN_FACTOR,
  PLAN_MARGIN_MS,
  SEEK_BAN_MS,
  SEEK_COOLDOWN_MS,
  SEEK_FROM,
  SEEK_TIMEOUT_MS,
  SETTLE_MS,
  STILL_SLIP_S,
} from './numbers.ts';
import { type FollowTurn, NO_OPERATION, type Turn } from './state.ts';
import { errorOf, inFilm, timeAt, wake } from './turn.ts';
import type { Learned, Reason } from './types.ts';
import { standBy } from './writes.ts';

/** Behind the position players keep a little of what was shown. */
const BACK_BUFFER_S = 5;

const isBuffered = ({ o }: Turn, target: number): boolean =>
  target >= o.position - BACK_BUFFER_S && target <= o.position + o.bufferedAhead;

const debtKey = (buffered: boolean): keyof Learned => (buffered ? 'seekBuffered' : 'seekUnbuffered');

/** S18: seek debt expected for a target, ms. */
export const expectedDebt = (turn: Turn, target: number): number =>
  expectedDebtOf(turn.s.learned, isBuffered(turn, target));

/** S21: can this player be moved there, and is it not just being left alone (S18)? */
export function maySeek(turn: Turn, target: number): boolean {
  if (turn.o.capabilities.seek === 'none' || turn.o.capabilities.clock === 'none') return false;
  if (turn.o.capabilities.seek === 'limited' && !isBuffered(turn, target)) return false;
  return turn.now >= turn.s.noSeekUntil;
}

/** S17: after a correction the next one waits, so that no seek answers another. */
export const isCool = ({ s, now }: Turn): boolean => now - s.lastSeekAt >= Math.max(SEEK_COOLDOWN_MS, 2 * s.seekDebtMs);

function writeSeek(turn: Turn, target: number, debtMs: number, playing: boolean): void {
  const { s, now } = turn;
  const position = inFilm(turn, target);
  turn.effects.push({ kind: 'seek', position });
  s.operation = {
    kind: 'seek',
    wroteAt: now,
    target: position,
    debtMs,
    buffered: isBuffered(turn, position),
    playing,
    landedAt: null,
  };
  s.lastSeekAt = now;
  s.seekDebtMs = debtMs;
  s.soughtWhilePaused = true;
  s.disturbed = false;
  s.drift = forgetErrors(s.drift, true);
}

/** S18: a player that runs jumps to where the timeline will be when it runs again. */
export function seekRunning(turn: FollowTurn): void {
  const { timeline, partyNow } = turn;
  const near = expectedDebt(turn, positionAt(timeline, partyNow));
  const target = positionAt(timeline, Math.max(timeline.at, partyNow) + near);
  const debt = expectedDebt(turn, target);
  // With the start still ahead the player lands early and waits for it (S13).
  writeSeek(turn, positionAt(timeline, partyNow + debt), debt, true);
}

/** A still player goes exactly there. */
export const seekStill = (turn: Turn, target: number): void =>
  writeSeek(turn, target, expectedDebt(turn, target), false);

/**
 * S11: a standing player goes to where the timeline will be once it has surely loaded, and starts when that moment
 * comes: the length of the seek then does not matter.
 */
export function seekAhead(turn: FollowTurn): void {
  const { s, o, timeline, partyNow } = turn;
  const near = expectedDebt(turn, positionAt(timeline, partyNow));
  const buffered = isBuffered(turn, positionAt(timeline, partyNow + near));
  const measured = o.capabilities.cheapSeek ? (buffered ? 0 : s.pausedSeekMs) : s.pausedSeekMs || COSTLY_SEEK_MS;
  const usual = Math.max(near, measured);
  const ahead = usual * PLAN_FACTOR + PLAN_MARGIN_MS + expected(s.learned, 'startAfterSeek');
  const target = positionAt(timeline, Math.max(timeline.at, partyNow + ahead));
  writeSeek(turn, target, usual, false);
  s.plannedAt = turn.now;
}

/** S18: two that miss in ten seconds, and this player is left alone for a while: a loop would be worse than the error. */
export function countMiss(turn: Turn): void {
  const { s, now } = turn;
  s.misses = [...s.misses.filter((at) => now - at < MISS_WINDOW_MS), now];
  if (s.misses.length < MISSES_MAX) return;
  s.misses = [];
  s.noSeekUntil = now + SEEK_BAN_MS;
  turn.effects.push({ kind: 'notice', notice: 'gave-up-seeking' });
}

function learnDebt(turn: Turn, key: keyof Learned, ms: number): void {
  const learned = learn(turn.s.learned, key, ms);
  if (learned === turn.s.learned) return;
  turn.s.learned = learned;
  turn.effects.push({ kind: 'learned', learned });
}

/** The adapter says that a seek is there, or will never be. */
export function seekEnded(turn: Turn, done: boolean): Reason {
  const { s, now } = turn;
  const seek = s.operation;
  if (seek.kind !== 'seek') return 'seek-superseded';
  if (!done) {
    s.operation = NO_OPERATION;
    // A player that stands where it should has not missed: it had nothing to do.
    if (seek.playing || Math.abs(turn.o.position - seek.target) > STILL_SLIP_S) countMiss(turn);
    return 'seek-failed';
  }
  s.operation = { ...seek, landedAt: now };
  return 'seek-landed';
}

/**
 * S18: one's own seek latency is not drift. Until the player has landed and run for `SETTLE_MS`, nothing is corrected;
 * then the landing itself is judged and the debt learned.
 * @returns why the controller keeps still, or null when the seek is over
 */
export function awaitLanding(turn: FollowTurn): Reason | null {
  const { s, o, now, timeline, partyNow } = turn;
  const seek = s.operation;
  if (seek.kind !== 'seek') return null;
  if (seek.landedAt === null) {
    if (now - seek.wroteAt < SEEK_TIMEOUT_MS) return 'seeking';
    return seekEnded(turn, false);
  }
  if (o.seeking) return 'seeking';
  if (!seek.playing || o.paused) {
    if (o.readyState < 3) return 'loading';
    s.pausedSeekMs = now - seek.wroteAt;
    s.operation = NO_OPERATION;
    if (Math.abs(o.position - seek.target) > STILL_SLIP_S) countMiss(turn);
    return null;
  }
  const start = expected(s.learned, 'startAfterSeek');
  if (o.readyState >= 3 && now - seek.landedAt < SETTLE_MS / 2) {
    const early = timeAt(timeline, o.position) - partyNow - start;
    if (early > EARLY_MS && o.capabilities.clock === 'exact') {
      learnDebt(turn, debtKey(seek.buffered), now - seek.wroteAt + start);
      s.operation = NO_OPERATION;
      standBy(turn);
      s.soughtWhilePaused = true;
      return 'landed-early';
    }
  }
  if (o.readyState < 3) {
    // Landed, but with nothing to show: it runs only from here on.
    s.operation = { ...seek, landedAt: now };
    return 'loading';
  }
  if (now - seek.landedAt < SETTLE_MS) {
    wake(turn, seek.landedAt + SETTLE_MS);
    return 'settling';
  }
  const error = errorOf(turn);
  learnDebt(turn, debtKey(seek.buffered), seek.debtMs + (error / timeline.rate) * 1000);
  s.operation = NO_OPERATION;
  s.drift = forgetErrors(s.drift);
  s.freshUntil = now + FRESH_MS;
  if (Math.abs(error) > SEEK_FROM) countMiss(turn);
  return null;
}
