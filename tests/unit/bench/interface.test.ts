import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../bench/popup/cli.ts';
import { type Moments, PROMISED_PAINT_MS, rowOf, tableOf, turn } from '../../bench/popup/report.ts';
import { jankIn, type Measured } from '../../bench/scroll-judgement.ts';

const paints = (...ms: number[]): Moments[] => ms.map((paint) => ({ paint, screen: paint + 20, press: paint + 200 }));

describe('the bench of the popup', () => {
  it('judges the median of the first paint, and shows the others', () => {
    const row = rowOf('home, warm', paints(90, 400, 100, 80, 100));
    expect(row).toEqual({
      what: 'home, warm',
      openings: 5,
      paint: { median: 100, p95: 400, worst: 400 },
      screen: { median: 120, p95: 420, worst: 420 },
      press: { median: 300, p95: 600, worst: 600 },
      kept: true,
    });
    // By what was measured, not by what is printed of it.
    expect(rowOf('home, warm', paints(PROMISED_PAINT_MS + 0.4)).kept).toBe(false);
    // The screen may come later; it is another figure.
    expect(rowOf('home, warm', [{ paint: 90, screen: 300, press: 500 }]).kept).toBe(true);
  });

  it('promises nothing of a bare page, and shows it beside the screens', () => {
    const bare = rowOf('a bare page, cold', paints(PROMISED_PAINT_MS + 20), false);
    expect(bare.kept).toBeNull();
    expect(tableOf([bare])).toContain('| a bare page, cold (1) | 120 / 120 / 120 |');
    expect(tableOf([bare])).not.toMatch(/kept|MISSED/);
  });

  it('says so in its table', () => {
    const table = tableOf([rowOf('home, warm', paints(80)), rowOf('home, cold', paints(160))]);
    expect(table).toMatch(/home, warm \(1\) \| 80 \/ 80 \/ 80 \| 100 \/ 100 \/ 100 \| 280 \/ 280 \/ 280 \| kept/);
    expect(table).toMatch(/home, cold \(1\) .* MISSED/);
  });

  it('goes by turns, each time another one first', () => {
    expect([0, 1, 2, 3].map((round) => turn(['a', 'b', 'c'], round).join(''))).toEqual(['abc', 'bca', 'cab', 'abc']);
    expect(turn([], 3)).toEqual([]);
  });

  it('reads its command line', () => {
    expect(readCommandLine([])).toEqual({ openings: 10, extension: 'dist/chrome', json: false });
    expect(readCommandLine(['--json', '--openings', '3', '--extension', '/elsewhere'])).toEqual({
      openings: 3,
      extension: '/elsewhere',
      json: true,
    });
    for (const wrong of [
      ['--openings', '0'],
      ['--openings', 'many'],
      ['--openigns', '3'],
    ])
      expect(() => readCommandLine(wrong)).toThrow(/--open/);
  });
});

describe('the bench of the chat', () => {
  const smooth: Measured = {
    longTasks: [50],
    frames: { count: 1_000, p50: 16.7, p95: 16.8, worst: 33.4 },
    rowsDrawn: 25,
    messages: 1_000,
    seconds: 17,
  };
  it('finds nothing in a smooth scroll', () => expect(jankIn(smooth)).toEqual([]));
  it.each([
    ['a task', { longTasks: [51, 60] }, /task of 60 ms/],
    ['late frames', { frames: { ...smooth.frames, p95: 33.3 } }, /p95 33\.3/],
    ['a stutter', { frames: { ...smooth.frames, worst: 90 } }, /after 90 ms/],
    ['the whole log drawn', { rowsDrawn: 1_000 }, /1000 rows/],
  ] as const)('finds %s', (_, change, words) => {
    const felt = jankIn({ ...smooth, ...change } as Measured);
    expect(felt).toHaveLength(1);
    expect(felt[0]).toMatch(words);
  });
});
