/** The rows of a long list that are drawn, and the room that stands for the others. px. */
export interface Span {
  start: number;
  end: number;
  before: number;
  after: number;
}

/** Room before the row with this index. */
export const offsetOf = (heights: readonly number[], index: number): number =>
  heights.slice(0, index).reduce((sum, height) => sum + height, 0);

/**
 * Which rows lie in view or near it.
 * @param top first visible pixel @param height of the view @param margin drawn beyond both ends
 */
export function spanOf(heights: readonly number[], top: number, height: number, margin: number): Span {
  let y = 0;
  let start = 0;
  let before = 0;
  let end = 0;
  let seen = 0;
  for (const [index, row] of heights.entries()) {
    const bottom = y + row;
    if (bottom < top - margin) {
      start = index + 1;
      before = bottom;
    }
    if (y <= top + height + margin) {
      end = index + 1;
      seen = bottom;
    }
    y = bottom;
  }
  const first = Math.min(start, heights.length);
  return { start: first, end: Math.max(end, first), before, after: Math.max(0, y - Math.max(seen, before)) };
}

/** The row at a pixel, and how far into it that is: what must stay in place when rows above change. */
export function rowAt(heights: readonly number[], top: number): { index: number; into: number } {
  let y = 0;
  for (const [index, row] of heights.entries()) {
    if (y + row > top) return { index, into: top - y };
    y += row;
  }
  return { index: Math.max(0, heights.length - 1), into: 0 };
}
