import type { ChatMessage, KeptReaction } from '../../shared/party/chat.ts';
import type { MemberState, PartySettings } from '../../shared/party/party.ts';
import type { ErrorCode, Result } from '../../shared/protocol/errors.ts';
import type { TimelineChange } from '../../shared/protocol/events.ts';
import type { KeptPlace } from '../messaging/kept-place.ts';
import type { LaterPart } from '../messaging/later-parts.ts';
import type { ContentRequests } from '../messaging/messages.ts';
import type { ChatUpdate, OutgoingMessage, PartyView } from '../messaging/party-view.ts';
import type { PortClient } from '../messaging/port.ts';
import type { EmojiList } from '../ui/emoji-file.ts';
import type { ChatDeed, MemberDeed } from '../ui/member-deeds.ts';

/** The words of a message, without how far it has come. */
export type Words = Omit<OutgoingMessage, 'state' | 'error'>;

/** What a leader may change from the page. The party's name and code are the popup's (decision 2). */
export type PartyChange = Partial<Pick<PartySettings, 'controlMode' | 'waitFor' | 'waitForAds' | 'locked'>>;

/** What the overlay asks of the content script. The overlay itself holds nothing that cannot be drawn again. */
export interface OverlayActions {
  /** An id that nobody else has. */
  newId(): string;
  /** Resolves when the background has it for good; its `outbox` shows it from then on. */
  sendChat(message: Words): Promise<Result<null>>;
  discardChat(messageId: string): void;
  /** Keeps it for a page that loads in place of this one. */
  keepPlace(place: KeptPlace): Promise<Result<null>>;
  loadOlder(beforeSeq: number): Promise<Result<{ messages: ChatMessage[] }>>;
  deleteMessage(deed: { messageId: string; seq: number }): Promise<Result<null>>;
  /** For leaders: what is done to another member. */
  moderate(memberId: string, deed: MemberDeed | ChatDeed): Promise<Result<null>>;
  typing(): void;
  /** Takes the party to a second of its film. */
  jumpTo(position: number): Promise<Result<null>>;
  loadReactions(): Promise<Result<{ epoch: number; reactions: KeptReaction[] }>>;
  loadEmoji(): Promise<Result<EmojiList>>;
  /** A member's picture by its id, as base64. */
  readPicture(picture: string): Promise<Result<string>>;
  /** Runs the script of what comes later (`later.tsx`). @returns false: not now */
  bring(part: LaterPart): Promise<boolean>;
  react(emoji: string): Promise<Result<null>>;
  syncMe(): void;
  /** Straight to the background: what only the scripts that come later wish for needs no words of its own in the engine. */
  ask: PortClient<ContentRequests>['request'];
  /** S26: called inside the click, so that `play()` may be called at once. */
  clickToJoin(): void;
}

/** What the user chose; what they get also depends on the room there is (`layout.ts`). */
export type Size = 'sidebar' | 'floating' | 'pill';

/** Things that happened to one's own player or command, worth a line. */
export type Notice = 'not-allowed' | 'command-refused' | 'gave-up-seeking';

/** What the content script knows of its own player. Send it on each change, and once a second while the film moves. */
export interface LocalState {
  sync: { state: MemberState; skewMs: number | null; clockBoundMs: number | null };
  /** S26: the page refuses to play without a click. */
  needsClick: boolean;
  /**
   * Content seconds where this member stands in the party's title, or stood last while another one or none is shown; 0: nowhere
   * yet. For the veil over scenes ahead.
   */
  position: number;
  /** Content seconds where the party stands: for "Click to join at 12:30". Null: unknown. */
  partyPosition: number | null;
  /** Party clock at the moment of this call, ms: for countdowns. Null until the first estimate. */
  partyNow: number | null;
  /** Shown once for each new `at` (ms of any clock, or a counter). `why`: what speaks against an own command. */
  notice?:
    | ({ at: number } & ({ kind: 'command-refused'; why: ErrorCode } | { kind: Exclude<Notice, 'command-refused'> }))
    | null;
  /** This frame owns the player. If not, nothing of the page is shrunk. */
  ownFrame: boolean;
}

export interface OverlayOptions {
  /** Aborted: everything is removed and the page is as before. */
  signal: AbortSignal;
  /** The chosen size is remembered under it. */
  siteId: string;
  /** Where the host element goes outside fullscreen and dialogs; null: `document.body` (or the root element). */
  mountPoint: () => HTMLElement | null;
  /**
   * The video, or an element around it: its outermost ancestor that is too wide is narrowed for the sidebar. Absent or
   * null: nothing is shrunk and the overlay floats.
   */
  shrinkTarget?: () => HTMLElement | null;
  actions: OverlayActions;
}

export interface OverlayHandle {
  update(view: PartyView): void;
  local(state: LocalState): void;
  chat(update: ChatUpdate): void;
  reaction(reaction: { memberId: string; emoji: string; position?: number; epoch?: number }): void;
  typing(who: { memberId: string }): void;
  /** The next view lacks this member because somebody put them out. */
  removed(who: { memberId: string }): void;
  /** `name` is the broadcast's event name (`video-seek` ...). */
  timeline(change: TimelineChange & { name: string }): void;
  /** The words have changed (`setWords`): say everything anew. */
  reword(): void;
}
