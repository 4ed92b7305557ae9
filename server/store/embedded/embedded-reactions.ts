import { REACTIONS_KEPT } from '../../../shared/protocol/limits.ts';
import type { ReactionRecord, ReactionStore } from '../store.ts';
import { type Collection, literal, UniqueViolation } from './collection.ts';

export interface ReactionDoc extends ReactionRecord {
  _id: string;
  partyId: string;
}

const bare = ({ _id, partyId, ...reaction }: ReactionDoc): ReactionRecord => reaction;

/** Above the limit by so many before the oldest go: trimming with each write would double the writes. */
const TRIM_SLACK = REACTIONS_KEPT / 10;

export function embeddedReactions(reactions: Collection<ReactionDoc>): ReactionStore {
  const trim = async (partyId: string) => {
    if ((await reactions.count({ partyId })) <= REACTIONS_KEPT + TRIM_SLACK) return;
    const kept = await reactions.find({ partyId }, { sort: { at: -1 }, limit: REACTIONS_KEPT });
    await reactions.remove({ partyId, at: { $lt: kept.at(-1)?.at ?? 0 } });
  };
  return {
    async add(some) {
      const docs = some.map(({ id, ...one }) => ({ ...one, _id: literal(id) }));
      try {
        await reactions.insertAll(docs);
      } catch (error) {
        if (!(error instanceof UniqueViolation)) throw error;
        const there = await reactions.find({ _id: { $in: docs.map((one) => one._id) } });
        const known = new Set(there.map((one) => one._id));
        await reactions.insertAll(docs.filter((one) => !known.has(one._id)));
      }
      for (const partyId of new Set(some.map((one) => one.partyId))) await trim(partyId);
    },
    async ofTitle(partyId, epoch) {
      return (await reactions.find({ partyId: literal(partyId), epoch }, { sort: { position: 1 } })).map(bare);
    },
    async ofMember(memberId) {
      return (await reactions.find({ memberId: literal(memberId) }, { sort: { at: 1 } })).map(bare);
    },
    removeMember: async (memberId) => reactions.remove({ memberId: literal(memberId) }),
    removeParty: async (partyId) => reactions.remove({ partyId: literal(partyId) }),
  };
}
