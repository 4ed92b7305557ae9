import type { LiveParty } from '../../party/live-party.ts';
import { attached, reported, statesHoldingLess } from '../../party/presence.ts';
import type { Connection, LiveState } from '../live-state.ts';
import { createParty, replaceParty, takeRole } from './party-scripts.ts';
import { flag, presenceLine, readPresenceLine, time } from './presence-line.ts';
import { attachSeat, detachSeat, renewSeats, reportSeat } from './presence-scripts.ts';
import { answered, connectRedis, disconnect, type Redis, type RedisOptions } from './redis-connection.ts';

/**
 * What no node has touched for so long is dropped by Redis itself: the store has what is needed to go on. Far above the
 * beat at which nodes renew their connections.
 */
const UNTOUCHED_MS = 3_600_000;
/** Every node beats several times in this time, and so tells a Redis that lost its memory who is here (R2). */
const FRESH_MS = 60_000;
/** A role's key outlives its lease, so that nodes whose clocks differ still see who had it. */
const ROLE_KEPT_MS = 60_000;
const KEY_PREFIX = 'watchparty';

/**
 * Live state shared by all nodes: one script a method, each on the keys of one party. Braces hold both keys of a party in
 * one slot of a Redis cluster.
 * @param onLate told the time of Redis, ms, when it was too late for a change
 */
export function redisLiveState(redis: Redis, prefix = KEY_PREFIX, onLate?: (time: number) => void): LiveState {
  const partyKey = (partyId: string) => `${prefix}:{${partyId}}:party`;
  const peopleKey = (partyId: string) => `${prefix}:{${partyId}}:people`;
  const freshKey = (partyId: string) => `${prefix}:{${partyId}}:fresh`;
  const changed = (answer: unknown) => answer === 1;
  return {
    async load(partyId) {
      const text = await answered(redis.hGet(partyKey(partyId), 'party'));
      return text ? (JSON.parse(text) as LiveParty) : null;
    },
    async create(party) {
      const keys = [partyKey(party.id), freshKey(party.id)];
      const args = [party.version, JSON.stringify(party), UNTOUCHED_MS, FRESH_MS, party.life];
      return changed(await createParty(redis, keys, args));
    },
    async compareAndSet(expected, next, until) {
      const last = until === undefined ? '' : time(until);
      const args = [expected, next.version, JSON.stringify(next), UNTOUCHED_MS, next.life, last];
      const answer = Number(await replaceParty(redis, [partyKey(next.id)], args));
      if (answer > 1) onLate?.(answer);
      return changed(answer);
    },
    async remove(partyId) {
      await answered(redis.del([partyKey(partyId), peopleKey(partyId), freshKey(partyId)]));
    },
    async presence(partyId) {
      const people = await answered(redis.hGetAll(peopleKey(partyId)));
      return Object.entries(people).map(([memberId, line]) => readPresenceLine(memberId, line));
    },
    async attach({ partyId, memberId, connectionId }, now, leaseMs) {
      const fresh = attached(null, memberId, connectionId, now + leaseMs);
      const args = [memberId, connectionId, time(fresh.leaseUntil), presenceLine(fresh), UNTOUCHED_MS];
      const before = String(await attachSeat(redis, [peopleKey(partyId)], args));
      return { replaced: before === '' || before === connectionId ? null : before };
    },
    async detach({ partyId, memberId, connectionId }, now) {
      return changed(await detachSeat(redis, [peopleKey(partyId)], [memberId, connectionId, time(now)]));
    },
    async report({ partyId, memberId, connectionId }, { status, timing }, now) {
      // What the rule makes of somebody who was ready before and of somebody who was not: Redis picks.
      const blank = attached(null, memberId, connectionId, now);
      const was = reported({ ...blank, everReady: true }, status, timing, now);
      const wasNot = reported({ ...blank, everReady: false }, status, timing, now);
      const args = [
        memberId,
        connectionId,
        JSON.stringify(status),
        timing ? JSON.stringify(timing) : '',
        time(was.readySince),
        time(was.notReadySince),
        flag(was.everReady),
        flag(wasNot.everReady),
        `,${statesHoldingLess(status.state).join(',')},`,
      ];
      return changed(await reportSeat(redis, [peopleKey(partyId)], args));
    },
    async renew(connections, now, leaseMs) {
      const until = now + leaseMs;
      const asNew = ({ memberId, connectionId }: Connection) => [
        memberId,
        connectionId,
        presenceLine(attached(null, memberId, connectionId, until)),
      ];
      const parties = new Map<string, Connection[]>();
      for (const one of connections) parties.set(one.partyId, [...(parties.get(one.partyId) ?? []), one]);
      const renewed = [...parties].map(([partyId, those]) => {
        const keys = [peopleKey(partyId), partyKey(partyId), freshKey(partyId)];
        return renewSeats(redis, keys, [time(until), UNTOUCHED_MS, ...those.flatMap(asNew)]);
      });
      await Promise.all(renewed);
    },
    async forget(partyId, memberId) {
      await answered(redis.hDel(peopleKey(partyId), memberId));
    },
    async lease(role, owner, now, ttlMs) {
      const args = [owner, time(now), time(now + ttlMs), ttlMs + ROLE_KEPT_MS];
      return changed(await takeRole(redis, [`${prefix}:role:${role}`], args));
    },
    async ping() {
      await answered(redis.ping());
    },
    async close() {
      disconnect(redis);
    },
  };
}

/**
 * Live state on a connection of its own.
 * @throws StartProblem if Redis can't be reached
 */
export async function openRedisLiveState(options: RedisOptions): Promise<LiveState> {
  return redisLiveState(await connectRedis(options), options.prefix);
}
