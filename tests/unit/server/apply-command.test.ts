import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../server/party/apply-command.ts';
import type { Decision } from '../../../server/party/decision.ts';
import type { LiveParty, View } from '../../../server/party/live-party.ts';
import { APPLIED_KEPT } from '../../../server/party/rules.ts';
import { changeTo, command, NOW, playing, viewOf } from './party-builder.ts';

const pair = () => viewOf([{ id: 'host' }, { id: 'ana' }]);

function done(decision: Decision<unknown>): LiveParty {
  if (!decision.ok) throw new Error(decision.error.code);
  return decision.party;
}
const code = (decision: Decision<unknown>) => (decision.ok ? 'ok' : decision.error.code);
const sent = (view: View, ...args: Parameters<typeof command> extends [View, ...infer R] ? R : never) =>
  done(applyCommand(view, command(view, ...args), 'host'));

describe('who and when', () => {
  it('[P2] [S3] refuses who has no seat, or one that the others do not see', () => {
    const view = viewOf([{ id: 'host' }, { id: 'gone', present: false }]);
    expect(code(applyCommand(view, command(view, 'video-play', 0), 'stranger'))).toBe('not-a-member');
    expect(code(applyCommand(view, command(view, 'video-play', 0), 'gone'))).toBe('not-a-member');
  });

  it('[P1] refuses a member in host-only mode, and lets the leaders', () => {
    const view = viewOf([{ id: 'host' }, { id: 'co', role: 'co-host' }, { id: 'ana' }]);
    const strict = {
      ...view,
      party: { ...view.party, settings: { ...view.party.settings, controlMode: 'host-only' as const } },
    };
    for (const [who, outcome] of [
      ['host', 'ok'],
      ['co', 'ok'],
      ['ana', 'not-allowed'],
    ] as const) {
      expect(code(applyCommand(strict, command(strict, 'video-seek', 5), who))).toBe(outcome);
      expect(code(applyCommand(strict, changeTo(strict, 'other'), who))).toBe(outcome);
    }
  });

  it('[S3] refuses a stale epoch, one from the future, another title, an ended party', () => {
    const view = pair();
    expect(code(applyCommand(view, command(view, 'video-play', 0, { epoch: 3 }), 'host'))).toBe('stale-epoch');
    expect(code(applyCommand(view, changeTo(view, 'x', { epoch: 3 }), 'host'))).toBe('stale-epoch');
    expect(code(applyCommand(view, command(view, 'video-play', 0, { mediaKey: 'x' }), 'host'))).toBe('wrong-media');
    const ended = { ...view, party: { ...view.party, endedAt: 1 } };
    expect(code(applyCommand(ended, command(ended, 'video-play', 0), 'host'))).toBe('party-ended');
  });

  it('[S27] refuses what its sender has given up by now, of every kind, and asks no date of a client that knows none', () => {
    const view = pair();
    const late = { until: view.now - 1 };
    for (const name of ['video-play', 'video-pause', 'video-seek', 'video-rate'] as const)
      expect(code(applyCommand(view, command(view, name, 7, late), 'host')), name).toBe('too-late');
    expect(code(applyCommand(view, changeTo(view, 'next', late), 'host'))).toBe('too-late');
    expect(sent(view, 'video-seek', 7, { until: view.now }).timeline.position).toBe(7);
    expect(sent(view, 'video-seek', 7).timeline.position).toBe(7);
  });

  it('[S3] [S27] says done of what was done in time, however late it is asked for again', () => {
    const view = pair();
    const jump = command(view, 'video-seek', 50, { until: view.now });
    const party = done(applyCommand(view, jump, 'host'));
    const again = applyCommand({ ...view, party, now: view.now + 60_000 }, jump, 'host');
    expect(again).toMatchObject({ ok: true, effects: [{ kind: 'again' }], value: { timeline: { position: 50 } } });
    expect(done(again)).toBe(party);
  });

  it('[S3] takes a first word while nobody has moved the party, and not over what somebody has pressed since', () => {
    const view = pair();
    const fresh = { ...view, party: { ...view.party, applied: [] } };
    const first = command(fresh, 'video-play', 40, { first: true });
    expect(done(applyCommand(fresh, first, 'host')).timeline).toMatchObject({ playing: true, position: 40 });
    const started = { ...fresh, party: done(applyCommand(fresh, command(fresh, 'video-play', 0), 'ana')) };
    const paused = { ...fresh, party: done(applyCommand(started, command(started, 'video-pause', 0), 'ana')) };
    const late = applyCommand(paused, first, 'host');
    expect(late).toMatchObject({ ok: true, effects: [], value: { timeline: { playing: false } } });
    expect(done(applyCommand(paused, changeTo(paused, 'next', { first: true }), 'host'))).toBe(paused.party);
  });

  it('[S3] applies a commandId once, a member apart from another, and remembers a bounded number', () => {
    const view = pair();
    const one = command(view, 'video-seek', 50, { commandId: 'same' });
    const party = done(applyCommand(view, one, 'host'));
    const again = applyCommand({ ...view, party }, one, 'host');
    // That it was told already is not for the rule to know.
    expect(again).toMatchObject({ ok: true, effects: [{ kind: 'again' }], value: { timeline: { rev: 6 } } });
    expect(done(again)).toBe(party);
    expect(done(applyCommand({ ...view, party }, one, 'ana')).timeline.rev).toBe(7);
    let current = view;
    for (let i = 0; i < APPLIED_KEPT + 20; i++) {
      current = { ...current, party: sent(current, 'video-seek', i % 500) };
    }
    expect(current.party.applied).toHaveLength(APPLIED_KEPT);
  });
});

