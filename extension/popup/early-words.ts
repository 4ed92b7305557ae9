import type { Words } from '../ui/i18n.ts';
import { isLanguage, type Language } from '../ui/languages.ts';

/**
 * Which language is spoken is known when the extension's storage has answered; by then the words are there, if it is the same
 * as last time. Kept where a page reads at once; the choice itself stays where it is.
 */
const KEY = 'spoken';

/** What was spoken at the last opening; null if nobody knows. */
export function lastSpoken(): Language | null {
  try {
    const kept = localStorage.getItem(KEY);
    return isLanguage(kept) ? kept : null;
  } catch {
    return null; // A browser that was told to keep nothing for pages.
  }
}

/** For the next opening. */
export function keepSpoken(language: Language): void {
  try {
    if (localStorage.getItem(KEY) !== language) localStorage.setItem(KEY, language);
  } catch {
    // As above: the words are read when the choice is known.
  }
}

/**
 * Begins to read the words of a guess.
 * @returns reads those of a language; a right guess, once, is there already or on its way
 */
export function readingAhead(
  guess: Language,
  read: (language: Language) => Promise<Words>,
): (language: Language) => Promise<Words> {
  const ahead = read(guess);
  // Whoever wants them hears of it; a guess that nobody wants may fail.
  ahead.catch(() => undefined);
  let wanted = true;
  return (language) => {
    const right = wanted && language === guess;
    wanted = false;
    return right ? ahead : read(language);
  };
}
