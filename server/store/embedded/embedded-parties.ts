import type { PartyRecord, PartyStore } from '../store.ts';
import { type Collection, literal, UniqueViolation } from './collection.ts';

export type PartyDoc = PartyRecord & { _id: string };

const bare = (doc: PartyDoc | null): PartyRecord | null => {
  if (!doc) return null;
  const { _id, ...party } = doc;
  return party;
};

export function embeddedParties(parties: Collection<PartyDoc>): PartyStore {
  const list = async (found: Promise<PartyDoc[]>) => (await found).map((doc) => bare(doc) as PartyRecord);
  return {
    async insert(party) {
      try {
        await parties.insert({ ...party, _id: party.id });
        return 'inserted';
      } catch (error) {
        if (error instanceof UniqueViolation) return 'code-taken';
        throw error;
      }
    },
    byId: async (id) => bare(await parties.findOne({ _id: literal(id) })),
    byCode: async (partyCode) => bare(await parties.findOne({ partyCode: literal(partyCode) })),
    async save(party) {
      try {
        const { id, ...fields } = party;
        const own = { _id: id, life: party.life, version: { $lt: party.version } };
        if (await parties.findOneAndUpdate(own, { $set: fields })) return 'saved';
        if (party.former && (await parties.findOneAndUpdate({ _id: id, ...party.former }, { $set: fields })))
          return 'saved';
        const kept = await parties.findOne({ _id: literal(id) });
        return kept && kept.life !== party.life ? 'other-life' : 'older';
      } catch (error) {
        if (error instanceof UniqueViolation) return 'code-taken';
        throw error;
      }
    },
    ofMember: async (userId, limit) =>
      list(parties.find({ memberIds: literal(userId) }, { sort: { lastActiveAt: -1 }, limit })),
    countHosted: async (userId) => parties.count({ host: literal(userId), endedAt: null }),
    remove: async (id) => parties.remove({ _id: literal(id) }),
    idleSince: (wallMs, limit) =>
      list(parties.find({ lastActiveAt: { $lt: wallMs } }, { sort: { lastActiveAt: 1 }, limit })),
  };
}
