import type { ChatMessage, KeptReaction } from '../../shared/party/chat.ts';
import { mergeLog } from '../../shared/party/chat-log.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { TimelineChange } from '../../shared/protocol/events.ts';
import { TYPING_SHOWN_MS } from '../../shared/protocol/limits.ts';
import type { Line } from '../messaging/kept-place.ts';
import type { ChatUpdate, OutgoingMessage, PartyView } from '../messaging/party-view.ts';
import { type Banner, chooseBanner } from './banner.ts';
import { freshMessages, type Standpoint, veilOf } from './chat-log.ts';
import { type ChatSettings, USUAL } from './chat-settings.ts';
import { isWorthTelling, newsworthy } from './newsworthy.ts';
import { advance, isAhead, NO_REPLAY, type Replay, withKept, withLater } from './reaction-replay.ts';
import type { ToastQueue } from './toasts.ts';
import type { LocalState } from './types.ts';

/** How long a message floats over the film while the panel is hidden, ms; also in film.css. */
export const GLIMPSE_MS = 5_000;
const GLIMPSES_MAX = 3;
/** How long a reaction rises, ms; also in film.css. */
export const FLOAT_MS = 2_400;
const FLOATERS_MAX = 12;
/** Whoever must wait this long for words does not want to read all of it. */
const HAPPENED_MAX = 20;

export interface Floater {
  id: number;
  emoji: string;
  name: string;
  until: number;
}

type News =
  | { kind: 'view'; before: PartyView; after: PartyView; removed: string | null }
  | { kind: 'timeline'; change: TimelineChange & { name: string }; view: PartyView | null }
  | { kind: 'notice'; notice: NonNullable<LocalState['notice']> }
  | { kind: 'refusal'; error: WireError };

/** What is to be told once its words are here (`telling.ts`). `afterSeq`: the newest message when it happened. */
export type Happening = News & { afterSeq: number };

/** Everything that the overlay draws. All times are ms of the page's `performance.now()`. */
export interface Model {
  readonly view: PartyView | null;
  readonly local: LocalState | null;
  readonly localAt: number;
  /** In order, each once; older ones come when they are scrolled to. */
  readonly chat: readonly ChatMessage[];
  /** Newest number given out; null until the first chat is in. */
  readonly chatSeq: number | null;
  /** What lies before `chat`: perhaps more, being fetched, not to be had just now, or nothing. */
  readonly older: 'maybe' | 'loading' | 'failed' | 'none';
  readonly lines: readonly Line[];
  /** Own messages on their way to the background's outbox, or refused by it. */
  readonly pending: readonly OutgoingMessage[];
  readonly readUpTo: number;
  readonly seen: ReadonlySet<number>;
  readonly settings: ChatSettings;
  /** What stands in the field: kept while that is not there. */
  readonly draft: string;
  /** `seq` of the message that one is about to answer. */
  readonly replyTo: number | null;
  readonly typing: readonly { memberId: string; until: number }[];
  /** Who was put out last: their going is told otherwise than somebody's own. */
  readonly removed: string | null;
  readonly replay: Replay;
  readonly happened: readonly Happening[];
  readonly toasts: ToastQueue;
  readonly floaters: readonly Floater[];
  readonly glimpses: readonly { seq: number; until: number }[];
  /** `kind` of the banner that was waved away; forgotten when another one comes. */
  readonly dismissed: Banner['kind'] | null;
  readonly nextId: number;
}

export const EMPTY: Model = {
  view: null,
  local: null,
  localAt: 0,
  chat: [],
  chatSeq: null,
  older: 'maybe',
  lines: [],
  pending: [],
  readUpTo: 0,
  seen: new Set(),
  settings: USUAL,
  draft: '',
  replyTo: null,
  typing: [],
  removed: null,
  replay: NO_REPLAY,
  happened: [],
  toasts: { current: null, waiting: [], nextId: 1 },
  floaters: [],
  glimpses: [],
  dismissed: null,
  nextId: 1,
};

