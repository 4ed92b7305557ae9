import { type Model, type QueryFilter, trusted } from 'mongoose';
import type { PartyRecord, PartyStore } from '../store.ts';
import { asked, isDuplicate } from './mongo-errors.ts';
import type { PartyDoc } from './schemas.ts';

const bare = (doc: PartyDoc | null): PartyRecord | null => {
  if (!doc) return null;
  const { _id, ...party } = doc;
  return { id: _id, ...party };
};

export function mongoParties(parties: Model<PartyDoc>): PartyStore {
  const list = async (found: PromiseLike<PartyDoc[]>) => (await asked(found)).map((doc) => bare(doc) as PartyRecord);
  const replaced = async (which: QueryFilter<PartyDoc>, fields: Omit<PartyRecord, 'id'>) =>
    (await asked(parties.updateOne(which, { $set: fields }))).matchedCount > 0;
  /** Both `partyCode` and `_id` are unique; ids are random enough that only codes ever meet. */
  const unlessTaken = async <T>(write: () => Promise<T>): Promise<T | 'code-taken'> => {
    try {
      return await write();
    } catch (error) {
      if (isDuplicate(error)) return 'code-taken';
      throw error;
    }
  };
  return {
    insert: ({ id, ...party }) =>
      unlessTaken(async () => {
        await asked(parties.create([{ _id: id, ...party }]));
        return 'inserted' as const;
      }),
    byId: async (id) => bare(await asked(parties.findOne({ _id: id }).lean<PartyDoc>())),
    byCode: async (partyCode) => bare(await asked(parties.findOne({ partyCode }).lean<PartyDoc>())),
    save: ({ id, ...fields }) =>
      unlessTaken(async () => {
        const own = { _id: id, life: fields.life, version: trusted({ $lt: fields.version }) };
        for (;;) {
          if (await replaced(own, fields)) return 'saved' as const;
          if (fields.former && (await replaced({ _id: id, ...fields.former }, fields))) return 'saved' as const;
          // Only what survives the loss of the primary may be taken for kept.
          const kept = await asked(
            parties
              .findOne({ _id: id }, { life: 1, version: 1 })
              .readConcern('majority')
              .lean<Pick<PartyDoc, 'life' | 'version'>>(),
          );
          if (kept && kept.life !== fields.life) return 'other-life' as const;
          if (!kept || kept.version >= fields.version) return 'older' as const;
          // Between our first step and our second another node made this life the one that is kept, with an older version.
        }
      }),
    ofMember: (userId, limit) =>
      list(parties.find({ memberIds: userId }).sort({ lastActiveAt: -1 }).limit(limit).lean<PartyDoc[]>()),
    countHosted: (userId) => asked(parties.countDocuments({ host: userId, endedAt: null })),
    async remove(id) {
      await asked(parties.deleteOne({ _id: id }));
    },
    toEnd: (idleSince, limit) =>
      list(
        parties
          .find({
            endedAt: null,
            lastActiveAt: trusted({ $lte: idleSince }),
            startsAt: trusted({ $not: { $gt: idleSince } }),
          })
          .sort({ lastActiveAt: 1 })
          .limit(limit)
          .lean<PartyDoc[]>(),
      ),
    toRemove: (endedBy, limit) =>
      list(
        parties
          .find({ endedAt: trusted({ $lte: endedBy }) })
          .sort({ endedAt: 1 })
          .limit(limit)
          .lean<PartyDoc[]>(),
      ),
  };
}
