import type { Language } from './languages.ts';

/** What shows words: the overlay in a page, and the popup with all other pages of the extension. */
export const SURFACES = ['overlay', 'popup'] as const;
export type Surface = (typeof SURFACES)[number];

/** Path of a words file inside the built extension. */
export const wordsFile = (surface: Surface, language: Language): string => `words/${surface}.${language}.json`;
