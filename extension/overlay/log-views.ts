import type { ChatMessage } from '../../shared/party/chat.ts';
import type { OutgoingMessage } from '../messaging/party-view.ts';
import { veilOf } from './chat-log.ts';
import { type Entry, entriesOf, unreadCount } from './log-entries.ts';
import { type Model, standpointOf } from './model.ts';

/** What has not come back: by the outbox, or newer than it. */
function unsentOf({ view, pending }: Model): OutgoingMessage[] {
  const newer = new Set(pending.map((one) => one.messageId));
  return [...(view?.outbox.filter((one) => !newer.has(one.messageId)) ?? []), ...pending];
}

export const entriesOfModel = (model: Model): Entry[] =>
  model.view === null
    ? []
    : entriesOf({
        ...standpointOf(model),
        messages: model.chat,
        pending: unsentOf(model),
        lines: model.lines,
        veil: model.settings.veil,
        seen: model.seen,
      });

export const unreadOf = (model: Model): number =>
  model.view === null ? 0 : unreadCount(model.chat, model.readUpTo, model.view.you);

const isReadable = (model: Model, message: ChatMessage): boolean =>
  !model.settings.veil || veilOf(message, standpointOf(model)) === null;

/** Messages that float over the film now: readable ones only. */
export function glimpsesOf(model: Model): ChatMessage[] {
  if (model.glimpses.length === 0) return [];
  const due = new Set(model.glimpses.map((glimpse) => glimpse.seq));
  return model.chat.filter((message) => due.has(message.seq) && !message.removed && isReadable(model, message));
}

/** The message with this number, if it is here. */
export const messageOf = (model: Model, seq: number): ChatMessage | null =>
  model.chat.find((message) => message.seq === seq) ?? null;

/** A quoted message as this viewer may read it: behind the veil its words are not told by an answer either. */
export const isVeiled = (model: Model, message: ChatMessage): boolean =>
  !model.seen.has(message.seq) && !isReadable(model, message);
