import { describe, expect, it } from 'vitest';
import type { Seat, View } from '../../../server/party/live-party.ts';
import { seatOf } from '../../../server/party/live-party.ts';
import { enlist, join, leave } from '../../../server/party/membership.ts';
import { SEATS_KEPT, STAYED_MIN_MS } from '../../../server/party/rules.ts';
import { withinLimit } from '../../../server/party/seats-kept.ts';
import { upkeep } from '../../../server/party/upkeep.ts';
import { NOW, viewOf } from './party-builder.ts';

const person = (id: string, guest = true) => ({ id, name: id, avatar: { hue: 3, emoji: '' }, guest });

/** A friend of the party who watched for an evening a year ago, and is away. */
const away = (id: string, change: Partial<Seat> = {}): Seat => ({
  ...person(id),
  role: 'member',
  joinedAt: 1,
  seatedAt: 1,
  stayedMs: 6 * STAYED_MIN_MS,
  present: false,
  ...change,
});
/** One who came a moment ago and went at once. */
const stranger = (n: number, change: Partial<Seat> = {}): Seat =>
  away(`stranger${n}`, { joinedAt: 1_000 + n, seatedAt: 1_000 + n, stayedMs: 5_000, ...change });
const strangers = (count: number, change: Partial<Seat> = {}) =>
  Array.from({ length: count }, (_, n) => stranger(n, change));
const host = away('host', { role: 'host', seatedAt: 0 });

const goneOf = (seats: readonly Seat[]) => {
  const kept = withinLimit(seats);
  return seats.filter((seat) => !kept.includes(seat)).map((seat) => seat.id);
};

/** A flood: each takes a seat for a moment and goes. @returns the party after all of them */
function flood(view: View, count: number, guest: boolean): View {
  let party = view.party;
  for (let n = 0; n < count; n += 1) {
    const now = NOW + n * 1_000;
    const came = join({ ...view, party, now }, person(`flood${n}`, guest));
    if (!came.ok) throw new Error(came.error.code);
    const went = leave({ ...view, party: came.party, now: now + 900 }, `flood${n}`);
    if (!went.ok) throw new Error(went.error.code);
    party = went.party;
  }
  return { ...view, party };
}

