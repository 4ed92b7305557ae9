import type { ChatMessage } from '../../shared/party/party.ts';
import type { WireError } from '../../shared/protocol/errors.ts';

/** A message of one's own that the server has not sent back yet. It is never lost: it fails visibly. */
export interface Pending {
  messageId: string;
  text: string;
  /** `sent`: acknowledged, waits for the broadcast. */
  state: 'sending' | 'sent' | 'failed';
  error: WireError | null;
}

/** Something that happened, noted between two messages. */
export interface Line {
  id: number;
  afterSeq: number;
  text: string;
}

export type Entry =
  | { kind: 'message'; message: ChatMessage; mine: boolean; veil: Veil | null; follows: boolean }
  | { kind: 'pending'; pending: Pending; follows: boolean }
  | { kind: 'line'; line: Line };

export interface Veil {
  /** Content seconds that the scene lies ahead of one's own player. */
  aheadS: number;
  position: number;
}

/** People in step are some ms apart and type after the fact: less than this is the same scene. Seconds. */
export const SAME_SCENE_S = 2;
/** Messages of one person this close together stand under one name. ms. */
const TOGETHER_MS = 60_000;

/** Each message once, in order, whatever order and repetition they came in (S30). */
export function inOrder(messages: readonly ChatMessage[]): ChatMessage[] {
  const bySeq = new Map(messages.map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/**
 * Is the message from a scene that this viewer has not seen?
 * @param position own content seconds; null: unknown, then nothing is veiled
 */
export function veilOf(message: ChatMessage, you: string, position: number | null): Veil | null {
  if (message.memberId === you || message.position === null || position === null) return null;
  const aheadS = message.position - position;
  return aheadS > SAME_SCENE_S ? { aheadS, position: message.position } : null;
}

export interface LogInput {
  messages: readonly ChatMessage[];
  pending: readonly Pending[];
  lines: readonly Line[];
  you: string;
  position: number | null;
  /** Messages that were readable once stay so: jumping back must not take them away again. */
  seen: ReadonlySet<number>;
}

/** The log as it is drawn: messages by number, lines between them, own unsent ones last. */
export function entriesOf(input: LogInput): Entry[] {
  const messages = inOrder(input.messages);
  const ids = new Set(messages.map((message) => message.messageId));
  const entries: Entry[] = [];
  const lines = [...input.lines];
  let last: ChatMessage | null = null;
  for (const message of messages) {
    while (lines[0] && lines[0].afterSeq < message.seq) {
      entries.push({ kind: 'line', line: lines.shift() as Line });
      last = null;
    }
    const veil = input.seen.has(message.seq) ? null : veilOf(message, input.you, input.position);
    const follows: boolean =
      last !== null && last.memberId === message.memberId && message.sentAt - last.sentAt < TOGETHER_MS;
    entries.push({ kind: 'message', message, mine: message.memberId === input.you, veil, follows });
    last = message;
  }
  if (lines.length > 0) last = null;
  for (const line of lines) entries.push({ kind: 'line', line });
  let follows = last?.memberId === input.you;
  for (const pending of input.pending) {
    if (ids.has(pending.messageId)) continue;
    entries.push({ kind: 'pending', pending, follows });
    follows = true;
  }
  return entries;
}

/** Messages of others after the last one read. */
export const unreadCount = (messages: readonly ChatMessage[], readUpTo: number, you: string): number =>
  inOrder(messages).filter((message) => message.seq > readUpTo && message.memberId !== you).length;
