import type { Status } from '../../shared/party/party.ts';
import { positionAt, type Timeline } from '../../shared/playback/timeline.ts';
import type { ErrorCode } from '../../shared/protocol/errors.ts';
import { DEEDS_KEPT, type Deed } from '../messaging/deeds.ts';
import { randomId } from '../messaging/random-id.ts';
import type { BackgroundLink } from './background-link.ts';
import { type ControllerState, createController, step } from './controller/controller.ts';
import { CHROMIUM_PRIORS, expected, FIREFOX_PRIORS } from './controller/learned.ts';
import type { ControllerEvent, Effect, Intent, Learned, Observation, Preferences, Write } from './controller/types.ts';
import type { PlayerSession } from './player-session.ts';
import { wakeTimer } from './wake-timer.ts';

/** Runs the pure controller on a real player: feeds it events, carries its effects out. Decides nothing. */
export interface Runner {
  timeline(timeline: Timeline, how: { commandId?: string | null; snapshot?: boolean }): void;
  intent(intent: Intent): void;
  permission(mayControl: boolean): void;
  preferences(preferences: Preferences): void;
  learned(learned: Learned): void;
  syncMe(): void;
  /** Another element or source, or none. The session before is ended by its owner. */
  player(session: PlayerSession | null): void;
  /** Something happened to the player: look now. */
  look(): void;
  /** Tell the background where we stand; it may be another one than before. */
  report(): void;
  /** Tell the background what was written to the player lately and why, newest last; for diagnostics. */
  tellDeeds(): void;
}

export type RunnerNotice = Extract<Effect, { kind: 'notice' }>['notice'];

export interface RunnerSetup {
  request: BackgroundLink['request'];
  /** What is so while there is no player. */
  observeNothing: () => Observation;
  /** Where the user is shown it; null: this frame shows nothing. */
  shown: {
    status(status: Status): void;
    /** @param why what the newest answer said against an own command; `timeout`: none has come */
    notice(notice: RunnerNotice, why: ErrorCode): void;
  } | null;
  onLearned: (learned: Learned) => void;
  mayControl: boolean;
  signal: AbortSignal;
}

/** Section 4 of the rules: 10 Hz. Hidden tabs hold timers back; media events stand in for them (`look`). */
const TICK_MS = 100;
/** Players fire `seeked`, `canplay` and `playing` in one breath: one look is enough. */
const LOOK_GAP_MS = 1;

export const priors = (): Learned => (/\bFirefox\//.test(navigator.userAgent) ? FIREFOX_PRIORS : CHROMIUM_PRIORS);

/** Start running until `signal` aborts. */
export function startRunner(setup: RunnerSetup): Runner {
  const { request, signal } = setup;
  const now = () => performance.now();
  let state: ControllerState = createController({
    commandPrefix: randomId().slice(0, 13),
    mayControl: setup.mayControl,
    learned: priors(),
  });
  let session: PlayerSession | null = null;
  let status: Status | null = null;
  let deeds: Deed[] = [];
  let refusal: ErrorCode = 'timeout';
  let tickedAt = -Infinity;

  const observe = (): Observation => session?.observe() ?? setup.observeNothing();

  const dispatch = (event: ControllerEvent) => {
    if (signal.aborted) return;
    const decision = step(state, event, now());
    state = decision.state;
    for (const effect of decision.effects) carryOut(effect, decision.reason);
  };

  /** While a person's act is being gathered, correcting the player would undo it. */
  const tick = () => {
    if (session?.pending()) return;
    tickedAt = now();
    dispatch({ kind: 'tick', observation: observe() });
  };
  const wakeAt = wakeTimer(tick, signal, now);

  const write = (wanted: Write, reason: string) => {
    const on = session;
    if (!on) return;
    const { timeline } = state;
    const { partyNow, position } = on.observe();
    const deed: Deed = {
      ...wanted,
      at: now(),
      base: timeline?.rate,
      off: timeline && partyNow && positionAt(timeline, partyNow) - position,
      reason,
    };
    deeds = [...deeds.slice(1 - DEEDS_KEPT), deed];
    void on.apply(wanted).then(({ outcome, tookMs }) => {
      deed.tookMs = tookMs;
      if (on === session) dispatch({ kind: 'write-outcome', write: wanted, outcome, tookMs, observation: observe() });
    });
  };

  const send = ({ command, since }: Extract<Effect, { kind: 'send' }>) => {
    const { commandId } = command;
    refusal = 'timeout';
    void request('player:command', { ...command, at: Date.now() - now() + since }).then((result) => {
      if (!result.ok) refusal = result.error.code;
      dispatch({ kind: 'command-result', commandId, result, observation: observe() });
    });
  };

  const report = () => {
    if (!status) return;
    const startLatencyMs = Math.max(expected(state.learned, 'startAfterSeek'), 0);
    void request('player:status', { status, startLatencyMs });
  };

  const carryOut = (effect: Effect, reason: string): void => {
    switch (effect.kind) {
      case 'send':
        send(effect);
        break;
      case 'request-sync':
        void request('player:request-sync', null).then((result) => {
          if (result.ok) runner.timeline(result.value.timeline, { snapshot: true });
        });
        break;
      case 'wake':
        wakeAt(effect.at);
        break;
      case 'status':
        status = effect.status;
        report();
        setup.shown?.status(effect.status);
        break;
      case 'learned':
        setup.onLearned(effect.learned);
        break;
      case 'notice':
        setup.shown?.notice(effect.notice, refusal);
        break;
      default:
        write(effect, reason);
    }
  };

  const timer = setInterval(tick, TICK_MS);
  signal.addEventListener('abort', () => clearInterval(timer));

  const runner: Runner = {
    timeline(timeline, how) {
      session?.flush();
      dispatch({ kind: 'timeline', timeline, ...how, observation: observe() });
    },
    intent: (intent) => dispatch({ kind: 'intent', intent, observation: observe() }),
    permission: (mayControl) => dispatch({ kind: 'permission', mayControl }),
    preferences: (preferences) => dispatch({ kind: 'preferences', preferences }),
    learned: (learned) => dispatch({ kind: 'learned', learned }),
    syncMe: () => dispatch({ kind: 'sync-me', observation: observe() }),
    player(next) {
      session = next;
      dispatch({ kind: 'media-changed', observation: observe() });
    },
    look() {
      if (now() - tickedAt >= LOOK_GAP_MS) tick();
    },
    report,
    tellDeeds: () => void request('player:deeds', { now: now(), deeds }),
  };
  return runner;
}
