import type { PartyRecord } from './store.ts';

const DAY_MS = 86_400_000;
/** A party that nobody opened for so long is over. */
export const PARTY_IDLE_MS = 2 * DAY_MS;
/** An ended party stays on its members' lists, with its chat for export, this long. */
export const PARTY_KEPT_MS = 30 * DAY_MS;
/** A guest's token lives seven days (A2); a day later nobody can be that guest any more. */
export const GUEST_KEPT_MS = 8 * DAY_MS;

export type PartyFate = 'keep' | 'end' | 'remove';

/** What the sweep does with a party. Pure, the same on every store (no expiry by the store itself). */
export function partyFate(
  party: Pick<PartyRecord, 'endedAt' | 'startsAt' | 'lastActiveAt'>,
  wallNow: number,
): PartyFate {
  if (party.endedAt !== null) return wallNow - party.endedAt >= PARTY_KEPT_MS ? 'remove' : 'keep';
  // A date in the future is activity to come.
  const last = Math.max(party.lastActiveAt, party.startsAt ?? 0);
  return wallNow - last >= PARTY_IDLE_MS ? 'end' : 'keep';
}
