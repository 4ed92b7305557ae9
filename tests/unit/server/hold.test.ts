import { describe, expect, it } from 'vitest';
import { continueWithout, decideHold, upholdReadiness } from '../../../server/party/hold.ts';
import type { View } from '../../../server/party/live-party.ts';
import { reported } from '../../../server/party/presence.ts';
import { later, NOW, playing, type Someone, viewOf } from './party-builder.ts';

const stalls = (id: string, more: Partial<Someone> = {}): Someone => ({
  id,
  ready: false,
  state: 'buffering',
  since: NOW - 1_500,
  ...more,
});
const on = (people: Someone[], settings: object = {}, change: object = {}): View => {
  const view = playing(viewOf(people, change));
  return { ...view, party: { ...view.party, settings: { ...view.party.settings, ...settings } } };
};
const HOLD = { memberIds: ['ana'], until: NOW + 10_000, reason: 'buffering' as const };
const held = (people: Someone[], settings: object = {}, change: object = {}): View => {
  const view = viewOf(people, { hold: HOLD, ...change });
  return { ...view, party: { ...view.party, settings: { ...view.party.settings, ...settings } } };
};

describe('[S23] a hold begins', () => {
  it('when somebody stalls for 1.5 s, and names them, the reason and the end', () => {
    expect(decideHold(on([{ id: 'host' }, stalls('ana')]))).toEqual({
      kind: 'start',
      hold: { memberIds: ['ana'], until: NOW + 20_000, reason: 'buffering' },
    });
  });
  it('not for a shorter stall: it is their own to catch up, and is looked at again in time', () => {
    const decision = decideHold(on([{ id: 'host' }, stalls('ana', { since: NOW - 1_400 })]));
    expect(decision).toEqual({ kind: 'keep', reason: 'nobody-stalls', recheckAt: NOW + 100 });
  });
  it('not while the party stands anyway', () => {
    expect(decideHold(viewOf([{ id: 'host' }, stalls('ana')]))).toMatchObject({ kind: 'keep', recheckAt: null });
  });
  it.each(['no-film', 'other-title', 'other-cut', 'needs-click'] as const)(
    '[S25] [S26] never for somebody who is %s',
    (state) => {
      expect(decideHold(on([{ id: 'host' }, stalls('ana', { state })]))).toMatchObject({ kind: 'keep' });
    },
  );
  it.each(['ad', 'needs-click', 'other-title'] as const)(
    '[S24] [S26] who comes out of "%s" not ready stalls from then on, not since it began',
    (state) => {
      const view = on([{ id: 'host' }, stalls('ana', { state, since: NOW - 60_000 })]);
      const report = { state: 'buffering' as const, ready: false, skewMs: null, clockBoundMs: null };
      const ana = reported(view.people.get('ana')!, report, null, NOW);
      const back = { ...view, people: new Map(view.people).set('ana', ana) };
      expect(decideHold(back)).toMatchObject({ kind: 'keep', recheckAt: NOW + 1_500 });
      expect(reported(ana, { ...report, state: 'catching-up' }, null, NOW + 500).notReadySince).toBe(NOW);
      expect(decideHold({ ...back, now: NOW + 1_500 })).toMatchObject({ kind: 'start' });
    },
  );
  it('not for who is gone, nor for a late joiner who was never ready', () => {
    expect(decideHold(on([{ id: 'host' }, stalls('ana', { connected: false })]))).toMatchObject({ kind: 'keep' });
    expect(decideHold(on([{ id: 'host' }, stalls('ana', { everReady: false })]))).toMatchObject({ kind: 'keep' });
  });
  it('at most twice a minute for the same member', () => {
    const twice = { holdStarts: { ana: [NOW - 50_000, NOW - 20_000] } };
    expect(decideHold(on([{ id: 'host' }, stalls('ana')], {}, twice))).toMatchObject({ kind: 'keep' });
    const older = { holdStarts: { ana: [NOW - 60_000, NOW - 20_000] } };
    expect(decideHold(on([{ id: 'host' }, stalls('ana')], {}, older))).toMatchObject({ kind: 'start' });
  });
  it('not again for who the party went on without, until they have been ready', () => {
    const view = on([{ id: 'host' }, stalls('ana')], {}, { excused: ['ana'] });
    expect(decideHold(view)).toMatchObject({ kind: 'keep' });
    const ready = on([{ id: 'host' }, { id: 'ana' }], {}, { excused: ['ana'] });
    expect(upholdReadiness(ready).party.excused).toEqual([]);
  });
  it('stands where the party is, charges the members, and tells the room as the server', () => {
    const view = on([{ id: 'host' }, stalls('ana')]);
    const { party, effects, recheckAt } = upholdReadiness(view);
    expect(party.timeline).toMatchObject({ playing: false, position: 110, at: NOW, rev: 6, by: '' });
    expect(party.holdStarts).toEqual({ ana: [NOW] });
    expect(effects).toMatchObject([
      { event: 'video-pause', body: { reason: 'hold', by: null, hold: { memberIds: ['ana'] } } },
    ]);
    expect(recheckAt).toBe(NOW + 20_000);
  });
});