describe('[P4] the memberships that a party remembers', () => {
  it('are all of them up to the limit, and the longest absent goes of two alike, never the host', () => {
    const full = [host, ...strangers(SEATS_KEPT - 1)];
    expect(withinLimit(full)).toBe(full);
    expect(goneOf([...full, away('new', { present: true, stayedMs: 0 })])).toEqual(['stranger0']);
    const joined = join(viewOf(full.map(({ id }) => ({ id, present: false }))), person('new'));
    expect(joined.ok && joined.party.seats).toHaveLength(SEATS_KEPT);
    expect(joined.ok && seatOf(joined.party, 'host')?.role).toBe('host');
    expect(joined.ok && seatOf(joined.party, 'stranger0')).toBeNull();
  });

  it('who goes is forgotten with their presence, by whoever takes the seat or puts the party on the list', () => {
    const view = viewOf([host, ...strangers(SEATS_KEPT - 1)].map(({ id }) => ({ id, present: false })));
    for (const comes of [join, enlist]) {
      const came = comes(view, person('new'));
      const parts = came.ok ? came.effects.filter((one) => one.kind === 'part') : [];
      expect(parts).toEqual([{ kind: 'part', memberId: 'stranger0' }]);
    }
    const back = join(view, person('stranger0'));
    expect(back.ok && back.effects.filter((one) => one.kind === 'part')).toEqual([]);
  });

  it('who only looked in goes before who stayed, though these are away for longer', () => {
    const friends = [away('guest'), away('account', { guest: false })];
    expect(goneOf([host, ...friends, ...strangers(SEATS_KEPT - 2)])).toEqual(['stranger0']);
    expect(goneOf([host, ...friends, ...strangers(SEATS_KEPT - 2, { guest: false })])).toEqual(['stranger0']);
    const asLong = strangers(SEATS_KEPT - 2, { stayedMs: STAYED_MIN_MS });
    expect(goneOf([host, ...friends, ...asLong])).toEqual(['guest']);
    const almost = strangers(SEATS_KEPT - 2, { stayedMs: STAYED_MIN_MS - 1 });
    expect(goneOf([host, ...friends, ...almost])).toEqual(['stranger0']);
  });

  it('guests go before accounts, of those who stayed and of those who did not', () => {
    for (const stayedMs of [0, STAYED_MIN_MS]) {
      const friend = away('account', { guest: false, stayedMs });
      expect(goneOf([host, friend, ...strangers(SEATS_KEPT - 1, { stayedMs })])).toEqual(['stranger0']);
    }
  });

  it('a co-host goes when nobody else is left', () => {
    const co = away('co', { role: 'co-host', stayedMs: 0 });
    const accounts = strangers(SEATS_KEPT - 1, { guest: false, stayedMs: STAYED_MIN_MS });
    expect(goneOf([host, co, ...accounts])).toEqual(['stranger0']);
    const roles = strangers(SEATS_KEPT - 1, { role: 'co-host' });
    expect(goneOf([host, co, ...roles])).toEqual(['co']);
  });

  it('nobody goes who is there', () => {
    const there = strangers(SEATS_KEPT - 1, { present: true });
    expect(goneOf([host, ...there, away('friend', { guest: false })])).toEqual(['friend']);
  });

  it('of before the stay was counted counts as one who stayed', () => {
    const { stayedMs: _, ...old } = away('old');
    expect(goneOf([host, old, ...strangers(SEATS_KEPT - 1)])).toEqual(['stranger0']);
    const left = leave(viewOf([{ id: 'host' }, { id: 'ana' }]), 'ana');
    expect(left.ok && seatOf(left.party, 'ana')).not.toHaveProperty('stayedMs');
  });

  it('a flood of new names, guests or accounts, pushes off nobody who stayed', () => {
    const view = viewOf([{ id: 'host' }]);
    const friends = [away('guest'), away('account', { guest: false }), away('co', { role: 'co-host', stayedMs: 0 })];
    const before = { ...view, party: { ...view.party, seats: [...view.party.seats, ...friends] } };
    for (const guest of [true, false]) {
      const { party } = flood(before, SEATS_KEPT + 100, guest);
      expect(party.seats).toHaveLength(SEATS_KEPT);
      for (const { id } of friends) expect(seatOf(party, id), `${id}, ${guest}`).not.toBeNull();
    }
  });
});

describe('how long somebody sat there', () => {
  const sits = (id: string, stayedMs: number) => {
    const view = viewOf([{ id: 'host' }, { id }]);
    const seats = view.party.seats.map((seat) => ({ ...seat, stayedMs }));
    return { ...view, party: { ...view.party, seats } };
  };

  it('begins with nothing, and is added up over visits, without the time away', () => {
    const view = viewOf([{ id: 'host' }]);
    const came = join(view, person('ana'));
    expect(came.ok && came.value.seat.stayedMs).toBe(0);
    if (!came.ok) return;
    const went = leave({ ...view, party: came.party, now: NOW + 3_000 }, 'ana');
    expect(went.ok && seatOf(went.party, 'ana')).toMatchObject({ stayedMs: 3_000, present: false });
    if (!went.ok) return;
    const back = join({ ...view, party: went.party, now: NOW + 100_000 }, person('ana'));
    expect(back.ok && back.value.seat).toMatchObject({ stayedMs: 3_000, seatedAt: NOW + 100_000, present: true });
    if (!back.ok) return;
    const again = leave({ ...view, party: back.party, now: NOW + 104_000 }, 'ana');
    expect(again.ok && seatOf(again.party, 'ana')).toMatchObject({ stayedMs: 7_000 });
  });

  it('of who was cut off ends when the line was lost', () => {
    const view = sits('ana', 500);
    const ana = { ...view.people.get('ana')!, connectionId: null, lostAt: NOW - 60_000 + 7_000 };
    const cut = { ...view, people: new Map([...view.people, ['ana', ana]]), now: NOW + 20_000 };
    expect(seatOf(upkeep(cut).party, 'ana')).toMatchObject({ present: false, stayedMs: 7_500 });
    expect(seatOf(upkeep(cut).party, 'host')).toMatchObject({ present: true, stayedMs: 500 });
  });

  it('of who puts a party on the list without going in is nothing', () => {
    const listed = enlist(viewOf([{ id: 'host' }]), person('ana'));
    expect(listed.ok && seatOf(listed.party, 'ana')).toMatchObject({ stayedMs: 0, present: false });
  });
});
