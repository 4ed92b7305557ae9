import type { Account } from '../../shared/protocol/api.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { AppView, Connection, Going, OutgoingMessage, PendingIntent, TabView } from '../messaging/party-view.ts';
import type { PartyState } from './party.ts';

/** Who we are at one server. The token leaves the background only towards that server (B4). */
export interface Session {
  token: string;
  account: Account;
}

/** The place in a party that this browser holds, whether the server can be reached just now or not (S28). */
export interface Seat {
  partyCode: string;
  inviteUrl: string;
  tabId: number | null;
  /** The party was started on this tab, and its page has not told yet where the film stands. */
  begins: boolean;
}

/** Everything the background knows. There is one of it; views are made from it and from nothing else. */
export interface AppState {
  serverUrl: string;
  session: Session | null;
  connection: Connection;
  seat: Seat | null;
  party: PartyState | null;
  /** Own messages that have not come back yet, in the order of writing. */
  outbox: OutgoingMessage[];
  tab: TabView | null;
  /** The tab is about to follow the party. Not kept: a new worker shows where the tab stands instead. */
  going: Going | null;
  farewell: AppView['farewell'];
  pending: PendingIntent | null;
  problem: WireError | null;
}

export const initialState = (serverUrl: string): AppState => ({
  serverUrl,
  session: null,
  connection: { state: 'idle' },
  seat: null,
  party: null,
  outbox: [],
  tab: null,
  going: null,
  farewell: null,
  pending: null,
  problem: null,
});

/** The one place where the state lies. */
export interface StateCell {
  readonly now: AppState;
  /** Takes over the named fields; listeners hear of it once the current task has ended, however many changes there were. */
  update(change: Partial<AppState>): void;
  /** @returns stops listening */
  onChange(listener: (now: AppState, before: AppState) => void): () => void;
}

export function createStateCell(first: AppState): StateCell {
  let now = first;
  let told = first;
  let scheduled = false;
  const listeners = new Set<(now: AppState, before: AppState) => void>();
  const tell = () => {
    scheduled = false;
    const before = told;
    told = now;
    for (const listener of listeners) listener(now, before);
  };
  return {
    get now() {
      return now;
    },
    update(change) {
      now = { ...now, ...change };
      if (scheduled) return;
      scheduled = true;
      queueMicrotask(tell);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