describe('[S23] policy', () => {
  it('nobody: never holds', () => {
    expect(decideHold(on([{ id: 'host' }, stalls('ana')], { waitFor: 'nobody' }))).toMatchObject({
      reason: 'policy-goes-on',
    });
  });
  it('majority: goes on while more than half are ready', () => {
    const three = [{ id: 'host' }, { id: 'kei' }, stalls('ana')];
    expect(decideHold(on(three, { waitFor: 'majority' }))).toMatchObject({ reason: 'policy-goes-on' });
    expect(decideHold(on([{ id: 'host' }, stalls('ana')], { waitFor: 'majority' }))).toMatchObject({ kind: 'start' });
  });
  it('changed to nobody during a hold: goes on', () => {
    expect(decideHold(held([{ id: 'host' }, stalls('ana')], { waitFor: 'nobody' }))).toEqual({
      kind: 'release',
      reason: 'policy-goes-on',
      without: ['ana'],
    });
  });
});

describe('[S24] ads', () => {
  const inAd = stalls('ana', { state: 'ad' });
  it('do not hold the party, unless it says so: then for at most 30 s', () => {
    expect(decideHold(on([{ id: 'host' }, inAd]))).toMatchObject({ kind: 'keep' });
    expect(decideHold(on([{ id: 'host' }, inAd], { waitForAds: true }))).toEqual({
      kind: 'start',
      hold: { memberIds: ['ana'], until: NOW + 30_000, reason: 'ad' },
    });
  });
  it('with somebody buffering besides it is an ordinary hold', () => {
    const decision = decideHold(on([{ id: 'host' }, inAd, stalls('kei')], { waitForAds: true }));
    expect(decision).toMatchObject({ hold: { reason: 'buffering', until: NOW + 20_000 } });
  });
});

describe('[S23] a hold ends', () => {
  it('by a scheduled start when all are ready, but not at the first flicker', () => {
    const flicker = held([{ id: 'host' }, { id: 'ana', since: NOW - 100 }]);
    expect(decideHold(flicker)).toEqual({ kind: 'keep', reason: 'still-waiting', recheckAt: NOW + 200 });
    const settled = held([{ id: 'host' }, { id: 'ana', since: NOW - 300 }]);
    const { party, effects } = upholdReadiness(settled);
    expect(party).toMatchObject({
      hold: null,
      excused: [],
      timeline: { playing: true, position: 100, at: NOW + 150, by: '' },
    });
    expect(effects).toMatchObject([{ event: 'video-play', body: { reason: 'hold-over', hold: null } }]);
  });
  it('when the time is up, without who is still not ready', () => {
    const view = { ...held([{ id: 'host' }, stalls('ana')]), now: HOLD.until };
    expect(upholdReadiness(view).party).toMatchObject({ hold: null, excused: ['ana'], timeline: { playing: true } });
  });
  it('when who held it is gone or elsewhere', () => {
    expect(decideHold(held([{ id: 'host' }, stalls('ana', { connected: false })]))).toMatchObject({
      reason: 'all-ready',
    });
    expect(decideHold(held([{ id: 'host' }, stalls('ana', { state: 'other-title' })]))).toMatchObject({
      reason: 'all-ready',
    });
    expect(decideHold(held([{ id: 'host' }]))).toMatchObject({ reason: 'all-ready' });
  });
  it('others who stall meanwhile join it, and its end does not move', () => {
    const { party, effects } = upholdReadiness(held([{ id: 'host' }, stalls('ana'), stalls('kei')]));
    expect(party.hold).toEqual({ ...HOLD, memberIds: ['ana', 'kei'] });
    expect(party.holdStarts).toEqual({ kei: [NOW] });
    expect(party.timeline).toMatchObject({ rev: 6, playing: false, position: 100 });
    expect(effects).toHaveLength(1);
  });
  it('waits on with a look at the end', () => {
    expect(decideHold(held([{ id: 'host' }, stalls('ana')]))).toMatchObject({
      reason: 'still-waiting',
      recheckAt: HOLD.until,
    });
  });
});

describe('[S23] continue without them', () => {
  it('goes on by a scheduled start, says who did it, and leaves the slow ones to catch up', () => {
    const decision = continueWithout(held([{ id: 'host' }, stalls('ana')]), 'host');
    expect(decision).toMatchObject({
      ok: true,
      party: { hold: null, excused: ['ana'], timeline: { playing: true, by: 'host' } },
      effects: [{ body: { reason: 'hold-over', by: { memberId: 'host' } } }],
    });
  });
  it('is for members who may, and nothing without a hold', () => {
    const view = held([{ id: 'host' }, { id: 'kei' }, stalls('ana')], { controlMode: 'host-only' });
    expect(continueWithout(view, 'kei')).toMatchObject({ error: { code: 'not-allowed' } });
    expect(continueWithout(view, 'stranger')).toMatchObject({ error: { code: 'not-a-member' } });
    const calm = viewOf([{ id: 'host' }]);
    expect(continueWithout(calm, 'host')).toMatchObject({ ok: true, party: calm.party, effects: [] });
  });
});

it('[S23] it can never hang: a member who never gets ready holds the party for 40 s of any minute at most', () => {
  let view = on([{ id: 'host' }, stalls('ana')]);
  let stood = 0;
  for (let t = 0; t < 60_000; t += 100) {
    const { party } = upholdReadiness(view);
    if (party.hold) stood += 100;
    // The worst member: ready for a moment after each hold, so that nothing is excused, then stalling again.
    const flips = party.hold === null && view.party.hold !== null;
    const ana = view.people.get('ana');
    if (flips && ana) {
      view = {
        ...view,
        people: new Map(view.people).set('ana', { ...ana, readySince: null, notReadySince: view.now - 1_500 }),
      };
      view = later(view, { ...party, excused: [] }, 100);
    } else view = later(view, party, 100);
  }
  expect(stood).toBeLessThanOrEqual(40_000);
  expect(stood).toBeGreaterThan(30_000);
});
