import type { Status } from '../../../shared/party/party.ts';
import { positionAt } from '../../../shared/playback/timeline.ts';
import { steadyError } from './drift.ts';
import {
  APPROXIMATE_FROM,
  IN_STEP_S,
  OUT_OF_STEP_S,
  READY_AHEAD_S,
  SEEK_FROM,
  STATUS_GAP_MS,
  STATUS_KEEP_MS,
} from './numbers.ts';
import { isBlocked } from './start.ts';
import type { Turn } from './state.ts';

/** A player that seeks or loads for less than this is not reported: the server's patience (S23) counts from the report. */
const UNREADY_MS = 250;
/** From then on it is called by its name. */
const BUFFERING_MS = 500;

const isLoading = ({ o }: Turn): boolean => o.readyState < 3 || o.seeking;

/** S22, and the beginning of a stall. Call once a turn, before the status. */
export function noteStall(turn: Turn): void {
  const { s, o, now } = turn;
  s.stalledSince = o.media === 'right' && o.phase !== 'ad' && isLoading(turn) ? (s.stalledSince ?? now) : null;
}

/** S22: may the party start with this player? One that runs is ready whatever it has in store. */
function isReady(turn: Turn): boolean {
  const { s, o, now } = turn;
  if (o.media !== 'right' || o.phase === 'ad' || isBlocked(turn)) return false;
  if (s.stalledSince !== null) return now - s.stalledSince < UNREADY_MS && s.status?.ready === true;
  if (now < s.noSeekUntil && s.outOfStep && Math.abs(skewOf(turn) ?? 0) > SEEK_FROM) return false; // S18: the gate
  if (!o.paused || o.readyState >= 4) return true;
  const rest = o.duration === null ? Number.POSITIVE_INFINITY : o.duration - o.position;
  return o.bufferedAhead >= Math.min(READY_AHEAD_S, Math.max(0, rest - 0.5));
}

/** Seconds behind the timeline; null while unknown. */
function skewOf({ s, o }: Turn): number | null {
  if (s.timeline === null || o.media !== 'right' || o.capabilities.clock === 'none' || o.phase === 'ad') return null;
  if (!o.paused && s.drift.window.length > 0) return steadyError(s.drift);
  return o.partyNow === null ? null : positionAt(s.timeline, o.partyNow) - o.position;
}

function stateOf(turn: Turn): Status['state'] {
  const { s, o, now } = turn;
  if (o.media === 'none') return 'no-film';
  if (o.media !== 'right') return o.media;
  if (o.phase === 'ad') return 'ad';
  const wantsToRun = s.timeline?.playing === true || s.pending.some((one) => one.command.name === 'video-play');
  if (wantsToRun && isBlocked(turn)) return 'needs-click';
  if (s.stalledSince !== null && now - s.stalledSince >= BUFFERING_MS) return 'buffering';
  if (wantsToRun && o.paused && !o.ended) return 'starting';
  return s.outOfStep ? 'catching-up' : 'in-step';
}

/** What the others are shown: at once when it changes in kind, else at most each two seconds. */
export function reportStatus(turn: Turn): void {
  const { s, o, now } = turn;
  const skew = skewOf(turn);
  const standing = o.paused || s.operation.kind !== 'none';
  // Own seeks and starts are under way to the right place: they are no error (S18).
  // Nobody catches up with what is smaller than a stitched ad's uncertainty (S21).
  const vague = o.capabilities.clock === 'approximate';
  const out = vague ? APPROXIMATE_FROM : OUT_OF_STEP_S;
  const back = vague ? APPROXIMATE_FROM : IN_STEP_S;
  if (skew !== null && !standing) s.outOfStep = Math.abs(skew) > (s.outOfStep ? back : out);
  else if (skew !== null && s.timeline?.playing === false && o.paused) s.outOfStep = Math.abs(skew) > out;
  const status: Status = {
    state: stateOf(turn),
    skewMs: skew === null ? null : Math.min(Math.max(Math.round(skew * 1000), -1e8), 1e8),
    clockBoundMs: Number.isFinite(o.clockBoundMs) ? Math.min(Math.round(o.clockBoundMs), 60_000) : null,
    ready: isReady(turn),
  };
  const last = s.status;
  const changed = last === null || last.state !== status.state || last.ready !== status.ready;
  const moved = last !== null && (last.skewMs !== status.skewMs || last.clockBoundMs !== status.clockBoundMs);
  if (!changed && now - s.statusAt < (moved ? STATUS_GAP_MS : STATUS_KEEP_MS)) return;
  s.status = status;
  s.statusAt = now;
  turn.effects.push({ kind: 'status', status });
}
