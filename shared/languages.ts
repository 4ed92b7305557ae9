/** Every language that WatchParty speaks, by its code, with the name that its own people give it: for a choice list. */
export const LANGUAGES = {
  en: 'English',
  ar: 'العربية',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  hi: 'हिन्दी',
  it: 'Italiano',
  ja: '日本語',
  ko: '한국어',
  pl: 'Polski',
  pt: 'Português',
  tr: 'Türkçe',
  zh: '简体中文',
} as const;

export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];

export const isLanguage = (code: unknown): code is Language =>
  typeof code === 'string' && Object.hasOwn(LANGUAGES, code);

/** Languages that read from right to left, also some that are not translated yet. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

const bare = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** Value of a `dir` attribute for a language tag. */
export const direction = (tag: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(bare(tag)) ? 'rtl' : 'ltr');

/** First language of a wish list that is translated; English if none is. Regions are ignored. */
export const pickLanguage = (wanted: readonly string[]): Language => wanted.map(bare).find(isLanguage) ?? 'en';