describe('play', () => {
  it('[S11] starts everybody at a scheduled time from where the party stands', () => {
    const timing = { rtt: 200, jitterP95: 30, startLatency: 80 };
    const view = viewOf([{ id: 'host' }, { id: 'ana', timing }]);
    const { timeline } = sent(view, 'video-play', 103);
    expect(timeline).toMatchObject({ playing: true, position: 100, at: NOW + 220, rev: 6, by: 'host' });
  });

  it('a party that nobody has moved yet takes the position of who starts it', () => {
    const view = pair();
    const fresh = {
      ...view,
      party: { ...view.party, applied: [], timeline: { ...view.party.timeline, rev: 0, position: 0 } },
    };
    expect(sent(fresh, 'video-play', 42).timeline).toMatchObject({ position: 42, rev: 1 });
    expect(sent(playing(fresh), 'video-pause', 43).timeline).toMatchObject({ position: 43, playing: false });
  });

  it('is nothing new while the party plays', () => {
    const view = playing(pair());
    expect(sent(view, 'video-play', 0)).toBe(view.party);
  });

  it('[S13] [S23] waits for who lacks the data, and says so', () => {
    const view = viewOf([{ id: 'host' }, { id: 'ana', ready: false, state: 'buffering', everReady: false }]);
    const decision = applyCommand(view, command(view, 'video-play', 100), 'host');
    const party = done(decision);
    expect(party.hold).toEqual({ memberIds: ['ana'], until: NOW + 20_000, reason: 'starting' });
    expect(party.timeline).toMatchObject({ playing: false, position: 100, rev: 6 });
    expect(decision).toMatchObject({
      effects: [{ event: 'video-play', body: { reason: 'hold', by: { memberId: 'host' } } }],
    });
  });

  it('[S23] during a hold it goes on without them', () => {
    const hold = { memberIds: ['ana'], until: NOW + 9_000, reason: 'buffering' as const };
    const view = viewOf([{ id: 'host' }, { id: 'ana', ready: false, state: 'buffering' }], { hold });
    const party = sent(view, 'video-play', 100);
    expect(party).toMatchObject({ hold: null, excused: ['ana'], timeline: { playing: true, at: NOW + 150 } });
  });
});

describe('pause', () => {
  it('[S12] stands where its sender stood, when they are in step', () => {
    expect(sent(playing(pair()), 'video-pause', 109.8).timeline).toMatchObject({
      playing: false,
      position: 109.8,
      at: NOW,
    });
  });

  it('[S12] stands where the party is, when the sender is far off or acted on an older timeline', () => {
    const view = playing(pair());
    expect(sent(view, 'video-pause', 80).timeline.position).toBeCloseTo(110);
    expect(sent(view, 'video-pause', 109.8, { baseRev: 4 }).timeline.position).toBeCloseTo(110);
  });

  it('before a scheduled start it stands at the start', () => {
    const view = playing(pair());
    const early = { ...view, party: { ...view.party, timeline: { ...view.party.timeline, at: NOW + 200 } } };
    expect(sent(early, 'video-pause', 100).timeline).toMatchObject({ position: 100, playing: false, at: NOW });
  });

  it('is nothing new while the party stands, and ends a hold standing', () => {
    const view = pair();
    expect(sent(view, 'video-pause', 1)).toBe(view.party);
    const hold = { memberIds: ['ana'], until: NOW + 9_000, reason: 'buffering' as const };
    const held = viewOf([{ id: 'host' }, { id: 'ana' }], { hold });
    expect(sent(held, 'video-pause', 3)).toMatchObject({
      hold: null,
      timeline: { playing: false, position: 100, rev: 6 },
    });
  });
});

describe('seek and rate', () => {
  it('[S13] jumps at a scheduled time while playing, at once while standing, never past the end', () => {
    expect(sent(playing(pair()), 'video-seek', 300).timeline).toMatchObject({
      playing: true,
      position: 300,
      at: NOW + 150,
    });
    expect(sent(pair(), 'video-seek', 9_999).timeline).toMatchObject({ playing: false, position: 600, at: NOW });
  });

  it('[S23] a seek during a hold keeps the hold', () => {
    const hold = { memberIds: ['ana'], until: NOW + 9_000, reason: 'buffering' as const };
    const view = viewOf([{ id: 'host' }, { id: 'ana', ready: false, state: 'buffering' }], { hold });
    expect(sent(view, 'video-seek', 7)).toMatchObject({ hold, timeline: { playing: false, position: 7 } });
  });

  it('changes the speed from where the party is, and leaves a scheduled start alone', () => {
    const view = playing(pair());
    const { timeline } = sent(view, 'video-rate', 0, { rate: 2 });
    expect(timeline).toMatchObject({ rate: 2, at: NOW });
    expect(timeline.position).toBeCloseTo(110);
    const early = { ...view, party: { ...view.party, timeline: { ...view.party.timeline, at: NOW + 200 } } };
    expect(sent(early, 'video-rate', 0, { rate: 2 }).timeline).toMatchObject({
      rate: 2,
      at: NOW + 200,
      position: 100,
    });
    expect(sent(view, 'video-rate', 0, { rate: 1 })).toBe(view.party);
  });
});

