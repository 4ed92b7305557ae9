import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../server/party/decision.ts';
import { decideHandOver } from '../../../server/party/hand-over.ts';
import { hostOf, seatOf } from '../../../server/party/live-party.ts';
import { setRole } from '../../../server/party/membership.ts';
import { upkeep } from '../../../server/party/upkeep.ts';
import type { Member } from '../../../shared/party/party.ts';
import { later, NOW, playing, type Someone, viewOf } from './party-builder.ts';

const lost = (ms: number, more: Partial<Someone> = {}): Someone => ({
  id: 'host',
  connected: false,
  lostAt: NOW - ms,
  ...more,
});

describe('[S29] the host role', () => {
  it('stays while the host is here, and for 15 s after', () => {
    expect(decideHandOver(viewOf([{ id: 'host' }, { id: 'ana' }]))).toMatchObject({ reason: 'host-is-here' });
    expect(decideHandOver(viewOf([lost(14_999), { id: 'ana' }]))).toMatchObject({
      reason: 'in-grace',
      recheckAt: NOW + 1,
    });
  });
  it('goes to the longest-present member who is ready', () => {
    const view = viewOf([lost(15_000), { id: 'ana', ready: false }, { id: 'kei' }, { id: 'lea' }]);
    expect(decideHandOver(view)).toEqual({ kind: 'hand-over', to: 'kei' });
  });
  it('goes to the longest-present when nobody is ready, and to nobody when nobody is there', () => {
    expect(decideHandOver(viewOf([lost(15_000), { id: 'ana', ready: false }]))).toMatchObject({ to: 'ana' });
    const empty = viewOf([lost(15_000), { id: 'ana', connected: false }]);
    expect(decideHandOver(empty)).toMatchObject({ reason: 'nobody-to-take-it' });
  });
  it('an expired lease counts as gone: the node of the host died', () => {
    const view = viewOf([{ id: 'host' }, { id: 'ana' }]);
    const host = view.people.get('host');
    const people = host ? new Map(view.people).set('host', { ...host, leaseUntil: NOW - 15_000 }) : view.people;
    expect(decideHandOver({ ...view, people })).toMatchObject({ to: 'ana' });
  });
  it('after a restart the grace begins anew for those not yet back', () => {
    const view = viewOf([{ id: 'host' }, { id: 'ana' }], { restoredAt: NOW - 5_000 });
    const people = new Map([...view.people].filter(([id]) => id !== 'host'));
    expect(decideHandOver({ ...view, people })).toMatchObject({ reason: 'in-grace', recheckAt: NOW + 10_000 });
  });
  it('waits for a host who has not come yet, until the film has been started', () => {
    const view = viewOf([{ id: 'host' }, { id: 'ana' }], { applied: [] });
    const people = new Map([...view.people].filter(([id]) => id !== 'host'));
    expect(decideHandOver({ ...view, people })).toMatchObject({ reason: 'not-begun' });
    const begun = { ...view, people, party: { ...view.party, applied: ['ana:c1'] } };
    expect(decideHandOver(begun)).toMatchObject({ to: 'ana' });
  });
  it('may be taken back by the host who was away, not by others', () => {
    const away = viewOf([lost(15_000), { id: 'ana' }, { id: 'kei' }]);
    const { party, effects } = upkeep(away);
    expect(hostOf(party)?.id).toBe('ana');
    expect(seatOf(party, 'host')?.role).toBe('co-host');
    expect(effects).toMatchObject([{ event: 'member-updated' }, { event: 'member-updated' }]);
    const back = { ...viewOf([{ id: 'host' }, { id: 'ana' }, { id: 'kei' }]), party };
    expect(setRole(back, 'kei', { memberId: 'kei', role: 'host' })).toMatchObject({ error: { code: 'not-allowed' } });
    const again = setRole(back, 'host', { memberId: 'host', role: 'host' });
    expect(again).toMatchObject({ ok: true, party: { reclaimableBy: null } });
    expect(again.ok && hostOf(again.party)?.id).toBe('host');
    expect(again.ok && seatOf(again.party, 'ana')?.role).toBe('co-host');
  });
  it('tells everybody who may take it back, and that they no longer may', () => {
    const away = viewOf([lost(15_000), { id: 'ana' }, { id: 'kei' }]);
    const lostIt = upkeep(away);
    const bodies = (effects: readonly Effect[]) =>
      effects.map((one) => (one.kind === 'tell' ? (one.body as Member) : null)).map((one) => [one?.id, one?.reclaims]);
    expect(bodies(lostIt.effects)).toEqual([
      ['host', true],
      ['ana', undefined],
    ]);
    const given = setRole({ ...away, party: lostIt.party }, 'ana', { memberId: 'kei', role: 'host' });
    if (!given.ok) throw new Error('refused');
    expect(bodies(given.effects)).toEqual([
      ['host', undefined],
      ['ana', undefined],
      ['kei', undefined],
    ]);
  });
  it('may not be taken back after it was given away', () => {
    const view = viewOf([{ id: 'host' }, { id: 'ana' }]);
    const given = setRole(view, 'host', { memberId: 'ana', role: 'host' });
    if (!given.ok) throw new Error('refused');
    expect(setRole({ ...view, party: given.party }, 'host', { memberId: 'host', role: 'host' })).toMatchObject({
      ok: false,
    });
  });
});

describe('seats', () => {
  it('[S29] a dropped member keeps the seat for 60 s, then the others see them leave; role and membership stay', () => {
    const view = viewOf([{ id: 'host' }, { id: 'co', role: 'co-host', connected: false, lostAt: NOW - 59_999 }]);
    expect(upkeep(view)).toMatchObject({ party: view.party, effects: [], recheckAt: NOW + 1 });
    const { party, effects } = upkeep(later(view, view.party, 1));
    expect(effects).toMatchObject([{ event: 'member-left', body: { memberId: 'co', reason: 'expired' } }]);
    expect(seatOf(party, 'co')).toMatchObject({ present: false, role: 'co-host' });
  });
  it('when the last one is gone the film stands where they saw it last', () => {
    const view = playing(viewOf([lost(60_000)], { timeline: { ...viewOf([]).party.timeline, at: NOW - 100_000 } }));
    const { party } = upkeep(view);
    expect(party.timeline).toMatchObject({ playing: false, position: 140, rev: 6 });
  });
  it('an ended party is left alone', () => {
    const view = viewOf([lost(1e6), { id: 'ana' }], { endedAt: 1 });
    expect(upkeep(view)).toEqual({ party: view.party, effects: [], recheckAt: null });
  });
});
