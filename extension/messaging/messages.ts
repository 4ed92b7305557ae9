import type { ChatMessage } from '../../shared/party/chat.ts';
import type { Content } from '../../shared/party/content.ts';
import type { PartySettings, Status } from '../../shared/party/party.ts';
import type { Timeline } from '../../shared/playback/timeline.ts';
import type { AbsentPerson, Account, ApiInput, PartyPreview, PartySummary } from '../../shared/protocol/api.ts';
import type { RequestPayload, RequestValue, TimelineChange } from '../../shared/protocol/events.ts';
import type { SiteId } from '../../shared/sites/site.ts';
import type { EmojiList } from '../ui/emoji-file.ts';
import type { Words } from '../ui/i18n.ts';
import type { ChatDeed, MemberDeed } from '../ui/member-deeds.ts';
import type { Deeds } from './deeds.ts';
import type { KeptPlace } from './kept-place.ts';
import type { LaterPart } from './later-parts.ts';
import type { OutgoingCommand } from './outgoing-command.ts';
import type { AppView, ChatUpdate, OutgoingMessage, PartyView, Trouble } from './party-view.ts';

/**
 * The one message map between the extension's worlds. A row is `name: { in: payload, out: value }`; every request is
 * answered with a `Result<out>`. Names say who speaks. The channel is a `runtime.Port` (see `port.ts`).
 */

/** Where a film stands, in seconds of content. */
export interface FilmPlace {
  position: number;
  playing: boolean;
}

/** Which title the address of the tab's main frame stands for. */
export interface TabTitle {
  siteId: SiteId;
  mediaKey: string | null;
}

/** Content script -> background. Only the party's tab is listened to (B2). */
export interface ContentRequests {
  /** First message of each frame. `top`: the tab's main frame. */
  'content:hello': {
    in: { top: boolean; url: string };
    /** `tabTitle`, for sub-frames: a film in one is shared under the page's address, not its own.
     * `words`: what the overlay says, for the main frame only: the script carries no language. */
    out: {
      party: PartyView;
      chat: ChatUpdate;
      timeline: Timeline;
      elected: boolean;
      tabTitle?: TabTitle;
      words?: Words;
    };
  };
  /** How good this frame's best video is (0: none). The background elects one frame of the tab and says so with `content:elected`. */
  'content:candidate': { in: { score: number }; out: null };
  /** A frame was added or navigated: scripts must be injected there too. */
  'content:frames-changed': { in: null; out: null };
  /** Which title the page shows now; null: none. `loaded`: its media is in (URL alone is too early). */
  'player:content': {
    in: { content: Content | null; loaded: boolean; at: FilmPlace | null; trouble: Trouble | null };
    out: null;
  };
  /** `at`: when the hand did it, wall clock, ms: the way here may take long. */
  'player:command': { in: OutgoingCommand & { at: number }; out: { timeline: Timeline } };
  'player:status': { in: { status: Status; startLatencyMs: number }; out: null };
  'player:request-sync': { in: null; out: { timeline: Timeline } };
  /** The answer to `player:tell-deeds`, of the frame that runs the film. */
  'player:deeds': { in: Deeds; out: null };
  /** S5: the content script's own ping-pong; all times in ms of the background's monotonic clock. */
  'clock:ping': { in: null; out: ClockReading };
  /** Answered when the outbox has it for good (S28): from then on it is the background's to deliver. */
  'overlay:chat': { in: Pick<OutgoingMessage, 'messageId' | 'text' | 'replyTo' | 'mentions'>; out: null };
  /** For the next page of this tab. */
  'overlay:place': { in: KeptPlace; out: null };
  /** A message that failed is given up by its writer. */
  'overlay:discard': { in: { messageId: string }; out: null };
  'overlay:older': { in: { beforeSeq: number }; out: { messages: ChatMessage[] } };
  'overlay:delete-message': { in: RequestPayload<'delete-chat'>; out: null };
  'overlay:moderate': { in: { memberId: string; deed: MemberDeed | ChatDeed }; out: null };
  'overlay:typing': { in: null; out: null };
  /** Take the party to a second of its film. */
  'overlay:jump': { in: { position: number }; out: null };
  'overlay:reactions': { in: null; out: RequestValue<'fetch-reactions'> };
  'overlay:emoji': { in: null; out: EmojiList };
  /** A member's picture as base64: a page must neither load it nor know of it. */
  'overlay:picture': { in: { picture: string }; out: string };
  /** Run a script of the overlay in the asking frame. Answered when it has run. */
  'overlay:bring': { in: { part: LaterPart }; out: null };
  'overlay:reaction': { in: { emoji: string }; out: null };
  'overlay:continue-without': { in: null; out: null };
  /** For leaders; the server decides. */
  'overlay:change-party': {
    in: Partial<Pick<PartySettings, 'controlMode' | 'waitFor' | 'waitForAds' | 'locked'>>;
    out: null;
  };
  /** The user wants to be in step, and the film is in another frame than the overlay. */
  'overlay:sync-me': { in: null; out: null };
  'overlay:leave': { in: null; out: null };
  /** Follow the party to its title: the background opens the canonical address in the party's tab. */
  'overlay:open-film': { in: null; out: null };
  /** Do not go along to the title that the party has just gone to. */
  'overlay:stay': { in: null; out: null };
  /** For leaders: who has left or was cut off, of those whom they may keep out. Only while somebody looks at the list. */
  'overlay:away': { in: null; out: AbsentPerson[] };
  /** Try the server now, not at the next appointed time. */
  'overlay:retry': { in: null; out: null };
}

