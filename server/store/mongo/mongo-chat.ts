import { type Model, trusted } from 'mongoose';
import type { ChatMessage } from '../../../shared/party/chat.ts';
import { NOBODY, REDACTED } from '../../../shared/party/chat-log.ts';
import { CHAT_HISTORY_KEPT } from '../../../shared/protocol/limits.ts';
import { type ChatStore, seqsByParty } from '../store.ts';
import { ChatAppender } from './chat-appender.ts';
import { asked } from './mongo-errors.ts';
import type { ChatDoc } from './schemas.ts';

/** How many messages are above the limit before the oldest are removed: trimming one by one would double the writes. */
const TRIM_SLACK = 50;

const bare = ({ _id, partyId, ...message }: ChatDoc): ChatMessage => message;

export function mongoChat(chat: Model<ChatDoc>): ChatStore {
  const lastSeq = async (partyId: string): Promise<number> => {
    const last = await asked(chat.findOne({ partyId }, { seq: 1 }).sort({ seq: -1 }).lean<ChatDoc>());
    return last?.seq ?? 0;
  };
  const appender = new ChatAppender({
    lastSeq,
    async insert(message) {
      await asked(chat.create([message]));
    },
    // Only what survives the loss of the primary may be acknowledged again.
    find: async (id) => asked(chat.findOne({ _id: id }).readConcern('majority').lean<ChatDoc>()),
  });
  const trim = async (partyId: string, seq: number) => {
    if (seq % TRIM_SLACK !== 0) return;
    await asked(chat.deleteMany({ partyId, seq: trusted({ $lte: seq - CHAT_HISTORY_KEPT }) }));
  };
  const page = async (partyId: string, seq: number, limit: number, order: 1 | -1) => {
    const query = chat.find({ partyId, seq: trusted({ $gt: seq }) });
    return (await asked(query.sort({ seq: order }).limit(limit).lean<ChatDoc[]>())).map(bare);
  };
  return {
    async append(partyId, message) {
      const { doc, repeated } = await appender.append(partyId, message);
      // The message is in: that the old ones could not be removed now is nobody's failure, the next round does it.
      if (!repeated) await trim(partyId, doc.seq).catch(() => undefined);
      return { message: bare(doc), repeated };
    },
    after: (partyId, seq, limit) => page(partyId, seq, limit, 1),
    newest: async (partyId, seq, limit) => (await page(partyId, seq, limit, -1)).reverse(),
    async before(partyId, seq, limit) {
      const query = chat.find({ partyId, seq: trusted({ $lt: seq }) });
      return (await asked(query.sort({ seq: -1 }).limit(limit).lean<ChatDoc[]>())).reverse().map(bare);
    },
    async bySeq(partyId, seq) {
      const found = await asked(chat.findOne({ partyId, seq }).lean<ChatDoc>());
      return found && bare(found);
    },
    lastSeq,
    async redact(partyId, seq, removed) {
      await asked(
        chat.updateOne({ partyId, seq }, { $set: { text: REDACTED, removed }, $unset: { mentions: 1, replyTo: 1 } }),
      );
    },
    async ofMember(memberId) {
      return (await asked(chat.find({ memberId }).sort({ sentAt: 1 }).lean<ChatDoc[]>())).map(bare);
    },
    async tracesOf(memberId) {
      return seqsByParty(await asked(chat.find({ memberId }, { partyId: 1, seq: 1 }).lean<ChatDoc[]>()));
    },
    async redactMember(memberId) {
      const nobody = { memberId: NOBODY, name: REDACTED, text: REDACTED, removed: 'account' as const };
      await asked(chat.updateMany({ memberId }, { $set: nobody, $unset: { mentions: 1, replyTo: 1 } }));
      await asked(chat.updateMany({ mentions: memberId }, { $pull: { mentions: memberId } }));
    },
    async removeParty(partyId) {
      appender.forget(partyId);
      await asked(chat.deleteMany({ partyId }));
    },
  };
}
