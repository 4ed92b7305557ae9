import { AVATAR_MAX_CHARS } from '../protocol/limits.ts';

/** A prime near the golden section of 360: names of one letter apart lie far from each other on the circle. */
const STEP = 223;

/** The colour that a name has from the start, degrees: the same on each device, and before anybody is asked. */
export function hueOf(name: string): number {
  let hue = 0;
  for (const character of name.normalize('NFKC').toLowerCase().trim())
    hue = (hue * 31 + (character.codePointAt(0) ?? 0) * STEP) % 360;
  return hue;
}

/** The first emoji of what was typed, if it begins with one that is short enough to be kept; else nothing. */
export function oneEmoji(typed: string): string {
  const first = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
    .segment(typed.trim())
    [Symbol.iterator]()
    .next();
  const found = first.done ? '' : first.value.segment;
  return /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(found) && found.length <= AVATAR_MAX_CHARS
    ? found
    : '';
}
