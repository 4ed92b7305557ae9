import type { PartyRecord } from '../store.ts';

/** What a save changed: a tenth of the record, which a command would else write whole. */
export interface PartyDelta {
  id: string;
  life: string;
  version: number;
  /** Fields as they are now. */
  set: Partial<PartyRecord>;
  /** Commands applied since, and how many are kept in all. */
  applied: readonly string[];
  appliedKept: number;
}

/** A party is found by these: a change of one must show in the index at once. */
const FOUND_BY = ['partyCode', 'host', 'endedAt'] as const;

const sameList = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, n) => one === b[n]);

/**
 * How many of the new list's first elements are the old one's last: the list only loses its oldest and gains at the end.
 * 0 if the lists have nothing in common.
 */
function overlap(before: readonly string[], after: readonly string[]): number {
  const last = before.at(-1);
  if (last === undefined) return 0;
  const length = after.lastIndexOf(last) + 1;
  if (length > before.length) return 0;
  const from = before.length - length;
  for (let n = 0; n < length; n++) if (before[from + n] !== after[n]) return 0;
  return length;
}

/** @returns null if the change must be written whole: another life, or what a party is found by */
export function deltaOf(before: PartyRecord, after: PartyRecord): PartyDelta | null {
  if (before.life !== after.life || FOUND_BY.some((field) => before[field] !== after[field])) return null;
  if (!sameList(before.memberIds, after.memberIds)) return null;
  const set: Record<string, unknown> = {};
  // Not by entries: this runs for every command, and each would be a list of its own.
  for (const key in after) {
    const field = key as keyof PartyRecord;
    if (field === 'applied' || field === 'memberIds' || field === 'version') continue;
    // Records share what did not change.
    if (after[field] !== before[field]) set[field] = after[field];
  }
  const kept = overlap(before.applied, after.applied);
  return {
    id: after.id,
    life: after.life,
    version: after.version,
    set: set as Partial<PartyRecord>,
    applied: after.applied.slice(kept),
    appliedKept: after.applied.length,
  };
}

/** The record after a delta; the very same one if it has that already (a line may be read again). */
export function withDelta(record: PartyRecord, delta: PartyDelta): PartyRecord {
  if (delta.life !== record.life || delta.version <= record.version) return record;
  const applied = [...record.applied, ...delta.applied];
  return {
    ...record,
    ...delta.set,
    version: delta.version,
    applied: delta.appliedKept === 0 ? [] : applied.slice(-delta.appliedKept),
  };
}
