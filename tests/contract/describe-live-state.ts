import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import type { LiveState } from '../../server/live/live-state.ts';
import { isConnected, type LiveParty } from '../../server/party/live-party.ts';
import { freshParty } from '../support/fresh-party.ts';

const NOW = 1_000_000;
const someParty = (): LiveParty => freshParty(NOW, NOW);

const status = (ready: boolean, state: 'in-step' | 'buffering' | 'no-film' = 'in-step') => ({
  status: { state, ready, skewMs: 1, clockBoundMs: 2 },
  timing: null,
});

/** The contract of the live state, for every implementation. */
export function describeLiveState(name: string, make: () => Promise<LiveState>): void {
  describe(`live state: ${name}`, () => {
    let live: LiveState;
    let party: LiveParty;
    beforeEach(async () => {
      live = await make();
      party = someParty();
    });
    afterEach(() => live.close());
    const seat = (memberId: string, connectionId: string) => ({ partyId: party.id, memberId, connectionId });
    const presence = async (memberId: string) =>
      (await live.presence(party.id)).find((one) => one.memberId === memberId);

    describe('parties', () => {
      it('keeps the first that is created', async () => {
        expect(await live.load(party.id)).toBeNull();
        expect(await live.create(party)).toBe(true);
        expect(await live.create({ ...party, partyCode: 'late' })).toBe(false);
        expect(await live.load(party.id)).toEqual(party);
      });

      it('[S3] replaces only the version that was looked at', async () => {
        await live.create(party);
        const next = { ...party, version: 2 };
        expect(await live.compareAndSet(1, next)).toBe(true);
        expect(await live.compareAndSet(1, { ...party, version: 2, partyCode: 'late' })).toBe(false);
        expect(await live.load(party.id)).toEqual(next);
        expect(await live.compareAndSet(1, { ...someParty(), version: 2 })).toBe(false);
      });

      it('[R2] replaces no other life, though it has the version that was looked at', async () => {
        await live.create({ ...party, life: 'second' });
        expect(await live.compareAndSet(1, { ...party, life: 'first', version: 2 })).toBe(false);
        expect(await live.compareAndSet(1, { ...party, life: 'second', version: 2 })).toBe(true);
      });

      it('[S27] carries nothing out whose time is over', async () => {
        await live.create(party);
        const next = { ...party, version: 2 };
        expect(await live.compareAndSet(1, next, systemClock.party() - 1_000)).toBe(false);
        expect(await live.load(party.id)).toEqual(party);
        expect(await live.compareAndSet(1, next, systemClock.party() + 60_000)).toBe(true);
        expect(await live.load(party.id)).toEqual(next);
      });

      it('[S3] of a hundred who race, one wins each version', async () => {
        await live.create(party);
        let won = 0;
        const racer = async () => {
          for (;;) {
            const now = await live.load(party.id);
            if (!now) throw new Error('lost');
            if (await live.compareAndSet(now.version, { ...now, version: now.version + 1 })) break;
          }
          won += 1;
        };
        await Promise.all(Array.from({ length: 100 }, racer));
        expect(won).toBe(100);
        expect((await live.load(party.id))?.version).toBe(101);
      });

      it('removes a party with its presence', async () => {
        await live.create(party);
        await live.attach(seat('ana', 's1'), NOW, 1_000);
        await live.remove(party.id);
        expect(await live.load(party.id)).toBeNull();
        expect(await live.presence(party.id)).toEqual([]);
      });
    });

    describe('presence', () => {
      it('[R7] the newest connection has the seat, the older one has no say any more', async () => {
        expect(await live.attach(seat('ana', 's1'), NOW, 1_000)).toEqual({ replaced: null });
        expect(await live.attach(seat('ana', 's1'), NOW, 1_000)).toEqual({ replaced: null });
        expect(await live.attach(seat('ana', 's2'), NOW, 1_000)).toEqual({ replaced: 's1' });
        expect(await live.report(seat('ana', 's1'), status(true), NOW)).toBe(false);
        expect(await live.detach(seat('ana', 's1'), NOW)).toBe(false);
        expect(isConnected(await presence('ana'), NOW)).toBe(true);
        expect(await live.detach(seat('ana', 's2'), NOW + 5)).toBe(true);
        expect(await presence('ana')).toMatchObject({ connectionId: null, lostAt: NOW + 5 });
        expect(await live.attach(seat('ana', 's3'), NOW, 1_000)).toEqual({ replaced: null });
      });

      it('lasts as long as its lease, which its node renews', async () => {
        await live.attach(seat('ana', 's1'), NOW, 1_000);
        expect(isConnected(await presence('ana'), NOW + 999)).toBe(true);
        expect(isConnected(await presence('ana'), NOW + 1_000)).toBe(false);
        await live.renew([seat('ana', 's1'), seat('ana', 'other'), seat('nobody', 's9')], NOW + 900, 1_000);
        expect(isConnected(await presence('ana'), NOW + 1_899)).toBe(true);
        expect(await presence('nobody')).toBeUndefined();
      });

      it('[S22] notes when somebody became ready and when not', async () => {
        await live.attach(seat('ana', 's1'), NOW, 1e6);
        await live.report(seat('ana', 's1'), status(false, 'buffering'), NOW + 10);
        await live.report(seat('ana', 's1'), status(false, 'buffering'), NOW + 20);
        expect(await presence('ana')).toMatchObject({ notReadySince: NOW + 10, readySince: null, everReady: false });
        await live.report(seat('ana', 's1'), status(true), NOW + 30);
        await live.report(seat('ana', 's1'), status(true), NOW + 40);
        expect(await presence('ana')).toMatchObject({ notReadySince: null, readySince: NOW + 30, everReady: true });
        await live.report(seat('ana', 's1'), status(false, 'no-film'), NOW + 50);
        expect(await presence('ana')).toMatchObject({ everReady: false });
      });

      it('[S11] keeps the last timing; the status outlives a reconnect', async () => {
        await live.attach(seat('ana', 's1'), NOW, 1_000);
        const timing = { rtt: 80, jitterP95: 5, startLatency: 80 };
        await live.report(seat('ana', 's1'), { ...status(true), timing }, NOW);
        await live.report(seat('ana', 's1'), status(true), NOW + 1);
        await live.detach(seat('ana', 's1'), NOW + 2);
        await live.attach(seat('ana', 's2'), NOW + 3, 1_000);
        expect(await presence('ana')).toMatchObject({ timing, status: { state: 'in-step' }, lostAt: null });
      });

      it('forgets who is gone for good', async () => {
        await live.attach(seat('ana', 's1'), NOW, 1_000);
        await live.forget(party.id, 'ana');
        expect(await live.presence(party.id)).toEqual([]);
        expect(await live.detach(seat('ana', 's1'), NOW)).toBe(false);
      });
    });

    it('gives a role to one owner at a time', async () => {
      expect(await live.lease('sweep', 'a', NOW, 1_000)).toBe(true);
      expect(await live.lease('sweep', 'a', NOW + 500, 1_000)).toBe(true);
      expect(await live.lease('sweep', 'b', NOW + 1_499, 1_000)).toBe(false);
      expect(await live.lease('other', 'b', NOW, 1_000)).toBe(true);
      expect(await live.lease('sweep', 'b', NOW + 1_500, 1_000)).toBe(true);
    });

    it('answers a ping', () => expect(live.ping()).resolves.toBeUndefined());
  });
}
