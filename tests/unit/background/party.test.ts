import { describe, expect, test } from 'vitest';
import { chatGap, mergeChat } from '../../../extension/background/chat.ts';
import { applyChange, applyChat, applyGone, applyMember, applySnapshot } from '../../../extension/background/party.ts';
import { change, member, message, netflix, party, snapshot, timeline } from './samples.ts';

describe('timelines', () => {
  test('[S4] the next rev is applied without asking for more', () => {
    const applied = applyChange(party(), change({ rev: 11, position: 90 }));
    expect(applied).toMatchObject({ news: true, gap: false });
    expect(applied.party.timeline.position).toBe(90);
  });

  test.each([
    ['the same rev', { rev: 10, position: 5 }],
    ['an older rev', { rev: 9, position: 5 }],
    ['a higher rev of an older epoch', { epoch: 0, rev: 99, position: 5 }],
  ])('[S4] %s changes nothing', (_, over) => {
    const held = party();
    expect(applyChange(held, change(over))).toEqual({ party: held, news: false, gap: false });
  });

  test('[S4] a gap is applied and asks for a snapshot', () => {
    const applied = applyChange(party(), change({ rev: 13, position: 90 }));
    expect(applied).toMatchObject({ news: true, gap: true });
    expect(applied.party.timeline.rev).toBe(13);
  });

  test('a change of title brings its content; other changes keep it', () => {
    const next = applyChange(party(), change({ epoch: 2, rev: 11, mediaKey: '82' }, { content: netflix('82') }));
    expect(next.party.content?.mediaKey).toBe('82');
    expect(applyChange(next.party, change({ epoch: 2, rev: 12 })).party.content?.mediaKey).toBe('82');
  });

  test('[S23] the hold comes and goes with the timeline', () => {
    const hold = { memberIds: ['ben'], until: 9_000, reason: 'buffering' as const };
    const held = applyChange(party(), change({ rev: 11 }, { hold }));
    expect(held.party.hold).toEqual(hold);
    expect(applyChange(held.party, change({ rev: 12 })).party.hold).toBeNull();
  });
});

describe('snapshots', () => {
  test('[S27] a snapshot replaces members and settings', () => {
    const applied = applySnapshot(
      party(),
      snapshot({ members: [member('ben', { role: 'host' })], timeline: timeline({ rev: 20 }) }),
    );
    expect(applied.party.members.map((m) => m.id)).toEqual(['ben']);
    expect(applied).toMatchObject({ news: true, gap: false });
  });

  test('[S4] a broadcast that overtook the snapshot is kept', () => {
    const held = applyChange(party(), change({ rev: 12, position: 500 })).party;
    const applied = applySnapshot(held, snapshot({ timeline: timeline({ rev: 11 }) }));
    expect(applied.party.timeline).toMatchObject({ rev: 12, position: 500 });
    expect(applied.news).toBe(false);
  });

  test('what was held as another member counts for nothing', () => {
    const held = applyChange(party(), change({ rev: 99 })).party;
    expect(applySnapshot(held, snapshot({ you: 'other' })).party.timeline.rev).toBe(10);
  });
});

describe('members', () => {
  test('one who is known is updated in place, a new one comes last, one who is gone is not shown', () => {
    const named = applyMember(party(), member('ana', { name: 'Anna', role: 'host' }));
    expect(named.members.map((m) => m.name)).toEqual(['Anna', 'ben']);
    const three = applyMember(named, member('kei'));
    expect(three.members.map((m) => m.id)).toEqual(['ana', 'ben', 'kei']);
    expect(applyGone(three, 'ben').members.map((m) => m.id)).toEqual(['ana', 'kei']);
  });
});

describe('chat', () => {
  test('[S30] nothing twice, in order', () => {
    const merged = mergeChat([message(1), message(3)], [message(3), message(2)]);
    expect(merged.map((m) => m.seq)).toEqual([1, 2, 3]);
  });

  test.each([
    [[1, 2, 3], 3, null],
    [[1, 2, 5], 5, 2],
    [[1, 2, 3], 6, 3],
    [[], 0, null],
  ])('[S30] held %j of %i: fetch after %s', (held, chatSeq, after) => {
    expect(chatGap(held.map(message), chatSeq)).toBe(after);
  });

  test('[S30] a message that skips a number asks for the gap; a repeated one is no news', () => {
    const first = applyChat(party(), [message(1)]);
    expect(first).toMatchObject({ news: true, gap: false });
    expect(applyChat(first.party, [message(3)])).toMatchObject({ news: true, gap: true });
    expect(applyChat(first.party, [message(1)])).toMatchObject({ news: false, gap: false });
  });
});
