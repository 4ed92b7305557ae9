import type { Language } from './languages.ts';

/** One emoji: the sign, its name, and further words to find it by, in the file's language. */
export type Emoji = readonly [sign: string, name: string, words: string];
/** Groups in the order of Unicode: smileys, people, nature, food, travel, activities, objects, symbols, flags. */
export type EmojiList = readonly (readonly Emoji[])[];

/** Path of the file in the built extension. */
export const emojiFile = (language: Language): string => `emoji/${language}.json`;