export type ModelEvent =
  | { kind: 'view'; view: PartyView }
  | { kind: 'chat'; update: ChatUpdate }
  | { kind: 'older-came'; messages: readonly ChatMessage[] }
  | { kind: 'local'; local: LocalState }
  | { kind: 'timeline'; change: TimelineChange & { name: string } }
  | { kind: 'reaction'; memberId: string; emoji: string; own: boolean; position?: number; epoch?: number }
  | { kind: 'reactions-kept'; epoch: number; reactions: readonly KeptReaction[] }
  | { kind: 'typing'; memberId: string }
  | { kind: 'set'; set: Partial<Pick<Model, 'dismissed' | 'draft' | 'older' | 'removed' | 'replyTo' | 'settings'>> }
  | { kind: 'refusal'; error: WireError }
  | { kind: 'read' }
  | { kind: 'sending'; message: Omit<OutgoingMessage, 'state' | 'error'> }
  | { kind: 'refused'; messageId: string; error: WireError }
  | { kind: 'discard'; messageId: string }
  | { kind: 'reveal'; seq: number }
  | { kind: 'tick' };

/** The next model. Pure: `now` is the page's monotonic clock, ms. */
export function reduce(model: Model, event: ModelEvent, now: number): Model {
  switch (event.kind) {
    case 'view':
      return withView(model, event.view, now);
    case 'chat':
      return withChat(model, event.update, now);
    case 'older-came': {
      const older = event.messages.length === 0 ? 'none' : 'maybe';
      return settled({ ...model, chat: mergeLog(model.chat, event.messages), older }, now);
    }
    case 'local':
      return withLocal(model, event.local, now);
    case 'timeline':
      if (!isWorthTelling(event.change, model.view)) return model;
      return happened(model, { kind: 'timeline', change: event.change, view: model.view });
    case 'reaction':
      return withReaction(model, event, now);
    case 'reactions-kept':
      return { ...model, replay: withKept(model.replay, event.epoch, event.reactions) };
    case 'typing':
      return withTyping(model, event.memberId, now);
    case 'set':
      return { ...model, ...event.set };
    case 'refusal':
      return happened(model, event);
    case 'read':
      return { ...model, readUpTo: newestSeq(model), glimpses: [] };
    case 'sending': {
      const others = model.pending.filter((one) => one.messageId !== event.message.messageId);
      return { ...model, replyTo: null, pending: [...others, { ...event.message, state: 'sending', error: null }] };
    }
    case 'refused': {
      const failed = { state: 'failed', error: event.error } as const;
      const pending = model.pending.map((one) => (one.messageId === event.messageId ? { ...one, ...failed } : one));
      return { ...model, pending };
    }
    case 'discard':
      return { ...model, pending: model.pending.filter((one) => one.messageId !== event.messageId) };
    case 'reveal':
      return { ...model, seen: new Set([...model.seen, event.seq]) };
    case 'tick':
      return {
        ...model,
        typing: model.typing.filter((one) => one.until > now),
        floaters: model.floaters.filter((floater) => floater.until > now),
        glimpses: model.glimpses.filter((glimpse) => glimpse.until > now),
      };
  }
}

const newestSeq = (model: Model): number => Math.max(model.readUpTo, model.chat.at(-1)?.seq ?? 0);

export const standpointOf = ({ view, local }: Model): Standpoint => ({
  you: view?.you ?? '',
  position: local?.position ?? 0,
  epoch: view?.epoch ?? 0,
});

function withView(model: Model, view: PartyView, now: number): Model {
  const taken = new Set(view.outbox.map((one) => one.messageId));
  let next: Model = {
    ...model,
    view,
    // What the outbox has is drawn from there.
    pending: model.pending.filter((one) => !taken.has(one.messageId)),
  };
  const before = model.view;
  if (before && newsworthy(before) !== newsworthy(view))
    next = happened(next, { kind: 'view', before, after: view, removed: model.removed });
  return settled(next, now);
}

const happened = (model: Model, news: News): Model => ({
  ...model,
  happened: [...model.happened, { ...news, afterSeq: newestSeq(model) }].slice(-HAPPENED_MAX),
});

