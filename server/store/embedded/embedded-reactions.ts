import { randomUUID } from 'node:crypto';
import { REACTIONS_KEPT } from '../../../shared/protocol/limits.ts';
import type { ReactionRecord, ReactionStore } from '../store.ts';
import { type Collection, literal } from './collection.ts';

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
    async add(partyId, list) {
      await reactions.insertAll(list.map((one) => ({ ...one, partyId: literal(partyId), _id: randomUUID() })));
      await trim(partyId);
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
