import type { ChatMessage } from '../../shared/party/party.ts';

/** So many messages are kept for the overlay; the server keeps more. */
export const CHAT_KEPT = 200;

/** S30: one list in order of `seq`, every message once. */
export function mergeChat(held: readonly ChatMessage[], incoming: readonly ChatMessage[]): ChatMessage[] {
  if (incoming.length === 0) return [...held];
  const bySeq = new Map([...held, ...incoming].map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq).slice(-CHAT_KEPT);
}

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
