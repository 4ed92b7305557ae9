import browser from 'webextension-polyfill';
import { fetchWords, languageFor, readAppearance, watchAppearance } from '../ui/appearance.ts';
import type { Words } from '../ui/i18n.ts';
import { type Surface, wordsFile } from '../ui/words-file.ts';

/** What the overlay says, in the user's language. Read here: a page may not load our files, and so can't look for them. */
export interface OverlayWords {
  /** Undefined if they can't be read, which only a broken installation brings about. */
  now(): Promise<Words | undefined>;
}

/** What a surface says in the user's language. @throws when the file can't be read */
export async function readWords(surface: Surface): Promise<Words> {
  const appearance = await readAppearance(browser.storage.local);
  const language = languageFor(appearance, browser.i18n.getUILanguage());
  return fetchWords(browser.runtime.getURL(wordsFile(surface, language)));
}

/** @param onChange the user chose another language */
export function keepWords(onChange: (words: Words) => void): OverlayWords {
  const tolerant = () =>
    readWords('overlay').catch((bug: unknown) => {
      console.error('WatchParty: no words', bug);
      return undefined;
    });
  let words: Promise<Words | undefined> | null = null;
  watchAppearance(browser.storage, () => {
    words = tolerant();
    void words.then((loaded) => loaded && onChange(loaded));
  });
  return { now: () => (words ??= tolerant()) };
}
