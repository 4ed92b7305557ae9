import { type Clock, systemClock } from '../clock.ts';
import type { LiveParty, People, Presence } from '../party/live-party.ts';
import { attached, reported } from '../party/presence.ts';
import type { Connection, LiveState } from './live-state.ts';

const NOBODY: People = new Map();

/** Live state of a single node. Gone with the process: the store has what is needed to go on. */
export function memoryLiveState(clock: Pick<Clock, 'party'> = systemClock): LiveState {
  const parties = new Map<string, LiveParty>();
  const people = new Map<string, Map<string, Presence>>();
  const roles = new Map<string, { owner: string; until: number }>();

  const seated = ({ partyId, memberId, connectionId }: Connection): Presence | null => {
    const presence = people.get(partyId)?.get(memberId);
    return presence?.connectionId === connectionId ? presence : null;
  };
  const put = (partyId: string, presence: Presence) => {
    const room = people.get(partyId) ?? new Map<string, Presence>();
    people.set(partyId, room.set(presence.memberId, presence));
  };

  const replace = (expectedVersion: number, next: LiveParty) => {
    const before = parties.get(next.id);
    if (before?.version !== expectedVersion || before.life !== next.life) return false;
    parties.set(next.id, next);
    return true;
  };

  return {
    resident: {
      look(partyId) {
        const party = parties.get(partyId);
        return party ? { party, people: people.get(partyId) ?? NOBODY } : null;
      },
      replace,
    },
    load: async (partyId) => parties.get(partyId) ?? null,
    async create(party) {
      if (parties.has(party.id)) return false;
      parties.set(party.id, party);
      return true;
    },
    compareAndSet: async (expectedVersion, next, until = Number.POSITIVE_INFINITY) =>
      clock.party() <= until && replace(expectedVersion, next),
    async remove(partyId) {
      parties.delete(partyId);
      people.delete(partyId);
    },
    presence: async (partyId) => [...(people.get(partyId)?.values() ?? [])],
    async attach({ partyId, memberId, connectionId }, now, leaseMs) {
      const old = people.get(partyId)?.get(memberId) ?? null;
      put(partyId, attached(old, memberId, connectionId, now + leaseMs));
      const before = old?.connectionId ?? null;
      return { replaced: before === connectionId ? null : before };
    },
    async detach(connection, now) {
      const presence = seated(connection);
      if (!presence) return false;
      put(connection.partyId, { ...presence, connectionId: null, lostAt: now });
      return true;
    },
    async report(connection, { status, timing }, now) {
      const presence = seated(connection);
      if (!presence) return false;
      put(connection.partyId, reported(presence, status, timing, now));
      return true;
    },
    async renew(connections, now, leaseMs) {
      for (const connection of connections) {
        const presence = seated(connection);
        if (presence) put(connection.partyId, { ...presence, leaseUntil: now + leaseMs });
      }
    },
    async forget(partyId, memberId) {
      people.get(partyId)?.delete(memberId);
    },
    async lease(role, owner, now, ttlMs) {
      const held = roles.get(role);
      if (held && held.owner !== owner && held.until > now) return false;
      roles.set(role, { owner, until: now + ttlMs });
      return true;
    },
    ping: async () => {},
    close: async () => {},
  };
}
