import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deltaOf, withDelta } from '../../../server/store/embedded/party-delta.ts';
import type { PartyRecord } from '../../../server/store/store.ts';
import { someParty } from '../../support/records.ts';

const party = someParty();
const moved = (record: PartyRecord, position: number, applied: readonly string[]): PartyRecord => ({
  ...record,
  version: record.version + 1,
  videoState: { ...record.videoState, position },
  applied,
});

describe('what a save changed', () => {
  it('a command: the timeline and its own id, nothing else', () => {
    const before = moved(party, 1, ['a', 'b']);
    const delta = deltaOf(before, moved(before, 2, ['a', 'b', 'c']));
    expect(delta).toMatchObject({ version: before.version + 1, applied: ['c'], appliedKept: 3 });
    expect(Object.keys(delta?.set ?? {})).toEqual(['videoState']);
  });

  it('the list of commands, whatever falls out of it and comes to it', () => {
    const lists = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 });
    fc.assert(
      fc.property(lists, lists, (old, fresh) => {
        const before = moved(party, 1, old);
        const after = moved(before, 2, fresh);
        expect(withDelta(before, deltaOf(before, after)!)).toEqual(after);
      }),
    );
  });

  it('is written whole when the party would be found by something else, or is of another life', () => {
    const changes: Partial<PartyRecord>[] = [
      { partyCode: 'other' },
      { host: 'other' },
      { endedAt: 5 },
      { memberIds: ['host', 'other'] },
      { life: 'other' },
    ];
    for (const change of changes)
      expect(deltaOf(party, { ...party, version: party.version + 1, ...change })).toBeNull();
  });

  it('read again does nothing, nor does that of another life', () => {
    const after = moved(party, 2, ['a']);
    const delta = deltaOf(party, after)!;
    expect(withDelta(after, delta)).toBe(after);
    const other = { ...party, life: 'other' };
    expect(withDelta(other, delta)).toBe(other);
  });
});
