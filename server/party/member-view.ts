import type { Member } from '../../shared/party/party.ts';
import { isConnected, NEW_STATUS, type Seat, type View } from './live-party.ts';

/** A member as the others see them. */
export function memberView({ party, people, now }: View, seat: Seat): Member {
  const presence = people.get(seat.id);
  const connected = isConnected(presence, now);
  return {
    id: seat.id,
    name: seat.name,
    avatar: seat.avatar,
    role: seat.role,
    guest: seat.guest,
    connected,
    status: connected ? presence.status : { ...NEW_STATUS, state: 'away' },
    joinedAt: seat.joinedAt,
    ...(party.muted.includes(seat.id) ? { muted: true } : {}),
    ...(party.reclaimableBy === seat.id ? { reclaims: true } : {}),
  };
}
