import { describe, expect, it } from 'vitest';
import type { LiveParty, View } from '../../../server/party/live-party.ts';
import { withSeat } from '../../../server/party/live-party.ts';
import { newsSince, roomLook, sameLook } from '../../../server/party/room-look.ts';
import { later, viewOf } from './party-builder.ts';

const view = viewOf([{ id: 'host' }, { id: 'ana' }, { id: 'ben' }]);
const told = roomLook(view);
const having = (change: Partial<LiveParty>): View => ({ ...view, party: { ...view.party, ...change } });
const news = (now: View) =>
  newsSince(told, now).map((effect) => (effect.kind === 'tell' ? [effect.event, effect.body] : effect.kind));

describe('what a room is told that may have missed a word', () => {
  it('is nothing where nothing has changed but how the players do, and time', () => {
    const ana = view.people.get('ana')!;
    const people = new Map(view.people).set('ana', { ...ana, status: { ...ana.status, skewMs: 99 } });
    const now = later({ ...view, people }, view.party, 1_000);
    expect(news(now)).toEqual([]);
    expect(sameLook(told, roomLook(now))).toBe(true);
  });

  it.each([
    ['a role', withSeat(view.party, 'ana', { role: 'co-host' }), { id: 'ana', role: 'co-host' }],
    ['a name', withSeat(view.party, 'ben', { name: 'Benno' }), { id: 'ben', name: 'Benno' }],
    ['who is muted', { muted: ['ben'] }, { id: 'ben', muted: true }],
  ] as const)('is %s', (_, change, member) => {
    const now = having(change);
    expect(sameLook(told, roomLook(now))).toBe(false);
    expect(news(now)).toEqual([['member-updated', expect.objectContaining(member)]]);
  });

  it('is who came, who went, and who is not connected any more', () => {
    const seats = [...view.party.seats, { ...view.party.seats[1]!, id: 'cleo', name: 'Cleo' }];
    expect(news(having({ seats }))).toEqual([['member-updated', expect.objectContaining({ id: 'cleo' })]]);
    expect(news(having(withSeat(view.party, 'ana', { present: false })))).toEqual([
      ['member-left', { memberId: 'ana', reason: 'left' }],
    ]);
    expect(news(having({ seats: view.party.seats.slice(0, 2), banned: ['ben'] }))).toEqual([
      ['member-left', { memberId: 'ben', reason: 'banned' }],
    ]);
    const people = new Map(view.people).set('ana', { ...view.people.get('ana')!, leaseUntil: view.now });
    expect(news({ ...view, people })).toEqual([['member-updated', expect.objectContaining({ connected: false })]]);
  });

  it('is new settings, a new code and a new date', () => {
    const settings = { ...view.party.settings, locked: true };
    const { partyCode } = view.party;
    expect(news(having({ settings }))).toEqual([['party-updated', { settings, partyCode }]]);
    expect(news(having({ partyCode: 'BBB-BBB-BBB' }))).toEqual([
      ['party-updated', { settings: view.party.settings, partyCode: 'BBB-BBB-BBB' }],
    ]);
    // Only lists of parties show the date: who hears that something has changed reads theirs anew.
    const dated = having({ startsAt: view.now + 1 });
    expect(sameLook(told, roomLook(dated))).toBe(false);
    expect(news(dated)).toEqual([['party-updated', { settings: view.party.settings, partyCode }]]);
  });
});
