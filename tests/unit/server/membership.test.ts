import { describe, expect, it } from 'vitest';
import { hostOf, seatOf, type View } from '../../../server/party/live-party.ts';
import { enlist, erase, forget, join, kick, leave } from '../../../server/party/membership.ts';
import { awayFor } from '../../../server/party/moderation.ts';
import { fromRecord, PLAYED_ON_MAX_MS, toRecord } from '../../../server/party/restore.ts';
import { APPLIED_KEPT } from '../../../server/party/rules.ts';
import { upkeep } from '../../../server/party/upkeep.ts';
import { NOW, playing, viewOf, WALL } from './party-builder.ts';

const person = (id: string) => ({ id, name: id, avatar: { hue: 3, emoji: '' }, guest: true });
const locked = (view: View): View => ({
  ...view,
  party: { ...view.party, settings: { ...view.party.settings, locked: true } },
});

describe('joining', () => {
  it('gives a seat, and tells the others', () => {
    const view = viewOf([{ id: 'host' }]);
    const joined = join(view, person('ana'));
    expect(joined).toMatchObject({ ok: true, value: { seat: { role: 'member', joinedAt: NOW } } });
    expect(joined.ok && joined.effects).toMatchObject([{ event: 'member-joined', body: { id: 'ana', name: 'ana' } }]);
  });
  it('[S29] who comes back keeps the role and the seniority of a seat still shown, the role of one that expired', () => {
    const view = viewOf([
      { id: 'host' },
      { id: 'co', role: 'co-host' },
      { id: 'old', role: 'co-host', present: false },
    ]);
    expect(join(view, person('co'))).toMatchObject({ value: { seat: { role: 'co-host', joinedAt: NOW - 59_999 } } });
    expect(join(view, person('old'))).toMatchObject({ value: { seat: { role: 'co-host', joinedAt: NOW } } });
  });
  it('[P4] a locked party lets in whom it knows, and nobody else', () => {
    const view = locked(viewOf([{ id: 'host' }, { id: 'old', present: false }]));
    expect(join(view, person('new'))).toMatchObject({ error: { code: 'party-locked' } });
    expect(join(view, person('old'))).toMatchObject({ ok: true });
  });
  it('[P4] not the banned, not into an ended party', () => {
    const view = viewOf([{ id: 'host' }], { banned: ['ana'] });
    expect(join(view, person('ana'))).toMatchObject({ error: { code: 'banned' } });
    expect(join(viewOf([{ id: 'host' }], { endedAt: 1 }), person('ana'))).toMatchObject({
      error: { code: 'party-ended' },
    });
  });
  it('[P5] at most fifty, of whom the others see; who is one of them gets back in', () => {
    const fifty = Array.from({ length: 50 }, (_, n) => ({ id: `m${n}` }));
    expect(join(viewOf(fifty), person('new'))).toMatchObject({ error: { code: 'party-full' } });
    expect(join(viewOf(fifty), person('m7'))).toMatchObject({ ok: true });
    const oneGone = viewOf([...fifty.slice(1), { id: 'gone', present: false }]);
    expect(join(oneGone, person('new'))).toMatchObject({ ok: true });
  });
});

describe('on the own list without going in', () => {
  it('makes a member who is away, and tells nobody', () => {
    const view = viewOf([{ id: 'host' }], { startsAt: WALL + 1 });
    const kept = enlist(view, person('ana'));
    if (!kept.ok) throw new Error('refused');
    expect(kept.effects).toEqual([]);
    expect(seatOf(kept.party, 'ana')).toMatchObject({ role: 'member', present: false });
    expect(enlist({ ...view, party: kept.party }, person('ana'))).toMatchObject({ ok: true, party: kept.party });
    expect(enlist(view, person('host'))).toMatchObject({ ok: true, party: view.party });
  });
  it('[P4] is for whom the party would let in', () => {
    expect(enlist(locked(viewOf([{ id: 'host' }])), person('ana'))).toMatchObject({ error: { code: 'party-locked' } });
    expect(enlist(viewOf([{ id: 'host' }], { banned: ['ana'] }), person('ana'))).toMatchObject({
      error: { code: 'banned' },
    });
  });
});

