import type { WireError } from '../../shared/protocol/errors.ts';
import type { TimelineChange } from '../../shared/protocol/events.ts';
import type { PartyView } from '../messaging/party-view.ts';
import { type Banner, chooseBanner, ticks } from './banner.ts';
import { type Entry, entriesOf, inOrder, type Line, type Pending, unreadCount, veilOf } from './chat-log.ts';
import { newsBetween, newsOfNotice, newsOfTimeline } from './news.ts';
import { toastWords } from './toast-words.ts';
import { NO_TOASTS, pushToast, type Toast, type ToastQueue, tickToasts } from './toasts.ts';
import type { LocalState } from './types.ts';

/** How long a message floats over the film while the panel is hidden, ms (interface.md). */
export const GLIMPSE_MS = 5_000;
const GLIMPSES_MAX = 3;
/** How long a reaction rises, ms; also in film.css. */
export const FLOAT_MS = 2_400;
const FLOATERS_MAX = 12;
const LINES_MAX = 50;

export interface Floater {
  id: number;
  emoji: string;
  name: string;
  until: number;
}

/** Everything that the overlay draws. All times are ms of the page's `performance.now()`. */
export interface Model {
  readonly view: PartyView | null;
  readonly local: LocalState | null;
  readonly localAt: number;
  readonly lines: readonly Line[];
  readonly pending: readonly Pending[];
  readonly readUpTo: number;
  readonly seen: ReadonlySet<number>;
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
  lines: [],
  pending: [],
  readUpTo: 0,
  seen: new Set(),
  toasts: NO_TOASTS,
  floaters: [],
  glimpses: [],
  dismissed: null,
  nextId: 1,
};

export type ModelEvent =
  | { kind: 'view'; view: PartyView }
  | { kind: 'local'; local: LocalState }
  | { kind: 'timeline'; change: TimelineChange & { name: string } }
  | { kind: 'reaction'; memberId: string; emoji: string; own: boolean }
  | { kind: 'read' }
  | { kind: 'sending'; messageId: string; text: string }
  | { kind: 'sent'; messageId: string }
  | { kind: 'send-failed'; messageId: string; error: WireError }
  | { kind: 'discard'; messageId: string }
  | { kind: 'reveal'; seq: number }
  | { kind: 'dismiss'; banner: Banner['kind'] }
  | { kind: 'tick' };

/** The next model. Pure: `now` is the page's monotonic clock, ms. */
export function reduce(model: Model, event: ModelEvent, now: number): Model {
  switch (event.kind) {
    case 'view':
      return withView(model, event.view, now);
    case 'local':
      return withLocal(model, event.local, now);
    case 'timeline':
      return withToast(model, newsOfTimeline(event.change, model.view), now);
    case 'reaction':
      return withReaction(model, event, now);
    case 'read':
      return { ...model, readUpTo: newestSeq(model), glimpses: [] };
    case 'sending': {
      const pending: Pending = { messageId: event.messageId, text: event.text, state: 'sending', error: null };
      const others = model.pending.filter((one) => one.messageId !== event.messageId);
      return { ...model, pending: [...others, pending] };
    }
    case 'sent':
      return patchPending(model, event.messageId, { state: 'sent', error: null });
    case 'send-failed':
      return patchPending(model, event.messageId, { state: 'failed', error: event.error });
    case 'discard':
      return { ...model, pending: model.pending.filter((one) => one.messageId !== event.messageId) };
    case 'reveal':
      return { ...model, seen: new Set([...model.seen, event.seq]) };
    case 'dismiss':
      return { ...model, dismissed: event.banner };
    case 'tick':
      return {
        ...model,
        toasts: tickToasts(model.toasts, now),
        floaters: model.floaters.filter((floater) => floater.until > now),
        glimpses: model.glimpses.filter((glimpse) => glimpse.until > now),
      };
  }
}

const newestSeq = (model: Model): number =>
  Math.max(model.readUpTo, ...(model.view?.chat ?? []).map((message) => message.seq));

function withView(model: Model, view: PartyView, now: number): Model {
  const first = model.view === null;
  const news = newsBetween(model.view, view);
  const known = new Set((model.view?.chat ?? []).map((message) => message.seq));
  const fresh = first ? [] : view.chat.filter((message) => !known.has(message.seq) && message.memberId !== view.you);
  const arrived = new Set(view.chat.map((message) => message.messageId));
  const glimpses = [...model.glimpses, ...fresh.map((message) => ({ seq: message.seq, until: now + GLIMPSE_MS }))];
  let next: Model = {
    ...model,
    view,
    // What was said before one came is no news.
    readUpTo: first ? Math.max(view.chatSeq, ...view.chat.map((message) => message.seq)) : model.readUpTo,
    pending: model.pending.filter((one) => !arrived.has(one.messageId)),
    glimpses: glimpses.filter((glimpse) => glimpse.until > now).slice(-GLIMPSES_MAX),
  };
  for (const toast of news) next = withLine(withToast(next, toast, now), toast);
  return settled(next, now);
}

