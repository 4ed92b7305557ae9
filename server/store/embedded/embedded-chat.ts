import type { ChatMessage } from '../../../shared/party/chat.ts';
import { NOBODY, REDACTED } from '../../../shared/party/chat-log.ts';
import { CHAT_HISTORY_KEPT } from '../../../shared/protocol/limits.ts';
import { type ChatStore, seqsByParty } from '../store.ts';
import { type Collection, literal, UniqueViolation } from './collection.ts';

export interface ChatDoc extends ChatMessage {
  /** `partyId:seq`: two messages never get the same number. */
  _id: string;
  partyId: string;
  /** `partyId:memberId:messageId`, unique: a retry is not a second message. */
  dedupe: string;
}

const bare = ({ _id, partyId, dedupe, ...message }: ChatDoc): ChatMessage => message;

/** How many messages are above the limit before the oldest are removed: trimming one by one would double the writes. */
const TRIM_SLACK = 50;

export function embeddedChat(chat: Collection<ChatDoc>): ChatStore {
  // This process alone writes the file, so the number may be remembered instead of sorted for with each message.
  const known = new Map<string, number>();
  const lastSeq = async (partyId: string): Promise<number> => {
    const remembered = known.get(partyId);
    if (remembered !== undefined) return remembered;
    const [last] = await chat.find({ partyId: literal(partyId) }, { sort: { seq: -1 }, limit: 1 });
    return last?.seq ?? 0;
  };
  const newest = async (partyId: string, seq: number, limit: number) => {
    const found = await chat.find({ partyId: literal(partyId), seq: { $gt: seq } }, { sort: { seq: -1 }, limit });
    return found.reverse().map(bare);
  };
  const trim = async (partyId: string, seq: number) => {
    if (seq % TRIM_SLACK === 0) await chat.remove({ partyId, seq: { $lte: seq - CHAT_HISTORY_KEPT } });
  };
  return {
    async append(partyId, message) {
      const dedupe = `${partyId}:${message.memberId}:${message.messageId}`;
      for (;;) {
        const before = await chat.findOneKept({ dedupe });
        if (before) return { message: bare(before), repeated: true };
        const seq = (await lastSeq(partyId)) + 1;
        try {
          await chat.insert({ ...message, seq, partyId, dedupe, _id: `${partyId}:${seq}` });
        } catch (error) {
          // Somebody else took the number, or this is a retry that came at the same moment: look again.
          known.delete(partyId);
          if (error instanceof UniqueViolation) continue;
          throw error;
        }
        known.set(partyId, Math.max(seq, known.get(partyId) ?? 0));
        // The message is in: that the old ones could not be removed now is nobody's failure, the next round does it.
        await trim(partyId, seq).catch(() => undefined);
        return { message: { ...message, seq }, repeated: false };
      }
    },
    async after(partyId, seq, limit) {
      const found = await chat.find({ partyId: literal(partyId), seq: { $gt: seq } }, { sort: { seq: 1 }, limit });
      return found.map(bare);
    },
    newest,
    async before(partyId, seq, limit) {
      const query = { partyId: literal(partyId), seq: { $lt: seq } };
      return (await chat.find(query, { sort: { seq: -1 }, limit })).reverse().map(bare);
    },
    async bySeq(partyId, seq) {
      const found = await chat.findOne({ _id: `${literal(partyId)}:${seq}` });
      return found && bare(found);
    },
    lastSeq,
    redact: (partyId, seq, removed) =>
      chat.updateMany(
        { _id: `${literal(partyId)}:${seq}` },
        { $set: { text: REDACTED, removed }, $unset: { mentions: true, replyTo: true } },
      ),
    async ofMember(memberId) {
      return (await chat.find({ memberId: literal(memberId) }, { sort: { sentAt: 1 } })).map(bare);
    },
    async tracesOf(memberId) {
      return seqsByParty(await chat.find({ memberId: literal(memberId) }));
    },
    async redactMember(memberId) {
      await chat.updateMany(
        { memberId: literal(memberId) },
        {
          $set: { memberId: NOBODY, name: REDACTED, text: REDACTED, removed: 'account' },
          $unset: { mentions: true, replyTo: true },
        },
      );
      await chat.updateMany({ mentions: memberId }, { $pull: { mentions: memberId } });
    },
    async removeParty(partyId) {
      known.delete(partyId);
      await chat.remove({ partyId: literal(partyId) });
    },
  };
}