/** Background's view of the party clock at the moment of answering. */
export interface ClockReading {
  /** Background's `performance.now()` when it answered. */
  backgroundNow: number;
  /** party clock = backgroundNow + offset; null until the first samples are in. */
  offset: number | null;
  /** S8, ms. */
  boundMs: number;
  /** S9. */
  settled: boolean;
}

/** Background -> content script. */
export interface ContentEvents {
  'party:view': PartyView;
  'party:timeline': TimelineChange & { name: string };
  /** Told before the view that follows from it. */
  'party:chat': ChatUpdate;
  'party:reaction': { memberId: string; emoji: string; position: number; epoch: number };
  'party:typing': { memberId: string };
  /** Somebody was put out; told before the view without them. */
  'party:removed': { memberId: string };
  /** This frame owns the player (or no longer does). */
  'content:elected': { elected: boolean };
  /** The tab's main frame shows another address, without a new document. */
  'content:tab-title': TabTitle;
  /** The user chose another language. */
  'overlay:words': Words;
  /** Say again which title the page shows, and where its film stands now. */
  'player:tell-content': null;
  /** Somebody looks at the diagnostics: what was done to the player lately? */
  'player:tell-deeds': null;
  /** The user pressed "Sync me", or the click that the browser wants before it plays: in the popup, or in the overlay above this frame. */
  'player:sync-me': null;
  /** The party clock changed other than by slewing: ask again now. */
  'clock:changed': null;
  /** Tear everything down and restore the page. */
  'party:over': { reason: 'left' | 'kicked' | 'banned' | 'ended' | 'elsewhere' | 'signed-out' };
}

/** What a look into a tab shows before any party exists (activeTab, one-off). */
export interface TabFilm {
  url: string | null;
  siteId: string | null;
  /** Origins to ask permission for, if a party starts here. */
  origins: string[];
  /** Those among them of frames that may hold the film: none was seen in what we may look into. */
  frameOrigins: string[];
  content: Content | null;
  hasVideo: boolean;
  /** The tab shows an invite page: its code, and the origin of its server. */
  invite: { partyCode: string; serverUrl: string } | null;
}

/** A tab that shows nothing that a party could be about. */
export const NO_FILM: TabFilm = {
  url: null,
  siteId: null,
  origins: [],
  frameOrigins: [],
  content: null,
  hasVideo: false,
  invite: null,
};

/** Popup -> background. */
export interface PopupRequests {
  'popup:look-at-tab': { in: { tabId: number }; out: TabFilm };
  'popup:guest': { in: { name: string }; out: Account };
  'popup:register': { in: { username: string; email: string; password: string }; out: Account };
  /** A guest makes an account and keeps their parties. */
  'popup:upgrade': { in: { username: string; email: string; password: string }; out: Account };
  'popup:login': { in: { email: string; password: string }; out: Account };
  /** A2: signs out every other device. */
  'popup:change-password': { in: { currentPassword: string; newPassword: string }; out: Account };
  'popup:sign-out': { in: { everywhere: boolean }; out: null };
  /** Leaves the party and goes there, once that server has answered; if it does not, nothing changes. */
  'popup:set-server': { in: { url: string }; out: null };
  'popup:retry': { in: null; out: null };
  /** Is there a server at an address, and how long does it take to answer? Changes nothing. */
  'popup:test-server': { in: { url: string }; out: { ms: number } };
  'popup:preview': { in: { codeOrLink: string }; out: PartyPreview };
  /** Run the pending intent in `storage.session`, if the permission is there. Idempotent: onAdded may have run it already. */
  'popup:resume-pending': { in: null; out: null };
  'popup:cancel-pending': { in: null; out: null };
  'popup:leave': { in: null; out: null };
  'popup:end-party': { in: { partyCode: string }; out: null };
  /** On the own list without going in. */
  'popup:remember-party': { in: { partyCode: string }; out: null };
  /** Take it off the own list: no member any more. */
  'popup:forget-party': { in: { partyCode: string }; out: null };
  'popup:update-party': { in: Partial<PartySettings> & { rotateCode?: boolean }; out: null };
  /** Make a party for another day; nobody sits down. */
  'popup:schedule': { in: ApiInput<'createParty'>; out: PartySummary };
  'popup:change-date': { in: { partyCode: string; startsAt: number | null }; out: null };
  /** Who is kept out of our party. */
  'popup:banned': { in: null; out: AbsentPerson[] };
  /** Who has left our party or was cut off, of those whom we may keep out. */
  'popup:away': { in: null; out: AbsentPerson[] };
  'popup:unban': { in: { memberId: string }; out: null };
  'popup:moderate': { in: { memberId: string; deed: MemberDeed }; out: null };
  'popup:parties': { in: null; out: PartySummary[] };
  'popup:profile': { in: { username?: string; avatar?: { hue: number; emoji: string } }; out: Account };
  /** A picture of one's own as base64, in place of the face. */
  'popup:set-picture': { in: { picture: string }; out: Account };
  'popup:remove-picture': { in: null; out: Account };
  /** Somebody's picture as base64, by its id. */
  'popup:picture': { in: { picture: string }; out: string };
  'popup:services': { in: { streamingServices: string[] }; out: Account };
  'popup:sync-me': { in: null; out: null };
  /** What was done to the player of the party's tab lately; null where it has none. */
  'popup:deeds': { in: null; out: Deeds | null };
  /** Make the title that the party's tab shows the party's. */
  'popup:share-film': { in: null; out: null };
  'popup:export-account': { in: null; out: Record<string, unknown> };
  'popup:delete-account': { in: null; out: null };
  'popup:farewell-seen': { in: null; out: null };
}

/** Background -> popup. */
export interface PopupEvents {
  'app:view': AppView;
}