function withLocal(model: Model, local: LocalState, now: number): Model {
  const notice = local.notice && local.notice.at !== model.local?.notice?.at ? local.notice : null;
  const next: Model = { ...model, local, localAt: now };
  return settled(notice ? withToast(next, newsOfNotice(notice), now) : next, now);
}

/** What follows from view and local state together: newly readable messages, a dismissal that is over. */
function settled(model: Model, now: number): Model {
  const { view, local } = model;
  if (view === null) return model;
  const shown = view.chat.filter((message) => veilOf(message, view.you, local?.position ?? null) === null);
  // Until the own position is known nothing is veiled, but nothing counts as seen either.
  const fresh =
    local === null || local.position === null ? [] : shown.filter((message) => !model.seen.has(message.seq));
  const seen = fresh.length > 0 ? new Set([...model.seen, ...fresh.map((message) => message.seq)]) : model.seen;
  const banner = chooseBanner(view, local, momentOf(model, now, 0));
  return { ...model, seen, dismissed: banner?.kind === model.dismissed ? model.dismissed : null };
}

function withToast(model: Model, toast: Toast | null, now: number): Model {
  return toast === null ? model : { ...model, toasts: pushToast(tickToasts(model.toasts, now), toast, now) };
}

function withLine(model: Model, toast: Toast): Model {
  if (toast.kind === 'playback') return model;
  const line: Line = { id: model.nextId, afterSeq: newestSeq(model), text: toastWords(toast) };
  return { ...model, lines: [...model.lines, line].slice(-LINES_MAX), nextId: model.nextId + 1 };
}

function withReaction(model: Model, event: { memberId: string; emoji: string; own: boolean }, now: number): Model {
  // One's own is shown when it is pressed; its echo would be a second one.
  if (!event.own && event.memberId === model.view?.you) return model;
  const name = event.own ? '' : (model.view?.members.find((member) => member.id === event.memberId)?.name ?? '');
  const floater: Floater = { id: model.nextId, emoji: event.emoji, name, until: now + FLOAT_MS };
  return { ...model, floaters: [...model.floaters, floater].slice(-FLOATERS_MAX), nextId: model.nextId + 1 };
}

const patchPending = (model: Model, messageId: string, patch: Partial<Pending>): Model => ({
  ...model,
  pending: model.pending.map((one) => (one.messageId === messageId ? { ...one, ...patch } : one)),
});

const momentOf = (model: Model, now: number, wallNow: number) => {
  const partyNow = model.local?.partyNow ?? null;
  return { partyNow: partyNow === null ? null : partyNow + (now - model.localAt), wallNow };
};

/** @param wallNow `Date.now()`: the next try of a reconnect is a wall-clock time */
export function bannerOf(model: Model, now: number, wallNow: number): Banner | null {
  const banner = model.view && chooseBanner(model.view, model.local, momentOf(model, now, wallNow));
  return banner?.kind === model.dismissed ? null : banner;
}

export const entriesOfModel = (model: Model): Entry[] =>
  model.view === null
    ? []
    : entriesOf({
        messages: model.view.chat,
        pending: model.pending,
        lines: model.lines,
        you: model.view.you,
        position: model.local?.position ?? null,
        seen: model.seen,
      });

export const unreadOf = (model: Model): number =>
  model.view === null ? 0 : unreadCount(model.view.chat, model.readUpTo, model.view.you);

/** Messages that float over the film now: readable ones only. */
export function glimpsesOf(model: Model) {
  const view = model.view;
  if (view === null) return [];
  const due = new Set(model.glimpses.map((glimpse) => glimpse.seq));
  return inOrder(view.chat).filter(
    (message) => due.has(message.seq) && veilOf(message, view.you, model.local?.position ?? null) === null,
  );
}

/** When something changes by itself: page time in ms, or null. */
export function nextDue(model: Model, now: number, wallNow: number): number | null {
  const times = [
    ...(model.toasts.current ? [model.toasts.current.until] : []),
    ...model.floaters.map((floater) => floater.until),
    ...model.glimpses.map((glimpse) => glimpse.until),
    ...(ticks(bannerOf(model, now, wallNow)) ? [now + 500] : []),
  ];
  return times.length > 0 ? Math.min(...times) : null;
}
