import { describe, expect, it } from 'vitest';
import type { PartyRecord } from '../../../server/store/store.ts';
import { judge, noFaults, type Testimony } from '../../chaos/verdict.ts';
import { someParty } from '../../support/records.ts';

const STANDS = { rev: 3, position: 30 };
const key = (memberId: string, n: number) => `${memberId}:c${n}`;

/** Two members, three commands, nothing wrong: what a test plants into it is all that may be found. */
function fine() {
  const heard = [1, 2, 3].map((n) => ({ commandId: `c${n}`, rev: n }));
  const testimony = (memberId: string, own: number[]): Testimony => ({
    memberId,
    acknowledged: own.map((n) => ({ commandId: `c${n}`, position: 10 * n, rev: n })),
    heard: [...heard],
    held: { ...STANDS },
  });
  const party = someParty();
  const record: PartyRecord = {
    ...party,
    applied: [key('ana', 1), key('kei', 2), key('ana', 3)],
    videoState: { ...party.videoState, position: STANDS.position, rev: STANDS.rev },
  };
  return { record, ana: testimony('ana', [1, 3]), kei: testimony('kei', [2]) };
}

describe('the verdict of chaos on faults that were planted', () => {
  it('finds nothing where nothing is wrong', () => {
    const { record, ana, kei } = fine();
    expect(judge(record, STANDS, [ana, kei])).toEqual(noFaults());
  });

  it('lost: acknowledged, and not in the database', () => {
    const { record, ana, kei } = fine();
    const applied = [key('ana', 1), key('other', 9), key('ana', 3)];
    expect(judge({ ...record, applied }, STANDS, [ana, kei])).toEqual({ ...noFaults(), lost: [key('kei', 2)] });
  });

  it('doubled: twice in the database, or heard once more after it was acknowledged', () => {
    const { record, ana, kei } = fine();
    const applied = [...record.applied, key('kei', 2)];
    expect(judge({ ...record, applied }, STANDS, [ana, kei]).doubled).toEqual([`${record.id}: twice in the database`]);
    const heard = [...kei.heard, { commandId: 'c2', rev: 4 }];
    expect(judge(record, STANDS, [ana, { ...kei, heard }])).toEqual({ ...noFaults(), doubled: ['c2'] });
  });

  it('reordered: the database has another order than the revs, or than a member sent', () => {
    const { record, ana, kei } = fine();
    const applied = [key('kei', 2), key('ana', 1), key('ana', 3)];
    expect(judge({ ...record, applied }, STANDS, [ana, kei]).reordered).toContain(key('kei', 2));
    const turned = { ...ana, acknowledged: ana.acknowledged.toReversed() };
    expect(judge(record, STANDS, [turned, kei]).reordered).toContain(key('ana', 1));
  });

  it('wrong: a member or the database holds something else than the server says', () => {
    const { record, ana, kei } = fine();
    const late = { ...kei, held: { rev: 2, position: 20 } };
    expect(judge(record, STANDS, [ana, late]).wrongStates).toEqual([expect.stringContaining('kei holds')]);
    const videoState = { ...record.videoState, position: 20 };
    expect(judge({ ...record, videoState }, STANDS, [ana, kei]).wrongStates).toEqual([
      expect.stringContaining('the database stands at 20'),
    ]);
    expect(judge(record, null, [ana, kei]).wrongStates).toHaveLength(3);
  });
});
