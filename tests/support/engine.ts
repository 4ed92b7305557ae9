import { systemClock } from '../../server/clock.ts';
import type { Announcer } from '../../server/engine/announcer.ts';
import { PartyEngine } from '../../server/engine/party-engine.ts';
import type { LiveState } from '../../server/live/live-state.ts';
import { RULES } from '../../server/party/rules.ts';
import type { Store } from '../../server/store/store.ts';

/** Nobody is connected: what the engine says is heard by no one. */
export const TO_NOBODY: Announcer = {
  toParty: () => undefined,
  admit: () => undefined,
  evict: () => undefined,
  part: () => undefined,
  evictAll: () => undefined,
};

/** A node's engine without its sockets, by the rules and clock of a real one. */
export const engineOn = (store: Store, live: LiveState, announcer: Announcer = TO_NOBODY): PartyEngine =>
  new PartyEngine({ store, live, clock: systemClock, rules: RULES, announcer, onError: () => undefined });
