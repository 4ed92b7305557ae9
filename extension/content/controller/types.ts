import type { Status } from '../../../shared/party/party.ts';
import type { Timeline } from '../../../shared/playback/timeline.ts';
import type { Result } from '../../../shared/protocol/errors.ts';
import type { OutgoingCommand } from '../../messaging/outgoing-command.ts';

/** What an adapter can do on its site (S21). The controller reads this, never the site's name. */
export interface Capabilities {
  /** `limited`: only inside what is buffered; `none`: the player can't be moved. */
  seek: 'exact' | 'limited' | 'none';
  rate: boolean;
  /** A seek goes straight to the element: one of 1 ms costs nothing and renews the picture (S12). */
  cheapSeek: boolean;
  /** `approximate`: the content clock may be off by stitched ads; small differences are not corrected. */
  clock: 'exact' | 'approximate' | 'none';
}

/** Everything the controller may know of one moment of the player. Made by the content script or by the simulation. */
export interface Observation {
  /** Page's monotonic clock, ms (`performance.now()`). */
  now: number;
  /** Party clock at `now`, ms; null until the first estimate. */
  partyNow: number | null;
  /** S8: hard bound of the party clock, ms. */
  clockBoundMs: number;
  /** S9: false during the burst after sleep, reconnect or a clock step: hold rate 1. */
  clockSettled: boolean;
  media: 'none' | 'right' | 'other-title' | 'other-cut';
  /** Content seconds at `now` (S15: already from the steadiest source). */
  position: number;
  duration: number | null;
  paused: boolean;
  seeking: boolean;
  ended: boolean;
  /** HTMLMediaElement.readyState. */
  readyState: number;
  /** Seconds buffered ahead of the position; Infinity up to the end of the film. */
  bufferedAhead: number;
  rate: number;
  phase: 'content' | 'ad' | 'unknown';
  capabilities: Capabilities;
  /** The page refuses play() without a click (S26). */
  autoplayBlocked: boolean;
}

/** What a hand did to the player: a DOM event that no write token explains and that the intent filter took for a person's. */
export type Intent =
  /** `pressedAt`: the last press on the page before it, page's monotonic clock, ms; -Infinity or absent: none was seen. */
  | { kind: 'play'; position: number; pressedAt?: number }
  | { kind: 'pause'; position: number }
  | { kind: 'seek'; position: number }
  | { kind: 'rate'; position: number; rate: number };

/** How a write ended, as the adapter saw it on the player's own clock. */
export type Outcome = 'done' | 'ignored' | 'blocked' | 'unsupported' | 'failed' | 'cancelled';

export type Write =
  | { kind: 'play' }
  | { kind: 'pause' }
  | { kind: 'seek'; position: number }
  | { kind: 'rate'; rate: number; preservesPitch: boolean };

/** Latencies learned per browser and site, kept over reloads (S11, S18). Newest last, at most five each. Milliseconds. */
export interface Learned {
  startAfterSeek: readonly number[];
  startPlain: readonly number[];
  seekBuffered: readonly number[];
  seekUnbuffered: readonly number[];
}

export interface Preferences {
  /** Rate corrections on? Off: only seeks above the threshold. */
  rateCorrection: boolean;
  /** Half of a percent at most. */
  musicMode: boolean;
}

export type ControllerEvent =
  | { kind: 'tick'; observation: Observation }
  /**
   * A broadcast or a snapshot. `commandId`: the own or foreign command that made it, so that an own one is known before
   * its acknowledgement is in. `snapshot`: the answer to a question, after which no gap is left (S4).
   */
  | {
      kind: 'timeline';
      timeline: Timeline;
      commandId?: string | null;
      snapshot?: boolean;
      observation: Observation;
    }
  | { kind: 'intent'; intent: Intent; observation: Observation }
  | { kind: 'command-result'; commandId: string; result: Result<{ timeline: Timeline }>; observation: Observation }
  | { kind: 'write-outcome'; write: Write; outcome: Outcome; tookMs: number; observation: Observation }
  /** Another element, source or title: what was measured on the old one is void. */
  | { kind: 'media-changed'; observation: Observation }
  | { kind: 'permission'; mayControl: boolean }
  | { kind: 'preferences'; preferences: Preferences }
  | { kind: 'learned'; learned: Learned }
  /** The user asked to be put right now. */
  | { kind: 'sync-me'; observation: Observation };

export type Effect =
  | Write
  /** `since`: when the hand did it, page's monotonic clock, ms. */
  | { kind: 'send'; command: OutgoingCommand; since: number }
  | { kind: 'request-sync' }
  /** Ask for a tick at this page time (ms): scheduled starts must not wait for the next 100 ms. */
  | { kind: 'wake'; at: number }
  | { kind: 'status'; status: Status }
  | { kind: 'learned'; learned: Learned }
  | { kind: 'notice'; notice: 'not-allowed' | 'command-refused' | 'needs-click' | 'gave-up-seeking' };

/** Why the controller did what it did: asserted in tests, logged, shown in diagnostics. Extend freely; never reuse. */
export type Reason = string;

export interface Decision<S> {
  state: S;
  effects: Effect[];
  reason: Reason;
}