describe('leaving', () => {
  it('hands the role to somebody who is there rather than to who is away', () => {
    const view = viewOf([{ id: 'host' }, { id: 'away', connected: false }, { id: 'ana' }]);
    const left = leave(view, 'host');
    expect(left.ok && hostOf(left.party)?.id).toBe('ana');
    expect(left.ok && left.effects.map((effect) => (effect.kind === 'tell' ? effect.event : effect.kind))).toEqual([
      'part',
      'member-left',
      'member-updated',
    ]);
  });
  it('gives the seat up and keeps the membership with its role, and is refused to a stranger', () => {
    const view = viewOf([{ id: 'host' }, { id: 'ana', role: 'co-host' }]);
    const left = leave(view, 'ana');
    if (!left.ok) throw new Error('refused');
    expect(left.party).toMatchObject({ endedAt: null, seats: [{ id: 'host' }, { id: 'ana', present: false }] });
    expect(left.effects).toEqual([
      { kind: 'part', memberId: 'ana' },
      { kind: 'tell', event: 'member-left', body: { memberId: 'ana', reason: 'left' } },
    ]);
    expect(join({ ...view, party: left.party }, person('ana'))).toMatchObject({ value: { seat: { role: 'co-host' } } });
    expect(leave(viewOf([{ id: 'host' }]), 'ana')).toMatchObject({ error: { code: 'not-a-member' } });
  });
  it('changes and tells nothing of who is away already', () => {
    const view = viewOf([{ id: 'host' }, { id: 'ana', present: false }]);
    const left = leave(view, 'ana');
    expect(left).toMatchObject({ ok: true, effects: [{ kind: 'part', memberId: 'ana' }] });
    expect(left.ok && left.party).toBe(view.party);
  });
  it('[P4] who left gets back through a closed door, who was removed does not', () => {
    const view = locked(viewOf([{ id: 'host' }, { id: 'ana' }, { id: 'kei' }]));
    const left = leave(view, 'ana');
    if (!left.ok) throw new Error('refused');
    const removed = kick({ ...view, party: left.party }, 'host', { memberId: 'kei', ban: false });
    if (!removed.ok) throw new Error('refused');
    const after = { ...view, party: removed.party };
    expect(join(after, person('ana'))).toMatchObject({ ok: true });
    expect(join(after, person('kei'))).toMatchObject({ error: { code: 'party-locked' } });
  });
  it('[S29] a host who left may take the role back, and did not lose the membership', () => {
    const view = viewOf([{ id: 'host' }, { id: 'ana' }, { id: 'kei' }]);
    const left = leave(view, 'host');
    if (!left.ok) throw new Error('refused');
    expect(left.party).toMatchObject({ reclaimableBy: 'host' });
    expect(seatOf(left.party, 'host')).toMatchObject({ role: 'co-host', present: false });
    const next = leave({ ...view, party: left.party }, 'ana');
    if (!next.ok) throw new Error('refused');
    expect(next.party, 'the first one lost it').toMatchObject({ reclaimableBy: 'host' });
    expect(hostOf(next.party)?.id).toBe('kei');
    const back = join({ ...view, party: next.party }, person('host'));
    if (!back.ok) throw new Error('refused');
    expect(back.effects).toMatchObject([{ event: 'member-joined', body: { id: 'host', reclaims: true } }]);
  });
  it('[S29] a planned party that has not begun stays with its host, who only looked in', () => {
    const view = viewOf([{ id: 'host' }, { id: 'ana' }], { applied: [], startsAt: WALL + 86_400_000 });
    const left = leave(view, 'host');
    if (!left.ok) throw new Error('refused');
    expect(hostOf(left.party)).toMatchObject({ id: 'host', present: false });
    const later = { ...view, party: left.party, people: new Map([...view.people].filter(([id]) => id !== 'host')) };
    expect(upkeep(later).party).toBe(left.party);
    const begun = { ...later, party: { ...left.party, applied: ['ana:c1'] } };
    expect(upkeep(begun).party).toMatchObject({ reclaimableBy: 'host' });
    expect(hostOf(upkeep(begun).party)?.id).toBe('ana');
    const today = leave(viewOf([{ id: 'host' }, { id: 'ana' }], { applied: [], startsAt: WALL - 1 }), 'host');
    expect(today.ok && hostOf(today.party)?.id).toBe('ana');
  });
  it('[S29] as the last one kills nothing: seat and role are kept, away, and coming back is coming back as the host', () => {
    const view = viewOf([{ id: 'host' }]);
    const left = leave(view, 'host');
    if (!left.ok) throw new Error('refused');
    expect(left.party).toMatchObject({ endedAt: null, seats: [{ id: 'host', role: 'host', present: false }] });
    expect(left.effects).toMatchObject([{ kind: 'part', memberId: 'host' }, { event: 'member-left' }]);
    const alone = { ...view, party: left.party, people: new Map() };
    expect(join(alone, person('ana'))).toMatchObject({ ok: true, value: { seat: { role: 'member' } } });
    expect(join(alone, person('host'))).toMatchObject({ ok: true, value: { seat: { role: 'host' } } });
  });
  it('[S29] forces the role on nobody who is away', () => {
    const view = viewOf([{ id: 'host' }, { id: 'cut-off', connected: false }, { id: 'old', present: false }]);
    const left = leave(view, 'host');
    expect(left.ok && hostOf(left.party)).toMatchObject({ id: 'host', present: false });
  });
  it('stops the film for nobody: it stands where the last one left it', () => {
    const alone = leave(playing(viewOf([{ id: 'host' }])), 'host');
    expect(alone.ok && alone.party.timeline).toMatchObject({ playing: false, position: 110, rev: 6 });
    const last = leave(playing(viewOf([{ id: 'host', present: false }, { id: 'ana' }])), 'ana');
    expect(last.ok && last.party.timeline).toMatchObject({ playing: false, position: 110 });
    const others = leave(playing(viewOf([{ id: 'host' }, { id: 'ana' }])), 'ana');
    expect(others.ok && others.party.timeline).toMatchObject({ playing: true });
  });
  it('changes nothing about who hosted a party that is over', () => {
    const left = leave(viewOf([{ id: 'host' }, { id: 'ana' }], { endedAt: 1 }), 'host');
    expect(left).toMatchObject({
      ok: true,
      party: { endedAt: 1, seats: [{ id: 'host', role: 'host' }, { id: 'ana' }] },
    });
  });
});

