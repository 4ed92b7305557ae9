import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emojiRows, moved, searchEmoji } from '../../../extension/overlay/emoji-grid.ts';
import { offsetOf, rowAt, spanOf } from '../../../extension/overlay/log-window.ts';

const heights = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 200 });

describe('the window on a long log', () => {
  it('covers the view, and the room of all rows stays the same', () => {
    fc.assert(
      fc.property(heights, fc.nat(20_000), fc.integer({ min: 1, max: 900 }), (rows, top, height) => {
        const { start, end, before, after } = spanOf(rows, top, height, 100);
        const drawn = rows.slice(start, end).reduce((sum, row) => sum + row, 0);
        const total = offsetOf(rows, rows.length);
        expect(before).toBe(offsetOf(rows, start));
        expect(before + drawn + after).toBe(total);
        if (top + height <= total) {
          expect(before).toBeLessThanOrEqual(top);
          expect(before + drawn).toBeGreaterThanOrEqual(top + height);
        }
      }),
    );
  });
  it('draws some rows of a thousand', () => {
    const rows = Array.from({ length: 1_000 }, () => 50);
    const { start, end } = spanOf(rows, 25_000, 500, 400);
    expect(end - start).toBeLessThan(30);
  });
  it('knows the row at a pixel', () => {
    expect(rowAt([10, 20, 30], 15)).toEqual({ index: 1, into: 5 });
    expect(rowAt([10, 20, 30], 99)).toEqual({ index: 2, into: 0 });
    expect(rowAt([], 0)).toEqual({ index: 0, into: 0 });
  });
});

describe('the emoji grid', () => {
  const list = [
    [
      ['😺', 'grinning cat', 'animal face'],
      ['🐱', 'cat face', 'pet'],
    ],
    [['🎂', 'birthday cake', 'pâtisserie']],
  ] as const;
  it('finds by the beginning of words, without accents', () => {
    const signs = (query: string) => searchEmoji(list, query).map(([sign]) => sign);
    expect(signs('cat')).toEqual(['😺', '🐱']);
    expect(signs('fa ca')).toEqual(['😺', '🐱']);
    expect(signs('PATI')).toEqual(['🎂']);
    expect(signs('ake')).toEqual([]);
    expect(signs('')).toHaveLength(3);
    expect(signs('🎂')).toEqual(['🎂']);
  });
  it('moves by keys and stays inside', () => {
    expect([moved('ArrowRight', 0, 3, 2), moved('ArrowDown', 0, 3, 2), moved('ArrowUp', 0, 3, 2)]).toEqual([1, 2, 0]);
    expect([moved('ArrowDown', 2, 3, 2), moved('a', 0, 3, 2), moved('ArrowDown', 0, 0, 2)]).toEqual([2, null, null]);
    // What is read from right to left goes on to the left.
    expect([moved('ArrowLeft', 0, 3, 2, true), moved('ArrowRight', 1, 3, 2, true)]).toEqual([1, 0]);
    expect(emojiRows(searchEmoji(list, ''), 2).map((row) => row.length)).toEqual([2, 1]);
  });
});