function withChat(model: Model, { messages, chatSeq, kept }: ChatUpdate, now: number): Model {
  const first = model.chatSeq === null;
  const chat = mergeLog(model.chat, messages);
  const you = model.view?.you ?? '';
  const fresh = first ? [] : freshMessages(model.chat, chat, you);
  const arrived = new Set(chat.map((message) => message.messageId));
  const writers = new Set(fresh.map((message) => message.memberId));
  const glimpses = [...model.glimpses, ...fresh.map((message) => ({ seq: message.seq, until: now + GLIMPSE_MS }))];
  const next: Model = {
    ...model,
    // What was said before one came is no news. A new background tells of a place too: this page knows better by then.
    ...(first && { readUpTo: chatSeq, ...kept }),
    chat,
    chatSeq: Math.max(model.chatSeq ?? 0, chatSeq),
    pending: model.pending.filter((one) => !arrived.has(one.messageId)),
    typing: model.typing.filter((one) => !writers.has(one.memberId)),
    replyTo: chat.find((one) => one.seq === model.replyTo)?.removed ? null : model.replyTo,
    glimpses: glimpses.filter((glimpse) => glimpse.until > now).slice(-GLIMPSES_MAX),
  };
  return settled(next, now);
}

function withLocal(model: Model, local: LocalState, now: number): Model {
  const notice = local.notice && local.notice.at !== model.local?.notice?.at ? local.notice : null;
  const { replay, due } = advance(model.replay, model.view?.epoch ?? 0, local.position);
  let next: Model = { ...model, local, localAt: now, replay };
  if (model.settings.replays)
    for (const one of due) next = withFloater(next, one.emoji, nameOf(next, one.memberId), now);
  return settled(notice ? happened(next, { kind: 'notice', notice }) : next, now);
}

/** What follows from view, chat and local state together: newly readable messages, a dismissal that is over. */
function settled(model: Model, now: number): Model {
  const { view, local } = model;
  if (view === null) return model;
  const standpoint = standpointOf(model);
  const fresh = model.chat.filter((message) => !model.seen.has(message.seq) && veilOf(message, standpoint) === null);
  const seen = fresh.length > 0 ? new Set([...model.seen, ...fresh.map((message) => message.seq)]) : model.seen;
  const banner = chooseBanner(view, local, momentOf(model, now, 0));
  return { ...model, seen, dismissed: banner?.kind === model.dismissed ? model.dismissed : null };
}

function withTyping(model: Model, memberId: string, now: number): Model {
  if (memberId === model.view?.you) return model;
  const others = model.typing.filter((one) => one.memberId !== memberId);
  return { ...model, typing: [...others, { memberId, until: now + TYPING_SHOWN_MS }] };
}

type ReactionEvent = Extract<ModelEvent, { kind: 'reaction' }>;

const nameOf = (model: Model, memberId: string): string =>
  model.view?.members.find((member) => member.id === memberId)?.name ?? '';

function withReaction(model: Model, event: ReactionEvent, now: number): Model {
  const { memberId, emoji, own, position, epoch } = event;
  if (own) return withFloater(model, emoji, '', now);
  // One's own is shown when it is pressed; its echo would be a second one.
  if (memberId === model.view?.you) return model;
  const here = model.view?.epoch ?? 0;
  const later = position !== undefined && epoch === here && isAhead(position, standpointOf(model).position);
  if (later && model.settings.replays) {
    return { ...model, replay: withLater(model.replay, here, { memberId, emoji, position }) };
  }
  // Not wished for at its scene; now it would tell of a scene to come.
  if (later && model.settings.veil) return model;
  return withFloater(model, emoji, nameOf(model, memberId), now);
}

function withFloater(model: Model, emoji: string, name: string, now: number): Model {
  const floater: Floater = { id: model.nextId, emoji, name, until: now + FLOAT_MS };
  return { ...model, floaters: [...model.floaters, floater].slice(-FLOATERS_MAX), nextId: model.nextId + 1 };
}

/** @param wallNow wall clock, ms */
export function momentOf(model: Model, now: number, wallNow: number) {
  const partyNow = model.local?.partyNow ?? null;
  return { partyNow: partyNow === null ? null : partyNow + (now - model.localAt), wallNow };
}
