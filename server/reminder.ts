import type { Announcer } from './engine/announcer.ts';
import type { PartyEngine } from './engine/party-engine.ts';
import { announceAgain } from './party/timeline-change.ts';
import { type PartyServer, seatOfSocket } from './realtime/socket-types.ts';
import type { Store } from './store/store.ts';

/** Redis and the database seldom come back in the same moment. */
const AGAIN_MS = 500;
const ATTEMPTS = 60;

interface Needs {
  io: PartyServer;
  engine: PartyEngine;
  store: Store;
  /** Reaches this node's members alone. */
  announcer: Announcer;
}

/**
 * For a node that could not hear the others for a while: tells its own members how their parties stand and which message is
 * the newest. Who missed nothing ignores it, and who missed something sees the gap (S4, S30).
 */
export function makeReminder({ io, engine, store, announcer }: Needs): { remind(): void; stop(): void } {
  let due = 0;
  let timer: NodeJS.Timeout | undefined;

  const tell = async (partyId: string) => {
    const view = await engine.view(partyId);
    if (!view) return;
    const { event, body } = announceAgain(view.party);
    announcer.toParty(partyId, event, body);
    for (const message of await store.chat.newest(partyId, 0, 1)) announcer.toParty(partyId, 'chat-message', message);
  };
  const run = async (left: ReadonlySet<string>, attempt: number) => {
    const turn = due;
    const missed = new Set<string>();
    for (const partyId of left) await tell(partyId).catch(() => missed.add(partyId));
    if (missed.size > 0 && attempt < ATTEMPTS && turn === due) {
      timer = setTimeout(() => void run(missed, attempt + 1), AGAIN_MS).unref();
    }
  };
  return {
    remind() {
      due += 1;
      clearTimeout(timer);
      const seats = [...io.sockets.sockets.values()].map(seatOfSocket).filter((seat) => seat !== null);
      void run(new Set(seats.map((seat) => seat.partyId)), 1);
    },
    stop() {
      due += 1;
      clearTimeout(timer);
    },
  };
}
