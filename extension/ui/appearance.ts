import type { Storage } from 'webextension-polyfill';
import { isWords, type Words } from './i18n.ts';
import { isLanguage, type Language, pickLanguage } from './languages.ts';
import { asTheme, type Theme } from './theme.ts';

/**
 * How a user wants the extension to look and speak: one entry in `storage.local`, which settings write and popup and
 * background follow. `auto`: as the browser does. The overlay lies on a film and is dark whatever is chosen.
 */
export interface Appearance {
  language: Language | 'auto';
  theme: Theme;
}

const APPEARANCE_KEY = 'appearance';
export const AS_THE_BROWSER: Appearance = { language: 'auto', theme: 'auto' };

type Area = Pick<Storage.StorageArea, 'get' | 'set'>;

/** What was stored, field by field; what can't be read counts as `auto`. */
function parseAppearance(raw: unknown): Appearance {
  const { language, theme } = (typeof raw === 'object' && raw !== null ? raw : {}) as Partial<Appearance>;
  return {
    language: isLanguage(language) ? language : 'auto',
    theme: asTheme(theme),
  };
}

export const readAppearance = async (area: Area): Promise<Appearance> =>
  parseAppearance((await area.get(APPEARANCE_KEY))[APPEARANCE_KEY]);

/** Change some of it; whoever watches hears of it. */
export const writeAppearance = async (area: Area, change: Partial<Appearance>): Promise<void> =>
  area.set({ [APPEARANCE_KEY]: { ...(await readAppearance(area)), ...change } });

/** Calls back with each change, also one made in another window. @returns stops watching */
export function watchAppearance(storage: Pick<Storage.Static, 'onChanged'>, onChange: (now: Appearance) => void) {
  const listener = (changes: Record<string, Storage.StorageChange>, area: string) => {
    const change = area === 'local' ? changes[APPEARANCE_KEY] : undefined;
    if (change) onChange(parseAppearance(change.newValue));
  };
  storage.onChanged.addListener(listener);
  return () => storage.onChanged.removeListener(listener);
}

/**
 * The language to speak: the chosen one, else the first that is translated of what the browser's menus and then its
 * pages are shown in.
 */
export const languageFor = (
  appearance: Appearance,
  browserLanguage: string,
  pageLanguages: readonly string[] = globalThis.navigator?.languages ?? [],
): Language =>
  appearance.language === 'auto' ? pickLanguage([browserLanguage, ...pageLanguages]) : appearance.language;

/** Read a words file of the extension itself. @throws when it is not there */
export async function fetchWords(url: string): Promise<Words> {
  const words: unknown = await (await fetch(url)).json();
  if (!isWords(words)) throw new Error(`no words in ${url}`);
  return words;
}
