import type { PartyRecord, PartyStore } from '../store.ts';
import { type Collection, literal, UniqueViolation } from './collection.ts';
import type { Journal } from './journal.ts';
import { deltaOf, type PartyDelta, withDelta } from './party-delta.ts';

export type PartyDoc = PartyRecord & { _id: string };
type PartyFacts = Pick<PartyRecord, 'endedAt' | 'lastActiveAt' | 'startsAt'>;

const bare = (doc: PartyDoc | null): PartyRecord | null => {
  if (!doc) return null;
  const { _id, ...party } = doc;
  return party;
};

/** The journal is folded into the collection when it is as long as this: read again at a start in well under a second. */
const FOLD_AT_BYTES = 32 << 20;
/** A stop does not wait longer for folding: the next start reads the journal. */
export const CLOSE_FOLD_MS = 1_500;

export interface EmbeddedParties extends PartyStore {
  /** Writes into the collection what the journal alone has. */
  fold(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Parties in a collection, and what changed lately in a journal beside it: a command moves a timeline, which nobody
 * searches for, and writing its whole party through the indexes would cost more than all the rest of it.
 */
export function embeddedParties(
  parties: Collection<PartyDoc>,
  journal: Journal,
  foldAtBytes = FOLD_AT_BYTES,
): EmbeddedParties {
  /** What is durable and newer than in the collection. */
  const hot = new Map<string, PartyRecord>();
  const busy = new Map<string, Promise<unknown>>();
  let folding: Promise<void> | null = null;

  /** One change of a party at a time: a delta holds for the record it was made against. */
  const alone = async <T>(id: string, work: () => Promise<T>): Promise<T> => {
    while (busy.has(id)) await busy.get(id);
    const running = work();
    busy.set(
      id,
      running.catch(() => undefined),
    );
    try {
      return await running;
    } finally {
      busy.delete(id);
    }
  };
  const newest = (doc: PartyDoc): PartyRecord => hot.get(doc._id) ?? (bare(doc) as PartyRecord);

  /** Through all of them: what is in memory anyway needs no index for what is asked every ten minutes. */
  const due = async (fits: (party: PartyFacts) => boolean, age: (party: PartyFacts) => number, limit: number) => {
    const found = await parties.filter((doc) => fits(hot.get(doc._id) ?? doc));
    const records = found.map((doc) => hot.get(doc._id) ?? doc);
    const first = records.sort((a, b) => age(a) - age(b)).slice(0, limit);
    return first.map((record) => structuredClone('_id' in record ? (bare(record as PartyDoc) as PartyRecord) : record));
  };

  /** Of what is on the disk in the collection too. */
  const forget = (record: PartyRecord): void => {
    if (hot.get(record.id) === record) hot.delete(record.id);
  };
  const foldAll = async (deadline = Number.POSITIVE_INFINITY) => {
    const drop = await journal.rotate();
    const records = [...hot.values()];
    let late = false;
    await parties.batch(async (change) => {
      for (const record of records) {
        late = performance.now() > deadline;
        if (late) return;
        await change(...settling(record));
      }
    });
    if (late) return;
    for (const record of records) forget(record);
    await drop();
  };
  const foldWhenLong = () => {
    if (journal.length < foldAtBytes || folding) return;
    // A failed fold leaves the journal; the next save tries again.
    folding = foldAll()
      .catch(() => undefined)
      .finally(() => {
        folding = null;
      });
  };

  const saveWhole = async (party: PartyRecord) => {
    try {
      const before = hot.get(party.id);
      const { id, ...fields } = party;
      let saved = false;
      await parties.batch(async (change) => {
        if (before) await change(...settling(before));
        const own = { _id: id, life: party.life, version: { $lt: party.version } };
        saved = (await change(own, { $set: fields })) !== null;
        if (!saved && party.former) saved = (await change({ _id: id, ...party.former }, { $set: fields })) !== null;
      });
      if (before) forget(before);
      if (saved) return 'saved';
      const kept = await parties.findOne({ _id: literal(id) });
      return kept && kept.life !== party.life ? 'other-life' : 'older';
    } catch (error) {
      if (error instanceof UniqueViolation) return 'code-taken';
      throw error;
    }
  };
  /** What nearly every command is: one line more for a party that nobody else is writing. Null: not that simple. */
  const saveLine = (party: PartyRecord): Promise<'saved'> | null => {
    const before = busy.has(party.id) ? undefined : hot.get(party.id);
    const delta = before && before.version < party.version ? deltaOf(before, party) : null;
    if (!delta) return null;
    const written = journal.append(party.id, delta).then(
      () => {
        busy.delete(party.id);
        hot.set(party.id, party);
        foldWhenLong();
        return 'saved' as const;
      },
      (error: unknown) => {
        busy.delete(party.id);
        throw error;
      },
    );
    busy.set(
      party.id,
      written.catch(() => undefined),
    );
    return written;
  };
  const save = async (party: PartyRecord) => {
    const before = hot.get(party.id) ?? bare(await parties.findOne({ _id: literal(party.id) }));
    const delta = before && before.version < party.version ? deltaOf(before, party) : null;
    if (!delta) return saveWhole(party);
    await journal.append(party.id, delta);
    hot.set(party.id, party);
    foldWhenLong();
    return 'saved';
  };

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
    async byId(id) {
      const doc = await parties.findOne({ _id: literal(id) });
      return doc && newest(doc);
    },
    async byCode(partyCode) {
      const doc = await parties.findOne({ partyCode: literal(partyCode) });
      return doc && newest(doc);
    },
    save: (party) => saveLine(party) ?? alone(party.id, () => save(party)),
    async ofMember(userId, limit) {
      const found = (await parties.find({ memberIds: literal(userId) })).map(newest);
      return found.sort((a, b) => b.lastActiveAt - a.lastActiveAt).slice(0, limit);
    },
    countHosted: async (userId) => parties.count({ host: literal(userId), endedAt: null }),
    remove: (id) =>
      alone(id, async () => {
        await parties.remove({ _id: literal(id) });
        hot.delete(id);
      }),
    toEnd: (idleSince, limit) =>
      due(
        (party) =>
          party.endedAt === null && party.lastActiveAt <= idleSince && !(party.startsAt && party.startsAt > idleSince),
        (party) => party.lastActiveAt,
        limit,
      ),
    toRemove: (endedBy, limit) =>
      due(
        (party) => party.endedAt !== null && party.endedAt <= endedBy,
        (party) => party.endedAt ?? 0,
        limit,
      ),
    async fold() {
      await folding;
      await foldAll();
    },
    async close() {
      await folding;
      await foldAll(performance.now() + CLOSE_FOLD_MS).catch(() => undefined); // The journal has it.
      await journal.close();
    },
  };
}

/** What brings the collection up to a record of the same life. */
function settling(record: PartyRecord) {
  const { id, ...fields } = record;
  return [{ _id: id, life: record.life, version: { $lt: record.version } }, { $set: fields }] as const;
}

/** Brings the collection up to what a journal says; lines it has already, of other lives or of parties gone do nothing. */
export async function replayParties(parties: Collection<PartyDoc>, lines: readonly PartyDelta[]): Promise<void> {
  const newest = new Map<string, PartyRecord | null>();
  for (const delta of lines) {
    const known = newest.get(delta.id);
    const record = known === undefined ? bare(await parties.findOne({ _id: literal(delta.id) })) : known;
    newest.set(delta.id, record && withDelta(record, delta));
  }
  await parties.batch(async (change) => {
    for (const record of newest.values()) {
      if (!record) continue;
      const { id, ...fields } = record;
      await change({ _id: id, version: { $lt: record.version } }, { $set: fields });
    }
  });
}
