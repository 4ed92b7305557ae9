import { COMMANDS } from '../shared/protocol/events.ts';
import type { Announcer } from './engine/announcer.ts';

/** Commands in flight at once that are timed; a flood beyond it is served as ever, and not timed. */
const WATCHED_MAX = 10_000;

/** Times a command from its receipt to the broadcast it causes. */
export interface RelayWatch {
  /** A command came in. @returns call when it is answered: what was not broadcast by then never will be */
  began(userId: string, commandId: string): () => void;
  /** The same announcer, broadcasts of commands timed. */
  watching(announcer: Announcer): Announcer;
}

const BROADCASTS: ReadonlySet<string> = new Set(COMMANDS);

/** @param relayed told the time of each command that was broadcast, ms */
export function relayWatch(relayed: (ms: number) => void): RelayWatch {
  const begun = new Map<string, number>();
  const keyOf = (userId: string, commandId: string) => `${userId}/${commandId}`;
  return {
    began(userId, commandId) {
      const key = keyOf(userId, commandId);
      // A retry while the first is on its way: the first one's time is what people see.
      if (begun.has(key) || begun.size >= WATCHED_MAX) return () => undefined;
      begun.set(key, performance.now());
      return () => void begun.delete(key);
    },
    watching: (announcer) => ({
      ...announcer,
      toParty(partyId, event, body) {
        announcer.toParty(partyId, event, body);
        if (!BROADCASTS.has(event)) return;
        const { by, commandId } = body as { by: { memberId: string } | null; commandId: string | null };
        if (by === null || commandId === null) return;
        const key = keyOf(by.memberId, commandId);
        const at = begun.get(key);
        if (at === undefined || !begun.delete(key)) return;
        relayed(performance.now() - at);
      },
    }),
  };
}
