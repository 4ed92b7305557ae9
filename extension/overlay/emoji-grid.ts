import type { Emoji, EmojiList } from '../ui/emoji-file.ts';

/** Without accents, and alike in every locale: the Turkish one would make an ı of an I, and finds i and ı as one like this. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');

/** Emoji whose name or words have a word that begins so, in the list's order; all of them for an empty query. */
export function searchEmoji(list: EmojiList, query: string): Emoji[] {
  const wanted = fold(query).split(/\s+/).filter(Boolean);
  const all = list.flat();
  if (wanted.length === 0) return all;
  return all.filter(([sign, name, words]) => {
    if (sign === query.trim()) return true;
    const text = ` ${fold(`${name} ${words}`)}`;
    return wanted.every((word) => text.includes(` ${word}`));
  });
}

/** Cut into lines of the grid. */
export const emojiRows = (list: readonly Emoji[], columns: number): Emoji[][] =>
  Array.from({ length: Math.ceil(list.length / columns) }, (_, row) => list.slice(row * columns, (row + 1) * columns));

/** Where a key takes the choice; null if it is none that moves. @param rtl the grid is read from right to left */
export function moved(key: string, chosen: number, count: number, columns: number, rtl = false): number | null {
  const on = rtl ? -1 : 1;
  const steps: Record<string, number> = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: on, ArrowLeft: -on };
  const step = steps[key];
  if (step === undefined || count === 0) return null;
  return Math.min(count - 1, Math.max(0, chosen + step));
}
