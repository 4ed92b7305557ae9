import type { ChatMessage } from './chat.ts';

/** What stands where words and names were that have been taken away (A5): the wire wants a character. */
export const REDACTED = '—';
/** Whom the messages of a deleted account belong to. */
export const NOBODY = 'deleted';

/** A message without its words. */
function redacted(message: ChatMessage, removed: NonNullable<ChatMessage['removed']>): ChatMessage {
  const { replyTo: _, mentions: __, ...rest } = message;
  const who = removed === 'account' ? { memberId: NOBODY, name: REDACTED } : {};
  return { ...rest, ...who, text: REDACTED, removed };
}

/** Who took the words of a message away, as the entry that did so tells it. */
function removalBy(entry: ChatMessage, message: ChatMessage): NonNullable<ChatMessage['removed']> {
  if (entry.memberId === NOBODY) return 'account';
  return entry.memberId === message.memberId ? 'author' : 'moderator';
}

/**
 * Each message once, in order of `seq`, whatever order and repetition they came in (S30), and without the words that a
 * later entry took away. Messages that did not change keep their identity.
 */
export function mergeLog(held: readonly ChatMessage[], incoming: readonly ChatMessage[]): ChatMessage[] {
  const bySeq = new Map(held.map((message) => [message.seq, message]));
  for (const message of incoming) {
    // What has lost its words does not get them back from a copy that was under way.
    if (!bySeq.get(message.seq)?.removed) bySeq.set(message.seq, message);
  }
  const log = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  const removals = new Map(log.flatMap((entry) => (entry.removes ?? []).map((gone) => [gone, entry] as const)));
  if (removals.size === 0) return log;
  return log.map((message) => {
    const entry = removals.get(message.seq);
    return entry === undefined || message.removed ? message : redacted(message, removalBy(entry, message));
  });
}