describe('off the own list', () => {
  it('takes the membership with its role away; the link makes a new one', () => {
    const view = viewOf([{ id: 'host' }, { id: 'ana', role: 'co-host' }], { reclaimableBy: 'ana' });
    const gone = forget(view, 'ana');
    if (!gone.ok) throw new Error('refused');
    expect(gone.party).toMatchObject({ reclaimableBy: null, seats: [{ id: 'host' }], endedAt: null });
    expect(gone.effects).toMatchObject([{ kind: 'evict', memberId: 'ana' }, { event: 'member-left' }]);
    expect(join({ ...view, party: gone.party }, person('ana'))).toMatchObject({ value: { seat: { role: 'member' } } });
    expect(forget(view, 'stranger')).toMatchObject({ error: { code: 'not-a-member' } });
  });
  it('is not for the host of a party that goes on: it would be nobody’s', () => {
    expect(forget(viewOf([{ id: 'host' }, { id: 'ana' }]), 'host')).toMatchObject({ error: { code: 'not-allowed' } });
  });
  it('is for everybody where it is over', () => {
    const over = viewOf([{ id: 'host' }, { id: 'ana' }], { endedAt: 1 });
    expect(forget(over, 'host')).toMatchObject({ ok: true, party: { endedAt: 1, seats: [{ id: 'ana' }] } });
    const last = viewOf([{ id: 'host' }], { endedAt: 1 });
    expect(forget(last, 'host')).toMatchObject({ ok: true, party: { endedAt: 1, seats: [] } });
  });
});

