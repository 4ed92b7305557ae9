import { handIntent, handResult } from './commands.ts';
import { follow } from './follow.ts';
import { seekEnded } from './seek.ts';
import { countLostStart } from './start.ts';
import { type ControllerState, freshPlayer, NO_OPERATION, type Turn } from './state.ts';
import { noteStall, reportStatus } from './status.ts';
import { adopt } from './timeline-change.ts';
import type { ControllerEvent, Decision, Observation, Outcome, Reason, Write } from './types.ts';

export { type ControllerInit, type ControllerState, createController } from './state.ts';

/** Events without an observation change what is known; the next tick acts on it. */
type Blind = Exclude<ControllerEvent, { observation: Observation }>;

const isBlind = (event: ControllerEvent): event is Blind =>
  event.kind === 'permission' || event.kind === 'preferences' || event.kind === 'learned';

/**
 * One step of a viewer's controller: pure, no DOM, timer or chance. The same rules for every event: first what the event
 * says, then what the player needs now.
 * @param now page's monotonic clock, ms: that of the observation, where there is one
 * @returns next state, effects in the order to be carried out, and why
 */
export function step(state: ControllerState, event: ControllerEvent, now: number): Decision<ControllerState> {
  if (isBlind(event)) return { state: learnOf(state, event), effects: [], reason: event.kind };
  const turn: Turn = { s: { ...state }, o: event.observation, now, effects: [] };
  const said = take(turn, event);
  noteStall(turn);
  const did = follow(turn);
  reportStatus(turn);
  return { state: turn.s, effects: turn.effects, reason: said === null ? did : `${said}: ${did}` };
}

const learnOf = (state: ControllerState, { kind: _, ...known }: Blind): ControllerState => ({ ...state, ...known });

function take(turn: Turn, event: Exclude<ControllerEvent, Blind>): Reason | null {
  switch (event.kind) {
    case 'tick':
      return null;
    case 'timeline':
      return adopt(turn, event.timeline, event);
    case 'intent':
      return handIntent(turn, event.intent);
    case 'command-result':
      return handResult(turn, event.commandId, event.result);
    case 'write-outcome':
      return takeOutcome(turn, event.write, event.outcome);
    case 'media-changed':
      Object.assign(turn.s, freshPlayer());
      return 'media-changed';
    case 'sync-me':
      return syncMe(turn);
  }
}

function takeOutcome(turn: Turn, write: Write, outcome: Outcome): Reason | null {
  const { s, now } = turn;
  switch (write.kind) {
    case 'seek': {
      const mine = s.operation.kind === 'seek' && s.operation.target === write.position;
      if (!mine || outcome === 'cancelled') return 'seek-superseded';
      return seekEnded(turn, outcome === 'done');
    }
    case 'play':
      if (s.operation.kind !== 'start' || outcome === 'done' || outcome === 'cancelled') return null;
      s.operation = NO_OPERATION;
      s.expectPaused = turn.o.paused;
      if (outcome === 'blocked') s.blocked = true;
      else countLostStart(turn);
      return `play-${outcome}`;
    case 'pause':
      // Some players take it only a second after a jump: that is when the film was seen to stop.
      if (s.stoppedAt > 0) s.stoppedAt = now;
      return null;
    case 'rate':
      // The player was not asked: that it runs at another rate is nobody's doing.
      if (outcome === 'cancelled') s.rate = { ...s.rate, written: null };
      if (outcome !== 'ignored' && outcome !== 'unsupported') return null;
      s.rate = { ...s.rate, unusable: true };
      return `rate-${outcome}`;
  }
}

/** The user asked: what was left alone is tried again. */
function syncMe({ s }: Turn): Reason {
  Object.assign(s, {
    disturbed: true,
    blocked: false,
    blockedTold: false,
    starts: [],
    misses: [],
    noSeekUntil: Number.NEGATIVE_INFINITY,
    stillRev: -1,
    rate: { ...s.rate, unusable: false, undone: 0 },
  });
  return 'sync-me';
}
