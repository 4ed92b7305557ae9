import type { Announcer } from './engine/announcer.ts';
import type { PartyEngine } from './engine/party-engine.ts';
import type { Connection } from './live/live-state.ts';
import type { LiveParty, View } from './party/live-party.ts';
import { newsSince, type RoomLook, roomLook, sameLook } from './party/room-look.ts';
import { announceAgain } from './party/timeline-change.ts';
import { inPortions } from './portions.ts';
import { putOutcastsOut, seatsHere } from './realtime/seated.ts';
import type { PartyServer } from './realtime/socket-types.ts';
import type { Store } from './store/store.ts';

/** Redis and the database seldom come back in the same moment. */
const AGAIN_MS = 500;
const ATTEMPTS = 60;

interface Needs {
  io: PartyServer;
  engine: Pick<PartyEngine, 'attend'>;
  store: Pick<Store, 'chat'>;
  /** Reaches this node's members alone. */
  announcer: Pick<Announcer, 'toParty'>;
  onError(error: unknown): void;
}

/** A party at the last beat, and what its room was told of it. */
interface Known {
  rev: number;
  /** Has the room been told this `rev` since? */
  told: boolean;
  look: RoomLook;
  toldLook: RoomLook;
}

/** By party. */
type Seats = ReadonlyMap<string, readonly Connection[]>;

export interface Reminder {
  /** After a time in which this node did not hear the others, or they not it. */
  remind(): void;
  /** Each beat, where there are other nodes: what was lost on its way without anybody noticing is made good by this. */
  check(seats: Seats): Promise<void>;
  stop(): void;
}

/**
 * For what was lost between nodes, or with one. Tells this node's own members how their parties stand and which message is
 * the newest, and puts out who has no seat any more (P3). Who missed nothing ignores it, and who missed something sees the
 * gap (S4, S30).
 */
export function makeReminder({ io, engine, store, announcer, onError }: Needs): Reminder {
  let known = new Map<string, Known>();
  let due = 0;
  let timer: NodeJS.Timeout | undefined;

  const look = async (partyId: string, seats: readonly Connection[]): Promise<View | null> => {
    const looked = await engine.attend(partyId);
    if (!looked.ok) return null;
    putOutcastsOut(io, looked.value, seats);
    return looked.value;
  };
  const say = (party: LiveParty) => {
    const { event, body } = announceAgain(party);
    announcer.toParty(party.id, event, body);
  };
  const tell = async (partyId: string, seats: readonly Connection[]) => {
    const view = await look(partyId, seats);
    if (!view) return;
    say(view.party);
    for (const message of await store.chat.newest(partyId, 0, 1)) announcer.toParty(partyId, 'chat-message', message);
  };
  const run = async (left: Seats, attempt: number) => {
    const turn = due;
    const missed = new Map<string, readonly Connection[]>();
    for (const [partyId, seats] of left) await tell(partyId, seats).catch(() => missed.set(partyId, seats));
    if (missed.size > 0 && attempt < ATTEMPTS && turn === due) {
      timer = setTimeout(() => void run(missed, attempt + 1), AGAIN_MS).unref();
    }
  };
  /** A word a burst of commands, when it is over: while they come, the next one shows the gap by itself. */
  const settled = (view: View): Known => {
    const { rev } = view.party.timeline;
    const before = known.get(view.party.id);
    const quiet = before?.rev === rev;
    if (quiet && !before.told) say(view.party);
    return { rev, told: quiet, ...settledRoom(view, before) };
  };
  /** Neither has a number by which its room would see that a word is missing: a node may die between a change and its word. */
  const settledRoom = (view: View, before: Known | undefined): Pick<Known, 'look' | 'toldLook'> => {
    const look = roomLook(view);
    if (!before) return { look, toldLook: look };
    if (!sameLook(before.look, look)) return { look, toldLook: before.toldLook };
    if (before.toldLook !== before.look)
      for (const news of newsSince(before.toldLook, view))
        if (news.kind === 'tell') announcer.toParty(view.party.id, news.event, news.body as never);
    return { look: before.look, toldLook: before.look };
  };
  return {
    remind() {
      due += 1;
      clearTimeout(timer);
      void run(seatsHere(io), 1);
    },
    async check(parties) {
      const next: typeof known = new Map();
      await inPortions([...parties], async ([partyId, seats]) => {
        try {
          const view = await look(partyId, seats);
          if (view) next.set(partyId, settled(view));
        } catch (error) {
          onError(error);
          const before = known.get(partyId);
          if (before) next.set(partyId, before);
        }
      });
      known = next;
    },
    stop() {
      due += 1;
      clearTimeout(timer);
    },
  };
}
