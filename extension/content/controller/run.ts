import { positionAt } from '../../../shared/playback/timeline.ts';
import { correctionRate, decideMode, forgetErrors, observeError } from './drift.ts';
import {
  APPROXIMATE_FROM,
  FOREIGN_RATE,
  FOREIGN_RATE_FROM,
  HARD_PULL_FROM,
  JUMP_FROM,
  RATE_TOLERANCE,
  RATE_WRITE_GAP_MS,
  REASSERT_FORGET_MS,
  REASSERT_MAX,
  SECOND_LOOK_MS,
  SEEK_AFTER_MS,
  SEEK_FROM,
  SEEK_ONLY_AFTER_MS,
  SEEK_ONLY_FROM,
} from './numbers.ts';
import { isCool, maySeek, seekRunning } from './seek.ts';
import { type FollowTurn, NO_OPERATION, type Turn } from './state.ts';
import { atEnd, errorOf, pageTime, wake } from './turn.ts';
import type { Reason } from './types.ts';
import { setRate, standBy } from './writes.ts';

/** S13-S18: the party plays and so does this player. */
export function run(turn: FollowTurn): Reason {
  const { s, o, timeline, partyNow } = turn;
  if (partyNow < timeline.at) return beforeStart(turn);
  if (s.operation.kind === 'jump') {
    s.operation = NO_OPERATION;
    if (maySeek(turn, positionAt(timeline, partyNow))) {
      seekRunning(turn);
      return 'jump';
    }
  }
  if (o.seeking || o.readyState < 3) {
    s.drift = forgetErrors(s.drift, true);
    return 'loading';
  }
  s.soughtWhilePaused = false; // it runs, whoever started it
  if (o.capabilities.clock === 'none') return 'no-content-clock';
  if (!o.clockSettled) return atBaseRate(turn, 'clock-unsettled');
  if (atEnd(turn)) return atBaseRate(turn, 'at-the-end');
  return correct(turn);
}

/** The timeline's moment is still to come: a common jump of players that run (S13), or somebody who ran ahead. */
function beforeStart(turn: FollowTurn): Reason {
  const { s, o, timeline, partyNow } = turn;
  if (s.operation.kind === 'jump') {
    if (partyNow < s.operation.seekAt) {
      wake(turn, pageTime(turn, s.operation.seekAt));
      return 'jump-scheduled';
    }
    seekRunning(turn);
    return 'jump';
  }
  const ahead = timeline.at - partyNow;
  const there = o.position + (ahead / 1000) * timeline.rate;
  if (Math.abs(there - timeline.position) < JUMP_FROM) return 'running-up';
  if (o.seeking || o.capabilities.clock !== 'exact') return 'loading';
  standBy(turn);
  return 'too-early';
}

function atBaseRate(turn: FollowTurn, reason: Reason): Reason {
  turn.s.drift = forgetErrors(turn.s.drift);
  reassertRate(turn);
  setRate(turn, turn.timeline.rate, true, 'now');
  return reason;
}

const canSteer = ({ s, o }: Turn): boolean =>
  o.capabilities.rate && s.preferences.rateCorrection && !s.rate.unusable && o.capabilities.clock === 'exact';

/** From which error on, and after how long, a seek is worth being seen. */
function seekThreshold(turn: FollowTurn): { from: number; afterMs: number } {
  const { s, o, timeline } = turn;
  if (o.capabilities.clock === 'approximate') return { from: APPROXIMATE_FROM, afterMs: SEEK_AFTER_MS };
  // A site that does not take the party's rate falls behind for ever: rarely a seek, not one a second.
  if (Math.abs(o.rate - timeline.rate) > FOREIGN_RATE) return { from: FOREIGN_RATE_FROM, afterMs: SEEK_AFTER_MS };
  const siteHasNoRate = !o.capabilities.rate || s.rate.unusable;
  if (siteHasNoRate) return { from: SEEK_ONLY_FROM, afterMs: SEEK_ONLY_AFTER_MS };
  return { from: SEEK_FROM, afterMs: SEEK_AFTER_MS };
}

function correct(turn: FollowTurn): Reason {
  const { s, o, now, timeline, partyNow } = turn;
  const error = errorOf(turn);
  const size = Math.abs(error);
  const undone = reassertRate(turn);
  s.drift = observeError(s.drift, error, o.rate - timeline.rate, now);

  const { from, afterMs } = seekThreshold(turn);
  const seekable = maySeek(turn, positionAt(timeline, partyNow));
  if (s.disturbed) {
    s.disturbed = false;
    if (seekable && size > (o.capabilities.clock === 'exact' ? JUMP_FROM : from)) {
      seekRunning(turn);
      return 'put-right';
    }
  }
  const since = size > from ? (s.drift.seekableSince ?? now) : null;
  s.drift = { ...s.drift, seekableSince: since };
  if (since !== null && seekable) {
    if (now - since < afterMs) return 'far-off';
    if (!isCool(turn)) return 'cooling-down';
    seekRunning(turn);
    return 'seek-to-party';
  }
  if (!canSteer(turn)) {
    setRate(turn, timeline.rate, true, 'now');
    return 'no-rate';
  }
  return undone ?? steer(turn);
}

/** S16, S17. */
function steer(turn: FollowTurn): Reason {
  const { s, timeline, now } = turn;
  const { drift, reason } = decideMode(s.drift, now < s.freshUntil);
  s.drift = drift;
  const { rate, preservesPitch } = correctionRate(drift, timeline.rate, s.preferences.musicMode);
  setRate(turn, rate, preservesPitch, drift.mode === 'locked' ? 'paced' : 'fine');
  const newest = Math.abs(drift.window.at(-1) ?? 0);
  // Half a second off is seen at once, and a second look proves it: it need not wait for the next tick.
  if (drift.far === 1 && newest > HARD_PULL_FROM) wake(turn, now + SECOND_LOOK_MS);
  if (drift.mode === 'pull') {
    // 5.5 % closes 5 ms in one tick: look again at the moment it should be over.
    const left = (newest / Math.max(1e-6, Math.abs(rate - timeline.rate))) * 1000;
    if (left < 150) wake(turn, now + Math.max(1, left));
  }
  return reason;
}

/**
 * S20: somebody else wrote the rate, and no hand did (that would have come as an intent): the site's reset. It is put
 * back a few times, then left to the site.
 */
function reassertRate(turn: FollowTurn): Reason | null {
  const { s, o, now } = turn;
  const { written, pitch, at, undone, undoneAt, unusable } = s.rate;
  if (written === null || unusable || Math.abs(o.rate - written) < RATE_TOLERANCE) return null;
  if (now - at < RATE_WRITE_GAP_MS) return 'rate-asked';
  const count = now - undoneAt > REASSERT_FORGET_MS ? 1 : undone + 1;
  if (count > REASSERT_MAX) {
    s.rate = { ...s.rate, unusable: true, written: o.rate };
    s.drift = forgetErrors(s.drift);
    return 'rate-given-up';
  }
  turn.effects.push({ kind: 'rate', rate: written, preservesPitch: pitch });
  s.rate = { ...s.rate, at: now, undone: count, undoneAt: now };
  return 'rate-reasserted';
}
