import type { ChatMessage } from '../../shared/party/chat.ts';
import type { Line } from '../messaging/kept-place.ts';
import type { OutgoingMessage } from '../messaging/party-view.ts';
import { isNews, type Standpoint, type Veil, veilOf } from './chat-log.ts';

export type Entry =
  | {
      kind: 'message';
      key: string;
      message: ChatMessage;
      mine: boolean;
      forMe: boolean;
      veil: Veil | null;
      follows: boolean;
    }
  | { kind: 'pending'; key: string; pending: OutgoingMessage; follows: boolean }
  | { kind: 'line'; key: string; line: Line };

/** Messages of one person this close together stand under one name. ms. */
const TOGETHER_MS = 60_000;

export interface LogInput extends Standpoint {
  /** In order, each once (`mergeLog`). */
  messages: readonly ChatMessage[];
  pending: readonly OutgoingMessage[];
  lines: readonly Line[];
  /** Off: scenes ahead are shown like any other. */
  veil: boolean;
  /** Messages that were readable once stay so: jumping back must not take them away again. */
  seen: ReadonlySet<number>;
}

/** The log as it is drawn: messages by number, lines between them, own unsent ones last. */
export function entriesOf(input: LogInput): Entry[] {
  const { you } = input;
  const ids = new Set(input.messages.map((message) => message.messageId));
  const entries: Entry[] = [];
  let lines = 0;
  let last: ChatMessage | null = null;
  for (const message of input.messages) {
    // A deed, not a message.
    if (message.removes) continue;
    for (let line = input.lines[lines]; line && line.afterSeq < message.seq; line = input.lines[++lines]) {
      entries.push({ kind: 'line', key: `line-${line.id}`, line });
      last = null;
    }
    const veil = input.veil && !input.seen.has(message.seq) ? veilOf(message, input) : null;
    const follows: boolean =
      last !== null &&
      last.memberId === message.memberId &&
      message.sentAt - last.sentAt < TOGETHER_MS &&
      message.replyTo === undefined;
    const mine = message.memberId === you;
    const forMe = !mine && message.mentions?.includes(you) === true;
    // One's own keeps the key that it had on its way; ids of others are theirs to choose.
    const key = mine ? message.messageId : `seq-${message.seq}`;
    entries.push({ kind: 'message', key, message, mine, forMe, veil, follows });
    last = message;
  }
  if (lines < input.lines.length) last = null;
  for (const line of input.lines.slice(lines)) entries.push({ kind: 'line', key: `line-${line.id}`, line });
  let follows = last?.memberId === you;
  for (const pending of input.pending) {
    if (ids.has(pending.messageId)) continue;
    entries.push({
      kind: 'pending',
      key: pending.messageId,
      pending,
      follows: follows && pending.replyTo === undefined,
    });
    follows = true;
  }
  return entries;
}

/** Messages of others after the last one read. */
export const unreadCount = (messages: readonly ChatMessage[], readUpTo: number, you: string): number =>
  messages.filter((message) => message.seq > readUpTo && isNews(message, you)).length;
