import type { ChatMessage } from '../../shared/party/chat.ts';
import { mergeLog } from '../../shared/party/chat-log.ts';

/** So many messages are kept for a page that loads; older ones the page asks for. */
const CHAT_KEPT = 200;

/** S30: one list in order of `seq`, every message once. */
export const mergeChat = (held: readonly ChatMessage[], incoming: readonly ChatMessage[]): ChatMessage[] =>
  mergeLog(held, incoming).slice(-CHAT_KEPT);

/**
 * S30: is something missing between what we hold and what there is?
 * @param chatSeq newest number that the server has given out
 * @returns the number after which to fetch, or null if nothing is missing
 */
export function chatGap(chat: readonly ChatMessage[], chatSeq: number): number | null {
  for (const [index, message] of chat.entries()) {
    const next = chat[index + 1];
    if (next ? next.seq !== message.seq + 1 : message.seq < chatSeq) return message.seq;
  }
  return null;
}

/**
 * What we hold before the answer to `fetch-chat` is taken in: away for so long that the server has dropped what lay
 * between, we let go of what lies before, or the gap would never close.
 */
export const beforeHole = (
  held: readonly ChatMessage[],
  afterSeq: number,
  answer: readonly ChatMessage[],
): readonly ChatMessage[] =>
  (answer[0]?.seq ?? 0) > afterSeq + 1 ? held.filter((message) => message.seq > afterSeq) : held;
