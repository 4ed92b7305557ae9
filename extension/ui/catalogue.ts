import type { Words } from './i18n.ts';
import { LANGUAGE_CODES, type Language } from './languages.ts';
import { localeFiles } from './manifest-words.ts';
import type { Message } from './message.ts';
import { SURFACES, type Surface, wordsFile } from './words-file.ts';

/**
 * Every text of the extension. Not part of any shipped bundle: the build writes it out as one small file a surface and
 * language (scripts/words-plugin.ts), of which a browser reads just one; tests and the gallery read it whole.
 */

/** Areas that both surfaces speak, and those of the popup; any other area is the overlay's. */
const SHARED = ['common', 'errors'];
const POPUP = ['popup', 'people', 'picture'];

type Texts = Readonly<Record<string, Message>>;
const files = import.meta.glob<Record<string, Texts>>('./messages/*.ts', { eager: true });

/** area -> language -> its texts, one file each: `messages/<area>.<language>.ts`. */
export const CATALOGUE: Record<string, Partial<Record<Language, Texts>>> = {};
for (const [file, module] of Object.entries(files)) {
  const [, area = '', code = ''] = /([\w-]+)\.(\w+)\.ts$/.exec(file) ?? [];
  CATALOGUE[area] = { ...CATALOGUE[area], [code]: Object.values(module)[0] };
}

const areasOf = (surface: Surface): string[] =>
  Object.keys(CATALOGUE).filter((area) => SHARED.includes(area) || (surface === 'popup') === POPUP.includes(area));

/** Everything that a surface says in a language; English where a translation is still to come. */
export function wordsOf(surface: Surface, language: Language): Words {
  const parts = areasOf(surface).map((area) => ({ ...CATALOGUE[area]?.en, ...CATALOGUE[area]?.[language] }));
  return { language, messages: Object.assign({}, ...parts) };
}

/** What all surfaces say in a language, for tests and the gallery. */
export const allWords = (language: Language): Words => ({
  language,
  messages: Object.assign({}, ...SURFACES.map((surface) => wordsOf(surface, language).messages)),
});

/** path -> content of every file of words in the built extension: ours, and what the browser reads of `_locales`. */
export const wordsFiles = (): Record<string, string> => ({
  ...localeFiles(),
  ...Object.fromEntries(
    SURFACES.flatMap((surface) =>
      LANGUAGE_CODES.map((code) => [wordsFile(surface, code), JSON.stringify(wordsOf(surface, code))]),
    ),
  ),
});
