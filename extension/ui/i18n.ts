import { fill, type Message, type Slots } from './message.ts';
import { commonDe } from './messages/common.de.ts';
import { commonEn } from './messages/common.en.ts';
import { errorsDe } from './messages/errors.de.ts';
import { errorsEn } from './messages/errors.en.ts';
import { overlayDe } from './messages/overlay.de.ts';
import { overlayEn } from './messages/overlay.en.ts';
import { popupDe } from './messages/popup.de.ts';
import { popupEn } from './messages/popup.en.ts';

const EN = { ...commonEn, ...errorsEn, ...overlayEn, ...popupEn };
export type Messages = typeof EN;
export type MessageKey = keyof Messages;

export const LANGUAGES = { en: EN, de: { ...commonDe, ...errorsDe, ...overlayDe, ...popupDe } } satisfies Record<
  string,
  Record<MessageKey, Message>
>;
export type Language = keyof typeof LANGUAGES;

type Params<K extends MessageKey> = [Slots<Messages[K]>] extends [never]
  ? []
  : [params: Record<Slots<Messages[K]>, string | number>];

/** Languages that read from right to left, for the day one of them is translated and for tests of the layout. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

let current: Language = pickLanguage(preferredLanguages());
let rules = new Intl.PluralRules(current);

/** The browser's own language first (what its menus show), then what the user tells pages. */
function preferredLanguages(): string[] {
  const api = globalThis as { browser?: Uses; chrome?: Uses; navigator?: { languages?: readonly string[] } };
  const ui = (api.browser ?? api.chrome)?.i18n?.getUILanguage?.();
  return [...(ui ? [ui] : []), ...(api.navigator?.languages ?? [])];
}
interface Uses {
  i18n?: { getUILanguage?: () => string };
}

/** First language of a wish list that is translated; English if none is. Regions are ignored. */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0] ?? '';
    if (Object.hasOwn(LANGUAGES, language)) return language as Language;
  }
  return 'en';
}

/** Switch the language for what is rendered from now on. */
export function setLanguage(language: Language): void {
  current = language;
  rules = new Intl.PluralRules(language);
}

export const language = (): Language => current;

/** Value of a `dir` attribute for a language tag. */
export const direction = (tag: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.has(tag.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr';

/** Words of a key in the current language. Slots of the English text are the parameters, checked by the compiler. */
export function t<K extends MessageKey>(key: K, ...params: Params<K>): string {
  return fill(LANGUAGES[current][key], (params[0] ?? {}) as Record<string, string | number>, rules);
}

/** "Ana", "Ana and Kei", "Ana, Kei and Jo": British English, for American English sets a comma before "and". */
export const listWords = (names: readonly string[]): string =>
  new Intl.ListFormat(current === 'en' ? 'en-GB' : current, { style: 'long', type: 'conjunction' }).format(names);
