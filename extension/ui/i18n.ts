import { direction, isLanguage, type Language } from './languages.ts';
import { fill, isolate, type Message, type Slots } from './message.ts';
import type { chatEn } from './messages/chat.en.ts';
import type { commonEn } from './messages/common.en.ts';
import type { errorsEn } from './messages/errors.en.ts';
import type { overlayEn } from './messages/overlay.en.ts';
import type { peopleEn } from './messages/people.en.ts';
import type { pictureEn } from './messages/picture.en.ts';
import type { popupEn } from './messages/popup.en.ts';

export type Messages = typeof chatEn &
  typeof commonEn &
  typeof errorsEn &
  typeof overlayEn &
  typeof peopleEn &
  typeof pictureEn &
  typeof popupEn;
export type MessageKey = keyof Messages;

/** All words of one surface in one language: what `words/*.json` of the built extension hold (see catalogue.ts). */
export interface Words {
  language: Language;
  messages: Record<string, Message>;
}

type Params<K extends MessageKey> = [Slots<Messages[K]>] extends [never]
  ? []
  : [params: Record<Slots<Messages[K]>, string | number>];

let current: Words = { language: 'en', messages: {} };
let rules = new Intl.PluralRules('en');
let rtl = false;

/** Speak with these words in what is rendered from now on. Until the first call there are none. */
export function setWords(words: Words): void {
  current = words;
  rules = new Intl.PluralRules(words.language);
  rtl = direction(words.language) === 'rtl';
}

export const isWords = (value: unknown): value is Words =>
  typeof value === 'object' &&
  value !== null &&
  'messages' in value &&
  'language' in value &&
  isLanguage(value.language);

export const language = (): Language => current.language;

/** Words of a key in the current language. Slots of the English text are the parameters, checked by the compiler. */
export function t<K extends MessageKey>(key: K, ...params: Params<K>): string {
  return fill(current.messages[key] ?? key, (params[0] ?? {}) as Record<string, string | number>, rules, rtl);
}

/** "Ana", "Ana and Kei", "Ana, Kei and Jo": British English, for American English sets a comma before "and". */
export const listWords = (names: readonly string[]): string =>
  new Intl.ListFormat(current.language === 'en' ? 'en-GB' : current.language, {
    style: 'long',
    type: 'conjunction',
  }).format(names.map((name) => isolate(name, rtl)));

/** "Season 2 · The Door · 51 min": parts beside each other, each in one piece whichever way it reads. */
export const besideWords = (parts: readonly string[]): string =>
  parts
    .filter(Boolean)
    .map((part) => isolate(part, rtl))
    .join(' · ');
