import type { ChatMessage } from '../../shared/party/chat.ts';
import type { Content } from '../../shared/party/content.ts';
import type { Hold, Member, PartySettings } from '../../shared/party/party.ts';
import type { Account } from '../../shared/protocol/api.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { KeptPlace } from './kept-place.ts';

/** State of the way to the server. `refused`: the server answers and will not have us (`error` says why). */
export type Connection =
  | { state: 'idle' }
  | { state: 'connecting' }
  | { state: 'online'; rttMs: number | null; boundMs: number | null }
  | { state: 'offline'; nextTryAt: number | null }
  | { state: 'refused'; error: WireError };

/** The tab goes along to the party's title, unless the user says no until then. */
export interface Going {
  content: Content;
  /** Name of who opened it. */
  by: string;
  /** Wall clock ms. */
  until: number;
}

/** A message of one's own that the server has not sent back yet. Kept by the background until it has: it is never lost. */
export interface OutgoingMessage {
  /** Chosen by the overlay and the same for each try: a retry is not a second message (S30). */
  messageId: string;
  text: string;
  replyTo?: number | undefined;
  mentions?: string[] | undefined;
  /** `sent`: acknowledged, waits for the broadcast. `failed`: refused for good, or in vain for too long. */
  state: 'sending' | 'sent' | 'failed';
  error: WireError | null;
}

/** Messages that are new, or have lost their words; the rest of the log stays as it is. */
export interface ChatUpdate {
  messages: ChatMessage[];
  /** Newest number that the server has given out. */
  chatSeq: number;
  /** For a page that has just loaded. */
  kept?: KeptPlace;
}

export interface Service {
  name: string;
  /** As it is shown before it is opened, where whoever started the party has chosen the host; else null. */
  address: string | null;
}

/** What a party's page may show. No token, no party code: the page's process could read them (decision 2). */
export interface PartyView {
  name: string;
  settings: PartySettings;
  content: Content | null;
  /** Where `content` is watched; null: this version does not know. */
  service: Service | null;
  members: Member[];
  /** Own member id. */
  you: string;
  /** May this member play, pause and jump? */
  mayControl: boolean;
  hold: Hold | null;
  /** Which title of the party this is: film times of messages from another one mean nothing here. */
  epoch: number;
  outbox: OutgoingMessage[];
  connection: Connection;
  going: Going | null;
  /** The party was started here and stands nowhere yet: the page tells where its film is before it follows anything. */
  begins: boolean;
}

/** The site refuses the title, or wants an account. */
export type Trouble = 'unavailable' | 'no-subscription';

/** The party's tab as the background knows it. */
export interface TabView {
  tabId: number;
  /** `waiting`: no film found yet; `elsewhere`: the tab shows another title or page. */
  state: 'opening' | 'no-permission' | 'waiting' | 'playing' | 'elsewhere' | 'closed';
  /** Title that the tab shows, as its content script says. */
  shows?: Content | null;
  /** Why its page shows no film, if that can be seen. */
  trouble?: Trouble | null;
}

/** Everything the popup shows, pushed whole on each change: it is small, and there is no second truth to merge. */
export interface AppView {
  serverUrl: string;
  account: Account | null;
  connection: Connection;
  party: (PartyView & { partyCode: string; inviteUrl: string; isHost: boolean; tab: TabView | null }) | null;
  /** Why the last party ended for us, until the user has seen it. */
  farewell: 'kicked' | 'banned' | 'ended' | 'elsewhere' | 'signed-out' | null;
  /** A create or join that waits for the site permission or runs just now. */
  pending: PendingIntent | null;
  /** What went wrong with the last pending intent. */
  problem: WireError | null;
}

/** What the user asked for before the permission prompt closed the popup; expires after two minutes. */
export interface PendingIntent {
  kind: 'create' | 'join' | 'open-film';
  tabId: number;
  /** For `join` and `open-film`. */
  partyCode?: string;
  /** For `create`. */
  name?: string;
  content?: Content;
  origins: string[];
  /** Sign in first, as a guest of this name with these services: for who has no account here yet. */
  guest?: { name: string; streamingServices: string[] };
  /** The party's server, where it is another than ours: chosen by that press, only by who is signed in nowhere here. */
  serverUrl?: string;
  /** The tab shows nothing that a person would miss (a page that no extension may read, such as the new-tab page). */
  blank?: boolean;
  at: number;
}
