import { describe, expect, it } from 'vitest';
import { comeBackAfterMs } from '../../../server/drain.ts';

const times = (count: number, alone = false) =>
  Array.from({ length: count }, (_, nth) => comeBackAfterMs(nth, count, alone));

describe('[R6] when the clients of a node that drains come back', () => {
  it('a party goes to another node together', () => {
    expect(times(5)).toEqual([250, 260, 270, 280, 290]);
  });
  it.each([200, 1_000, 10_000])('%i come evenly, and the last within the time of R1', (count) => {
    const all = times(count);
    expect(all.at(-1)).toBeLessThanOrEqual(2_750);
    const half = all.filter((ms) => ms < (all[0]! + all.at(-1)!) / 2);
    expect(half.length).toBeGreaterThan(count * 0.45);
    expect(half.length).toBeLessThan(count * 0.55);
  });
  it('a server that is alone has to start anew first', () => {
    expect(times(3, true)).toEqual([1_500, 1_510, 1_520]);
  });
});