describe('[P4] somebody who has left', () => {
  it('can be banned, without a word to the others, by who outranks them', () => {
    const view = viewOf([{ id: 'host' }, { id: 'co', role: 'co-host' }, { id: 'ana', present: false }]);
    const banned = kick(view, 'co', { memberId: 'ana', ban: true });
    if (!banned.ok) throw new Error('refused');
    expect(banned.effects).toEqual([{ kind: 'evict', memberId: 'ana', reason: 'banned' }]);
    expect(join({ ...view, party: banned.party }, person('ana'))).toMatchObject({ error: { code: 'banned' } });
    const away = viewOf([
      { id: 'host' },
      { id: 'co', role: 'co-host' },
      { id: 'other', role: 'co-host', present: false },
    ]);
    expect(kick(away, 'co', { memberId: 'other', ban: true })).toMatchObject({ error: { code: 'not-allowed' } });
  });
  it('is shown to who may remove people, the latest first, and to nobody else', () => {
    const view = viewOf([
      { id: 'host' },
      { id: 'co', role: 'co-host' },
      { id: 'ana', present: false },
      { id: 'kei', present: false },
      { id: 'other', role: 'co-host', present: false },
    ]);
    const seats = view.party.seats.map((seat) => (seat.id === 'kei' ? { ...seat, seatedAt: NOW } : seat));
    const later = { ...view, party: { ...view.party, seats } };
    const ids = (actor: string) => {
      const found = awayFor(later, actor);
      return found.ok ? found.value.map(({ id }) => id) : found.error.code;
    };
    expect(ids('host')).toEqual(['kei', 'ana', 'other']);
    expect(ids('co')).toEqual(['kei', 'ana']);
    expect(ids('ana')).toBe('not-allowed');
    expect(ids('stranger')).toBe('not-a-member');
  });
});

describe('[A5] an account that is deleted', () => {
  it('leaves no seat; the last one ends the party', () => {
    const gone = erase(viewOf([{ id: 'host' }], { muted: ['host'] }), 'host');
    expect(gone).toMatchObject({ ok: true, party: { endedAt: WALL, seats: [], muted: [] } });
    expect(erase(viewOf([{ id: 'host' }]), 'ana')).toMatchObject({ error: { code: 'not-a-member' } });
  });
  it('hands the role to a member who is away rather than to nobody', () => {
    const gone = erase(viewOf([{ id: 'host' }, { id: 'old', present: false }]), 'host');
    expect(gone.ok && gone.party).toMatchObject({ endedAt: null, seats: [{ id: 'old', role: 'host' }] });
  });
});

describe('[R1] kept and restored', () => {
  const restored = (view: View, quietMs: number) =>
    fromRecord({ ...toRecord(view.party), lastActiveAt: WALL - quietMs }, NOW, WALL);

  it('goes on as if nothing had been, above every rev that may have been broadcast', () => {
    const view = playing(viewOf([{ id: 'host' }, { id: 'ana', role: 'co-host' }]));
    const { timeline, ...rest } = restored(view, 1_000);
    expect(timeline).toEqual({ ...view.party.timeline, rev: NOW });
    expect(rest).toMatchObject({ former: { life: view.party.life, version: view.party.version } });
    expect(rest.life).not.toBe(view.party.life);
    expect(rest).toMatchObject({ seats: view.party.seats, settings: view.party.settings, restoredAt: NOW });
  });
  it('stands where it was last seen when nobody was there for long', () => {
    const view = playing(viewOf([{ id: 'host' }]));
    const { timeline } = restored({ ...view, party: { ...view.party, content: null } }, PLAYED_ON_MAX_MS);
    expect(timeline).toMatchObject({ playing: false, position: 100, by: '' });
  });
  it('remembers enough commands for the retries of a restart', () => {
    const applied = Array.from({ length: APPLIED_KEPT }, (_, n) => `host:c${n}`);
    const { applied: kept } = restored(viewOf([{ id: 'host' }], { applied }), 0);
    expect(kept).toHaveLength(64);
    expect(kept.at(-1)).toBe(`host:c${APPLIED_KEPT - 1}`);
  });
});
