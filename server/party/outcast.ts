import type { ServerEvents } from '../../shared/protocol/events.ts';
import { seatOf, type View } from './live-party.ts';

export type ClosedReason = Parameters<ServerEvents['party-closed']>[0]['reason'];

/** Why somebody who sits in a party's room may hear nothing of it any more (P3, R7); null: they may. */
export function outcast(
  { party, people }: View,
  { memberId, connectionId }: { memberId: string; connectionId: string },
): ClosedReason | null {
  if (party.banned.includes(memberId)) return 'banned';
  if (party.endedAt !== null) return 'ended';
  if (!seatOf(party, memberId)) return 'kicked';
  // Nobody known to sit there is no reason: a Redis that lost its memory learns of it with the next beat.
  const holder = people.get(memberId)?.connectionId;
  return holder && holder !== connectionId ? 'elsewhere' : null;
}