describe('another title', () => {
  it('[S2] opens a new epoch, revisions go on, and a hold is over', () => {
    const hold = { memberIds: ['ana'], until: NOW + 9_000, reason: 'buffering' as const };
    const view = viewOf([{ id: 'host' }, { id: 'ana' }], { hold, excused: ['ana'] });
    const decision = applyCommand(view, changeTo(view, 'next', { currentTime: 1_000 }), 'ana');
    const party = done(decision);
    expect(party.timeline).toMatchObject({ epoch: 1, rev: 6, mediaKey: 'next', position: 300, playing: true, rate: 1 });
    expect(party).toMatchObject({ hold: null, excused: [], content: { mediaKey: 'next' } });
    expect(decision).toMatchObject({ effects: [{ event: 'change-content', body: { content: { mediaKey: 'next' } } }] });
  });

  it('can begin standing', () => {
    const view = pair();
    const party = done(applyCommand(view, changeTo(view, 'next', { playing: false, currentTime: 5 }), 'ana'));
    expect(party.timeline).toMatchObject({ playing: false, position: 5, at: NOW });
  });

  it('the same title with better data is no new epoch', () => {
    const view = playing(pair());
    const content = { siteId: 'youtube', mediaKey: 'film', title: 'Better', duration: 601 };
    const party = done(applyCommand(view, changeTo(view, 'film', { content }), 'ana'));
    expect(party.timeline).toMatchObject({
      epoch: 0,
      rev: 6,
      position: 100,
      playing: true,
      at: view.party.timeline.at,
    });
    expect(party.content).toEqual(content);
  });

  it('[S2] another length told from another place is the next film at the same address: it begins where it stands', () => {
    const view = playing(pair());
    const content = { siteId: 'youtube', mediaKey: 'film', title: 'The next of the list', duration: 1_400 };
    const party = done(applyCommand(view, changeTo(view, 'film', { content, currentTime: 0.4 }), 'ana'));
    expect(party.timeline).toMatchObject({ epoch: 1, position: 0.4, playing: true });
    // Its length alone, told from where the party is, moves nobody.
    const near = done(applyCommand(view, changeTo(view, 'film', { content, currentTime: 109 }), 'ana'));
    expect(near.timeline).toMatchObject({ epoch: 0, position: 100, at: view.party.timeline.at });
  });

  it('[S24] an ad that nothing marks takes the party nowhere for good: after it all are where the film is', () => {
    const view = playing(pair());
    const film = { siteId: 'youtube', mediaKey: 'film', title: 'Film', duration: 600 };
    const during = done(
      applyCommand(view, changeTo(view, 'film', { content: { ...film, duration: 15 }, currentTime: 1 }), 'ana'),
    );
    const after = { ...view, party: during, now: NOW + 14_000 };
    const party = done(applyCommand(after, changeTo(after, 'film', { content: film, currentTime: 110 }), 'ana'));
    expect(party.timeline).toMatchObject({ position: 110, playing: true });
    expect(party.content).toEqual(film);
  });
});

it('[S2] [S4] whatever is commanded, rev grows by one a change, positions and times stay in their bounds', () => {
  const names = fc.constantFrom(
    'video-play',
    'video-pause',
    'video-seek',
    'video-rate',
    'change-content',
  ) as fc.Arbitrary<'video-play' | 'video-pause' | 'video-seek' | 'video-rate' | 'change-content'>;
  const step = fc.record({
    name: names,
    t: fc.double({ min: 0, max: 172_800, noNaN: true }),
    rate: fc.double({ min: 0.25, max: 4, noNaN: true }),
    wait: fc.integer({ min: 0, max: 100_000 }),
    key: fc.constantFrom('film', 'next', 'third'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let view = pair();
      for (const { name, t, rate, wait, key } of steps) {
        view = { ...view, now: view.now + wait };
        const one =
          name === 'change-content' ? changeTo(view, key, { currentTime: t }) : command(view, name, t, { rate });
        const next = done(applyCommand(view, one, 'ana'));
        const changed = next !== view.party;
        expect(next.timeline.rev - view.party.timeline.rev).toBe(changed ? 1 : 0);
        expect(next.timeline.position).toBeGreaterThanOrEqual(0);
        expect(next.timeline.position).toBeLessThanOrEqual(next.content?.duration ?? 172_800);
        expect(next.timeline.at).toBeLessThanOrEqual(view.now + 1_500);
        view = { ...view, party: next };
      }
    }),
    { numRuns: 200 },
  );
});
