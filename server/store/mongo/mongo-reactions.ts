import { type Model, trusted } from 'mongoose';
import { REACTIONS_KEPT } from '../../../shared/protocol/limits.ts';
import type { ReactionRecord, ReactionStore } from '../store.ts';
import { areDuplicates, asked } from './mongo-errors.ts';
import type { ReactionDoc } from './schemas.ts';

const bare = ({ _id, partyId, ...reaction }: ReactionDoc): ReactionRecord => reaction;

/** Above the limit by so many before the oldest go: trimming with each write would double the writes. */
const TRIM_SLACK = REACTIONS_KEPT / 10;

export function mongoReactions(reactions: Model<ReactionDoc>): ReactionStore {
  const trim = async (partyId: string) => {
    if ((await asked(reactions.countDocuments({ partyId }))) <= REACTIONS_KEPT + TRIM_SLACK) return;
    const newest = reactions.find({ partyId }, { at: 1 }).sort({ at: -1 }).limit(REACTIONS_KEPT);
    const oldestKept = (await asked(newest.lean<ReactionDoc[]>())).at(-1);
    await asked(reactions.deleteMany({ partyId, at: trusted({ $lt: oldestKept?.at ?? 0 }) }));
  };
  const list = async (found: PromiseLike<ReactionDoc[]>) => (await asked(found)).map(bare);
  return {
    async add(some) {
      const docs = some.map(({ id, ...one }) => ({ ...one, _id: id }));
      // Not in order: one that is there already must not keep those behind it out.
      await asked(reactions.insertMany(docs, { ordered: false })).catch((error: unknown) => {
        if (!areDuplicates(error)) throw error;
      });
      // They are in: that the old ones could not be removed now is nobody's failure, the next round does it.
      const parties = new Set(some.map((one) => one.partyId));
      await Promise.all([...parties].map((partyId) => trim(partyId).catch(() => undefined)));
    },
    ofTitle: (partyId, epoch) => list(reactions.find({ partyId, epoch }).sort({ position: 1 }).lean<ReactionDoc[]>()),
    ofMember: (memberId) => list(reactions.find({ memberId }).sort({ at: 1 }).lean<ReactionDoc[]>()),
    async removeMember(memberId) {
      await asked(reactions.deleteMany({ memberId }));
    },
    async removeParty(partyId) {
      await asked(reactions.deleteMany({ partyId }));
    },
  };
}
