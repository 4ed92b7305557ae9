import type { Status } from '../../../shared/party/party.ts';
import type { Timeline } from '../../../shared/playback/timeline.ts';
import type { OutgoingCommand } from '../../messaging/outgoing-command.ts';
import { type Drift, quietDrift } from './drift.ts';
import { CHROMIUM_PRIORS } from './learned.ts';
import type { Effect, Learned, Observation, Preferences, Reason } from './types.ts';

/** What was asked of the player and is not yet known to be done. One at a time: the newest wins. */
export type Operation =
  | { kind: 'none' }
  /** S18. `playing`: the player is to run on by itself after it. `landedAt`: the adapter said that it is there. */
  | {
      kind: 'seek';
      wroteAt: number;
      target: number;
      debtMs: number;
      buffered: boolean;
      playing: boolean;
      landedAt: number | null;
    }
  /** S13: a common jump at a moment of the party clock. */
  | { kind: 'jump'; seekAt: number }
  /** S11. */
  | { kind: 'start'; wroteAt: number; from: number; afterSeek: boolean }
  | { kind: 'pause'; wroteAt: number };

export interface Pending {
  command: OutgoingCommand;
  sentAt: number;
  firstSentAt: number;
  /** The way was down: ask again. */
  retry: boolean;
}

/** What was last written to the player's rate, and how often somebody else undid it (S20). */
export interface RateControl {
  written: number | null;
  pitch: boolean;
  at: number;
  undone: number;
  undoneAt: number;
  unusable: boolean;
}

export interface ControllerState {
  readonly commandPrefix: string;
  readonly commandCount: number;
  readonly mayControl: boolean;
  readonly preferences: Preferences;
  readonly learned: Learned;
  readonly timeline: Timeline | null;
  readonly pending: readonly Pending[];
  readonly operation: Operation;
  readonly drift: Drift;
  readonly rate: RateControl;
  /** A known cause threw the player off (an ad, a refusal, another source): put it right at once, without waiting. */
  readonly disturbed: boolean;
  /** Did the player seek since it last ran? Then a start takes longer (S11). */
  readonly soughtWhilePaused: boolean;
  /** Paused or not, as last written or done by hand; null: unknown. */
  readonly expectPaused: boolean | null;
  readonly unexplainedSince: number | null;
  /** When we stopped the player without a person having asked for it, page ms; -Infinity: the last stop was asked for. */
  readonly stoppedAt: number;
  readonly stalledSince: number | null;
  /** `rev` whose still frame has been put right (S12). */
  readonly stillRev: number;
  readonly slipSince: number | null;
  readonly blocked: boolean;
  readonly blockedTold: boolean;
  /** Times of play() that did not last. */
  readonly starts: readonly number[];
  readonly misses: readonly number[];
  readonly lastSeekAt: number;
  readonly seekDebtMs: number;
  readonly noSeekUntil: number;
  /** How long the last seek of a paused player took until it was ready, ms. */
  readonly pausedSeekMs: number;
  /** This start had to wait for data. */
  readonly loadedToStart: boolean;
  /** Until then errors are what a start or jump missed, and closed quicker; page ms. */
  readonly freshUntil: number;
  /** A planned landing is on: when its seek was written. */
  readonly plannedAt: number | null;
  readonly unknownPhaseSince: number | null;
  readonly syncRequestedAt: number;
  readonly status: Status | null;
  readonly statusAt: number;
  readonly outOfStep: boolean;
}

export interface ControllerInit {
  /** Unique to this page load: command ids are made of it and a counter. */
  commandPrefix: string;
  mayControl?: boolean;
  preferences?: Preferences;
  learned?: Learned;
}

export const NO_OPERATION: Operation = { kind: 'none' };
const LONG_AGO = Number.NEGATIVE_INFINITY;
const freshRate: RateControl = {
  written: null,
  pitch: true,
  at: LONG_AGO,
  undone: 0,
  undoneAt: LONG_AGO,
  unusable: false,
};

/** A controller that knows no timeline yet. */
export const createController = (init: ControllerInit): ControllerState => ({
  commandPrefix: init.commandPrefix,
  commandCount: 0,
  mayControl: init.mayControl ?? true,
  preferences: init.preferences ?? { rateCorrection: true, musicMode: false },
  learned: init.learned ?? CHROMIUM_PRIORS,
  timeline: null,
  pending: [],
  syncRequestedAt: LONG_AGO,
  status: null,
  statusAt: LONG_AGO,
  outOfStep: false,
  ...freshPlayer(),
});

/** What is known of a player before anything was seen of it: also after another source or title came in. */
export const freshPlayer = () => ({
  operation: NO_OPERATION,
  drift: quietDrift,
  rate: freshRate,
  disturbed: true,
  soughtWhilePaused: true,
  expectPaused: null,
  unexplainedSince: null,
  stoppedAt: LONG_AGO,
  stalledSince: null,
  stillRev: -1,
  slipSince: null,
  blocked: false,
  blockedTold: false,
  starts: [] as readonly number[],
  misses: [] as readonly number[],
  lastSeekAt: LONG_AGO,
  seekDebtMs: 0,
  noSeekUntil: LONG_AGO,
  pausedSeekMs: 0,
  loadedToStart: false,
  freshUntil: LONG_AGO,
  plannedAt: null,
  unknownPhaseSince: null,
});

/** One call of `step` at work: the state being made, and what comes out of it. Never leaves `step`. */
export interface Turn {
  s: { -readonly [K in keyof ControllerState]: ControllerState[K] };
  o: Observation;
  now: number;
  effects: Effect[];
}

/** A turn with a timeline and a party clock: what all rules of playback need. */
export interface FollowTurn extends Turn {
  timeline: Timeline;
  partyNow: number;
}

export type { Reason };
