import {
  APPROXIMATE_FROM,
  STILL_COSTLY_FRAME_S,
  STILL_FRAME_S,
  STILL_NUDGE_S,
  STILL_SLIP_MS,
  STILL_SLIP_S,
} from './numbers.ts';
import { awaitLanding, isCool, maySeek, seekStill } from './seek.ts';
import type { FollowTurn } from './state.ts';
import { inFilm } from './turn.ts';
import type { Reason } from './types.ts';
import { setRate } from './writes.ts';

/** S12: the party stands and so does this player: at most one still frame to the party's position, then peace. */
export function still(turn: FollowTurn): Reason {
  const { s, o, now, timeline } = turn;
  const landing = awaitLanding(turn);
  if (landing) return landing;
  if (o.readyState < 1 || o.seeking) return 'loading';
  setRate(turn, timeline.rate, true, 'now');

  const exact = o.capabilities.clock === 'exact';
  const renews = exact && o.capabilities.cheapSeek;
  const target = inFilm(turn, timeline.position + (renews ? STILL_NUDGE_S : 0));
  const off = Math.abs(target - o.position);
  const movable = o.capabilities.clock !== 'none' && maySeek(turn, target);
  if (s.stillRev !== timeline.rev) {
    s.stillRev = timeline.rev;
    s.slipSince = null;
    const ran = renews && !s.soughtWhilePaused;
    const frame = renews ? STILL_FRAME_S : exact ? STILL_COSTLY_FRAME_S : APPROXIMATE_FROM;
    if (movable && (ran || off > frame)) {
      seekStill(turn, target);
      return 'still-frame';
    }
    return 'still';
  }
  if (off <= (exact ? STILL_SLIP_S : APPROXIMATE_FROM)) {
    s.slipSince = null;
    return 'still';
  }
  s.slipSince ??= now;
  if (now - s.slipSince < STILL_SLIP_MS || !movable || !isCool(turn)) return 'still-elsewhere';
  s.slipSince = null;
  seekStill(turn, target);
  return 'still-slipped';
}
