import type { Intent } from './controller/types.ts';
import type { Phase } from './sites/adapter.ts';

/**
 * Sites turn one click into PAUSE, SEEK, PLAY and one drag into fifty seeks. A burst collects them until it is quiet and
 * then says what the person wanted: at most one jump, and whether the player runs otherwise than before.
 */
export interface Burst {
  readonly startedAt: number;
  readonly wasPlaying: boolean;
  /** Content seconds where it began, for a pause. */
  readonly startedFrom: number;
  /** A jump not told yet. Null target: the site's clock did not say where to, read it when it does. */
  readonly jump: { readonly at: number; readonly to: number | null } | null;
  readonly jumped: boolean;
  readonly byHand: boolean;
  readonly toldAt: number;
  readonly ownWrites: boolean;
  /** Since when the player has what it needs to go on; null: it is fetching. */
  readonly readyAt: number | null;
  readonly settleAt: number;
}

export interface Facts {
  /** ms, page's monotonic clock. */
  now: number;
  /** Content seconds; `sure` false while the site's clock is not to be trusted. */
  position: number;
  sure: boolean;
  paused: boolean;
  seeking: boolean;
  ended: boolean;
  readyState: number;
  phase: Phase;
  /** Last trusted press of key or pointer on the page outside of our overlay; -Infinity: none. */
  inputAt: number;
  /** A pointer is down now: a scrub may be under way. */
  held: boolean;
  /** The site shows "are you still watching?". */
  prompted: boolean;
}

export type Happening =
  | { kind: 'play' | 'pause' | 'seeking' | 'seeked'; explained: boolean }
  | { kind: 'rate'; rate: number; explained: boolean }
  /** The old source is gone; `play` of the new one may come before its `loadstart`. */
  | { kind: 'source' }
  /** The time asked for by `settleAt` has come. */
  | { kind: 'quiet' }
  /** A broadcast is about to move the player: what is pending must be told first or never. */
  | { kind: 'flush' };

export interface IntentState {
  sourceAt: number;
  phase: Phase;
  phaseChangedAt: number;
  /** Last `seeking`, anybody's. */
  seekAt: number;
  /** A play has been seen since the source came in. */
  started: boolean;
  /** The last pause was the site's: a play that follows without a hand is its own too. */
  pausedBySite: boolean;
  burst: Burst | null;
}

export interface Verdict {
  state: IntentState;
  intents: Intent[];
  /** Look again then (ms); null: nothing is pending. */
  settleAt: number | null;
  reason: string;
}

/** A hand explains what happens within a second: sites debounce their own controls by a few hundred ms. */
export const INPUT_WINDOW_MS = 1_000;
export const handOn = (facts: Facts): boolean => facts.now - facts.inputAt <= INPUT_WINDOW_MS;

export const freshIntents = (sourceAt: number, phase: Phase): IntentState => ({
  sourceAt,
  phase,
  phaseChangedAt: -Infinity,
  seekAt: -Infinity,
  started: false,
  pausedBySite: false,
  burst: null,
});
