import type { PartyRecord } from '../../server/store/store.ts';
import type { Acknowledged } from './member.ts';

/** What one member knows at the end of a round. */
export interface Testimony {
  memberId: string;
  /** In the order of sending, this round's. */
  acknowledged: readonly Acknowledged[];
  heard: readonly { commandId: string; rev: number }[];
  /** What its player would do now. */
  held: { rev: number; position: number } | null;
}

export interface Verdict {
  lost: string[];
  doubled: string[];
  reordered: string[];
  wrongStates: string[];
}

export const noFaults = (): Verdict => ({ lost: [], doubled: [], reordered: [], wrongStates: [] });

/**
 * Judges one party after a round, when everybody is silent.
 * - lost: acknowledged, and not among what the database says was applied (it remembers the newest `record.applied.length`)
 * - doubled: applied twice, or applied once more after it was acknowledged
 * - reordered: one member's commands got falling revs or places in the database, or the database has another order than the revs
 * - wrong state: a member holds something else than the server says, or the database does
 */
export function judge(
  record: PartyRecord,
  server: { rev: number; position: number } | null,
  members: readonly Testimony[],
): Verdict {
  const verdict = noFaults();
  const all = members.flatMap(({ memberId, acknowledged }) =>
    acknowledged.map((one) => ({ ...one, key: `${memberId}:${one.commandId}`, appliedAt: appliedAt(one, members) })),
  );
  const ordered = all.toSorted((a, b) => (a.appliedAt ?? a.rev) - (b.appliedAt ?? b.rev));

  // The oldest may have left the memory of the database; commands of earlier rounds are in it too.
  const places = new Map(record.applied.map((key, place) => [key, place]));
  for (const one of ordered.slice(-record.applied.length)) if (!places.has(one.key)) verdict.lost.push(one.key);
  if (places.size < record.applied.length) verdict.doubled.push(`${record.id}: twice in the database`);

  const known = ordered.filter((one) => one.appliedAt !== null);
  verdict.reordered.push(...outOfOrder(known.map(({ key }) => ({ key, at: places.get(key) }))));
  for (const { acknowledged, memberId } of members) {
    const keys = acknowledged.map((one) => `${memberId}:${one.commandId}`);
    verdict.reordered.push(...outOfOrder(keys.map((key) => ({ key, at: places.get(key) }))));
    const revs = known.filter(({ key }) => keys.includes(key)).map(({ key, appliedAt }) => ({ key, at: appliedAt! }));
    verdict.reordered.push(...outOfOrder(revs.toSorted((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key))));
  }

  const revs = new Map(all.map((one) => [one.commandId, one.rev]));
  const again = new Set<string>();
  for (const { heard } of members)
    for (const { commandId, rev } of heard)
      if (rev > (revs.get(commandId) ?? Number.POSITIVE_INFINITY)) again.add(commandId);
  verdict.doubled.push(...again);

  for (const { memberId, held } of members)
    if (held?.rev !== server?.rev || held?.position !== server?.position)
      verdict.wrongStates.push(`${memberId} holds ${JSON.stringify(held)}, the server ${JSON.stringify(server)}`);
  if (record.videoState.position !== server?.position)
    verdict.wrongStates.push(`the database stands at ${record.videoState.position}, the server at ${server?.position}`);
  return verdict;
}

/**
 * The `rev` a command got: the newest one broadcast for it that its acknowledgement knew of. The acknowledgement of a retry
 * tells where the party is by then, which is later; an earlier broadcast was lost with Redis before it was kept. Null if
 * nobody heard it.
 */
function appliedAt(one: Acknowledged, members: readonly Testimony[]): number | null {
  const revs = members.flatMap(({ heard }) => heard.filter((h) => h.commandId === one.commandId && h.rev <= one.rev));
  return revs.length > 0 ? Math.max(...revs.map((h) => h.rev)) : null;
}

/** The keys that come before one they should follow; those without a place do not count. */
function outOfOrder(list: readonly { key: string; at: number | undefined }[]): string[] {
  let last = -1;
  const wrong: string[] = [];
  for (const { key, at } of list) {
    if (at === undefined) continue;
    if (at <= last) wrong.push(key);
    last = Math.max(last, at);
  }
  return wrong;
}
