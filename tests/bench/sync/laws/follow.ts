import type {
  ControllerEvent,
  Decision,
  Effect,
  Intent,
  Observation,
} from '../../../../extension/content/controller/types.ts';
import { isNewer, positionAt, type Timeline } from '../../../../shared/playback/timeline.ts';

/**
 * What the comparison laws share: obey a command at once when it arrives, hand one's own on, correct drift by a law. No
 * scheduled start, no learned latency, no readiness: the measured peers have none of them either.
 */
export interface FollowState<L> {
  readonly commandPrefix: string;
  readonly commandCount: number;
  readonly mayControl: boolean;
  readonly timeline: Timeline | null;
  /** Own commands without an answer: the player is ahead of the timeline then, and that is no drift. */
  readonly pending: number;
  readonly statusAt: number;
  readonly law: L;
}

/** A law of correction. `e`: seconds that the player is behind (positive) or ahead. */
export interface Law<L> {
  readonly name: string;
  readonly fresh: L;
  correct(law: L, e: number, target: number, observation: Observation): { law: L; effects: Effect[] };
  /** Does a pause put the player on the exact position? */
  readonly seekOnPause: boolean;
}

/** Further off than this when a command arrives: it was a jump. */
const JUMP_S = 0.5;
const STATUS_EVERY_MS = 1_000;
const HAVE_FUTURE_DATA = 3;

interface Init {
  commandPrefix: string;
  mayControl?: boolean;
}

/** The controller's interface around a law. */
export function follower<L>(law: Law<L>) {
  type State = FollowState<L>;
  const createController = (init: Init): State => ({
    commandPrefix: init.commandPrefix,
    commandCount: 0,
    mayControl: init.mayControl ?? true,
    timeline: null,
    pending: 0,
    statusAt: Number.NEGATIVE_INFINITY,
    law: law.fresh,
  });

  const step = (state: State, event: ControllerEvent): Decision<State> => {
    switch (event.kind) {
      case 'tick':
        return tick(state, event.observation, law);
      case 'timeline':
        // One's own command came back: the player has done it already.
        if (event.commandId?.startsWith(`${state.commandPrefix}-`))
          return { state: keepNewer(state, event.timeline), effects: [], reason: 'own' };
        return obey(state, event.timeline, event.observation, law);
      case 'intent':
        return hand(state, event.intent, event.observation);
      case 'command-result':
        return {
          state: {
            ...(event.result.ok ? keepNewer(state, event.result.value.timeline) : state),
            pending: Math.max(0, state.pending - 1),
          },
          effects: [],
          reason: 'answered',
        };
      case 'permission':
        return { state: { ...state, mayControl: event.mayControl }, effects: [], reason: 'permission' };
      case 'media-changed':
        return { state: { ...state, law: law.fresh }, effects: [], reason: 'media-changed' };
      default:
        return { state, effects: [], reason: 'not-of-interest' };
    }
  };
  return { createController, step, lawName: law.name };
}

const keepNewer = <L>(state: FollowState<L>, timeline: Timeline): FollowState<L> =>
  isNewer(timeline, state.timeline) ? { ...state, timeline } : state;

function tick<L>(before: FollowState<L>, observation: Observation, law: Law<L>): Decision<FollowState<L>> {
  const { timeline } = before;
  const effects: Effect[] = [];
  let state = before;
  if (observation.now - before.statusAt >= STATUS_EVERY_MS) {
    state = { ...state, statusAt: observation.now };
    const ready = observation.readyState >= HAVE_FUTURE_DATA && !observation.seeking;
    effects.push({ kind: 'status', status: { state: 'in-step', skewMs: null, clockBoundMs: null, ready } });
  }
  const idle =
    !timeline?.playing ||
    observation.partyNow === null ||
    observation.paused ||
    observation.seeking ||
    observation.media !== 'right' ||
    state.pending > 0;
  if (idle) return { state, effects, reason: 'idle' };
  const target = positionAt(timeline, observation.partyNow!);
  const corrected = law.correct(state.law, target - observation.position, target, observation);
  return { state: { ...state, law: corrected.law }, effects: [...effects, ...corrected.effects], reason: law.name };
}

function obey<L>(state: FollowState<L>, timeline: Timeline, o: Observation, law: Law<L>): Decision<FollowState<L>> {
  if (!isNewer(timeline, state.timeline)) return { state, effects: [], reason: 'old' };
  const effects: Effect[] = [];
  if (o.media === 'right') {
    const target = positionAt(timeline, o.partyNow ?? timeline.at);
    const off = Math.abs(target - o.position);
    if (!timeline.playing && !o.paused) effects.push({ kind: 'pause' });
    if (off > JUMP_S || (!timeline.playing && law.seekOnPause && off > 0.001))
      effects.push({ kind: 'seek', position: target });
    if (timeline.playing && o.paused) effects.push({ kind: 'play' });
    if (!timeline.playing) effects.push({ kind: 'rate', rate: timeline.rate, preservesPitch: true });
  }
  return { state: { ...state, timeline, law: law.fresh }, effects, reason: 'obeyed' };
}

const NAMES = { play: 'video-play', pause: 'video-pause', seek: 'video-seek', rate: 'video-rate' } as const;

function hand<L>(state: FollowState<L>, intent: Intent, o: Observation): Decision<FollowState<L>> {
  const { timeline } = state;
  if (!timeline || !state.mayControl) return { state, effects: [], reason: 'not-allowed' };
  const commandCount = state.commandCount + 1;
  const command = {
    name: NAMES[intent.kind],
    commandId: `${state.commandPrefix}-${commandCount}`,
    epoch: timeline.epoch,
    baseRev: timeline.rev,
    mediaKey: timeline.mediaKey,
    currentTime: Math.max(0, intent.position),
    ...(intent.kind === 'rate' ? { rate: intent.rate } : {}),
  };
  return {
    state: { ...state, commandCount, pending: state.pending + 1 },
    effects: [{ kind: 'send', command, since: o.now }],
    reason: 'own-command',
  };
}
