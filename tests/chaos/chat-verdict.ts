import type { ChatMessage } from '../../shared/party/chat.ts';
import { CHAT_HISTORY_KEPT } from '../../shared/protocol/limits.ts';
import type { Testimony } from './testimony.ts';

export interface ChatVerdict {
  chatLost: string[];
  chatDoubled: string[];
  chatReordered: string[];
}

export const noChatFaults = (): ChatVerdict => ({ chatLost: [], chatDoubled: [], chatReordered: [] });

const keyOf = ({ memberId, messageId }: Pick<ChatMessage, 'memberId' | 'messageId'>) => `${memberId}:${messageId}`;

/**
 * Judges the words of a party, when everybody is silent (S30).
 * - lost: acknowledged, and not in the log under the number that was acknowledged, with these words
 * - doubled: in the log more than once
 * - reordered: numbers have a gap or do not rise, or one member's messages stand in another order than they were written
 * @param log all of it, as it was fetched; of a party that said more than is kept the newest are judged
 */
export function judgeChat(log: readonly ChatMessage[], members: readonly Testimony[]): ChatVerdict {
  const verdict = noChatFaults();
  const oldest = log.length >= CHAT_HISTORY_KEPT ? log[0]!.seq : 1;
  const found = new Map<string, ChatMessage[]>();
  for (const message of log) found.set(keyOf(message), [...(found.get(keyOf(message)) ?? []), message]);
  for (const [key, all] of found) if (all.length > 1) verdict.chatDoubled.push(`${key}: ${all.map((one) => one.seq)}`);

  for (const { memberId, said } of members) {
    let last = 0;
    for (const { messageId, text, seq } of said) {
      if (seq <= last) verdict.chatReordered.push(`${memberId}:${messageId} has ${seq}, the one before it ${last}`);
      last = Math.max(last, seq);
      if (seq < oldest) continue;
      const kept = found.get(`${memberId}:${messageId}`)?.some((one) => one.seq === seq && one.text === text);
      if (!kept) verdict.chatLost.push(`${memberId}:${messageId} as ${seq}`);
    }
  }
  let expected = oldest;
  for (const { seq } of log) {
    if (seq !== expected) verdict.chatReordered.push(`${seq} stands where ${expected} should`);
    expected = seq + 1;
  }
  return verdict;
}
