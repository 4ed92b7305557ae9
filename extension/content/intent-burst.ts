import type { Intent } from './controller/types.ts';
import { type Burst, type Facts, handOn, type IntentState, type Verdict } from './intent-facts.ts';

/** PAUSE and SEEK of one click come in one task or two: shorter than a glance, longer than a busy main thread. */
export const PAUSE_WAIT_MS = 120;
/** A pause between two moves of a drag. */
export const SEEK_WAIT_MS = 200;
/** While a drag goes on, the others follow at this pace. */
export const DRAG_TELL_MS = 1_000;
/** A site that resumes after a scrub does so when it has data; later than this it stays paused. */
export const RESUME_WAIT_MS = 3_000;
const LOOK_AGAIN_MS = 100;
const HAVE_FUTURE_DATA = 3;

/** Start a burst or go on with one. */
export function beginBurst(kind: 'pause' | 'seek', facts: Facts, running: Burst | null = null): Burst {
  const base: Burst = running ?? {
    startedAt: facts.now,
    wasPlaying: kind === 'pause' || !facts.paused,
    startedFrom: facts.position,
    jump: null,
    jumped: false,
    byHand: false,
    toldAt: facts.now,
    ownWrites: false,
    readyAt: null,
    settleAt: facts.now + PAUSE_WAIT_MS,
  };
  if (kind === 'pause') return base;
  return {
    ...base,
    jump: { at: facts.now, to: facts.sure ? facts.position : null },
    jumped: true,
    byHand: base.byHand || handOn(facts) || facts.held,
    settleAt: facts.now + SEEK_WAIT_MS,
  };
}

const over = (state: IntentState, intents: Intent[], reason: string): Verdict => ({
  state: { ...state, burst: null },
  intents,
  settleAt: null,
  reason,
});

const wait = (state: IntentState, burst: Burst, at: number, intents: Intent[], reason: string): Verdict => ({
  state: { ...state, burst: { ...burst, settleAt: at } },
  intents,
  settleAt: at,
  reason,
});

/** Look at the burst again: is it quiet enough to tell? */
export function settleBurst(state: IntentState, facts: Facts): Verdict {
  const { burst } = state;
  if (!burst) return { state, intents: [], settleAt: null, reason: 'nothing-pending' };
  if (!burst.jumped) return settlePause(state, burst, facts);
  if (!burst.byHand) return over(state, [], 'site-jump');
  const told = tellJump(burst, facts);
  if (told.burst.jump) {
    const due = told.burst.jump.at + SEEK_WAIT_MS;
    return wait(state, told.burst, due > facts.now ? due : facts.now + LOOK_AGAIN_MS, told.intents, 'jump-pending');
  }
  return settleTransport(state, told.burst, facts, told.intents);
}

/** Tell a pending pause now: the player is about to be moved for the party, and the pause would drown in that. */
export function flushBurst(state: IntentState, facts: Facts): Verdict {
  const { burst } = state;
  if (!burst || burst.jumped || !facts.paused || burst.ownWrites) return settleBurst(state, facts);
  return over(state, [{ kind: 'pause', position: burst.startedFrom }], 'flushed');
}

function settlePause(state: IntentState, burst: Burst, facts: Facts): Verdict {
  if (!facts.paused) return over(state, [], 'blip');
  if (facts.now < burst.settleAt) return wait(state, burst, burst.settleAt, [], 'maybe-scrub');
  return over(state, burst.ownWrites ? [] : [{ kind: 'pause', position: burst.startedFrom }], 'person');
}

function tellJump(burst: Burst, facts: Facts): { burst: Burst; intents: Intent[] } {
  const { jump } = burst;
  if (!jump) return { burst, intents: [] };
  const rested = facts.now - jump.at >= SEEK_WAIT_MS && !facts.held;
  const dragging = facts.held && facts.now - burst.toldAt >= DRAG_TELL_MS;
  const to = jump.to ?? (facts.sure && !facts.seeking ? facts.position : null);
  if (to === null || !(rested || dragging)) return { burst, intents: [] };
  return { burst: { ...burst, jump: null, toldAt: facts.now }, intents: [{ kind: 'seek', position: to }] };
}

function settleTransport(state: IntentState, burst: Burst, facts: Facts, intents: Intent[]): Verdict {
  if (facts.held) return wait(state, burst, facts.now + LOOK_AGAIN_MS, intents, 'dragging');
  const changed = burst.wasPlaying === facts.paused && !burst.ownWrites;
  if (!changed) return over(state, intents, 'person');
  if (!facts.paused) return over(state, [...intents, { kind: 'play', position: facts.position }], 'person');
  const fetching = facts.seeking || facts.readyState < HAVE_FUTURE_DATA;
  const late = facts.now - burst.startedAt > RESUME_WAIT_MS;
  const readyAt = fetching ? null : (burst.readyAt ?? facts.now);
  const rested = readyAt !== null && facts.now - readyAt >= 2 * SEEK_WAIT_MS;
  if (!late && !rested) return wait(state, { ...burst, readyAt }, facts.now + LOOK_AGAIN_MS, intents, 'may-resume');
  return over(state, [...intents, { kind: 'pause', position: facts.position }], 'person');
}
