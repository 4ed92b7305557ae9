import { forgetErrors } from './drift.ts';
import { RATE_STEP_MIN, RATE_TOLERANCE, RATE_WRITE_GAP_MS } from './numbers.ts';
import type { Turn } from './state.ts';

/** What is asked of the player besides seeks (see seek.ts). Each leaves in the state what the player is then expected to show. */

export function pause(turn: Turn): void {
  const { s, o, now } = turn;
  turn.effects.push({ kind: 'pause' });
  s.operation = { kind: 'pause', wroteAt: now };
  s.expectPaused = true;
  s.stoppedAt = -Infinity;
  s.unexplainedSince = null;
  s.soughtWhilePaused = o.seeking;
  s.drift = forgetErrors(s.drift);
}

/** A stop that no person asked for: ahead of a party that plays (S13), or in a hold (S23). A press may cross it (S19). */
export function standBy(turn: Turn): void {
  pause(turn);
  turn.s.stoppedAt = turn.now;
}

export function play(turn: Turn): void {
  const { s, o, now } = turn;
  turn.effects.push({ kind: 'play' });
  s.operation = { kind: 'start', wroteAt: now, from: o.position, afterSeek: s.soughtWhilePaused };
  s.soughtWhilePaused = false;
  s.expectPaused = false;
  s.unexplainedSince = null;
  s.plannedAt = null;
  s.loadedToStart = false;
  s.drift = forgetErrors(s.drift);
}

/**
 * S17: writes the rate unless it is there already.
 * @param pace `now`: a command, or nothing is being steered. `paced`: not right after another write. `fine`: nor for a
 *   small change: a correction that is being taken back is worth a write once it has halved, so that closing 20 ms
 *   takes four writes and not ten
 */
export function setRate(turn: Turn, rate: number, preservesPitch: boolean, pace: 'now' | 'paced' | 'fine'): void {
  const { s, o, now } = turn;
  const base = s.timeline?.rate ?? 1;
  const written = s.rate.written ?? o.rate;
  const change = Math.abs(written - rate);
  if (change < RATE_TOLERANCE && s.rate.pitch === preservesPitch) return;
  if (pace !== 'now' && now - s.rate.at < RATE_WRITE_GAP_MS) return;
  if (pace === 'fine' && change < Math.max(RATE_STEP_MIN, Math.abs(written - base) / 2)) return;
  turn.effects.push({ kind: 'rate', rate, preservesPitch });
  s.rate = { ...s.rate, written: rate, pitch: preservesPitch, at: now };
}
