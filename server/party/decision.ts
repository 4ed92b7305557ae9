import type { ErrorCode, WireError } from '../../shared/protocol/errors.ts';
import type { ServerEvents } from '../../shared/protocol/events.ts';
import type { LiveParty, View } from './live-party.ts';

type Tell = {
  [N in keyof ServerEvents]: { kind: 'tell'; event: N; body: Parameters<ServerEvents[N]>[0] };
}[keyof ServerEvents];

type ClosedReason = Parameters<ServerEvents['party-closed']>[0]['reason'];

/** What a decision wants done in the world: tell everybody in the party, or put somebody out of it. */
export type Effect =
  | Tell
  | { kind: 'evict'; memberId: string; reason: ClosedReason }
  /** Left by their own wish: out of the room, nothing to tell them. */
  | { kind: 'part'; memberId: string }
  | { kind: 'evict-all'; reason: ClosedReason }
  /** Asked for once more and done already: unless it is known that the room was told, tell it how the party stands. */
  | { kind: 'again' };

/** Outcome of a pure rule. `party` is the very same object when nothing changed. */
export type Decision<T> =
  | { ok: true; party: LiveParty; effects: readonly Effect[]; value: T }
  | { ok: false; error: WireError };

export const decided = <T>(party: LiveParty, value: T, effects: readonly Effect[] = []): Decision<T> => ({
  ok: true,
  party,
  effects,
  value,
});

export const unchanged = <T>(view: View, value: T): Decision<T> => decided(view.party, value);

export const refused = (code: ErrorCode): { ok: false; error: WireError } => ({ ok: false, error: { code } });

export const tell = <N extends keyof ServerEvents>(event: N, body: Parameters<ServerEvents[N]>[0]): Effect =>
  ({ kind: 'tell', event, body }) as Effect;
