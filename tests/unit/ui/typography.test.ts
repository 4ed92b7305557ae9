import { expect, it } from 'vitest';
import { allWords } from '../../../extension/ui/catalogue.ts';
import { LANGUAGE_CODES, type Language } from '../../../extension/ui/languages.ts';
import { MANIFEST_WORDS } from '../../../extension/ui/manifest-words.ts';
import type { Message } from '../../../extension/ui/message.ts';
import { INVITE_WORDS } from '../../../server/http/invite-words/index.ts';

const texts = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message));

/** Everything that is said in a language: extension, browser's list, invitation page. */
const said = (code: Language): [key: string, text: string][] => [
  ...Object.entries(allWords(code).messages).flatMap(([key, message]) =>
    texts(message).map((text): [string, string] => [key, text]),
  ),
  ...Object.entries(MANIFEST_WORDS[code]),
  ...Object.entries(INVITE_WORDS[code]),
];

/** What no printed page in the language would show. Machines and hurried hands bring it in. */
const NEVER: Partial<Record<Language, RegExp>> = {
  // A space that breaks before a high mark leaves the mark alone on the next line.
  fr: /[^\u202f][;?!»]|[^\u202f\d]:(?!\/)|«[^\u202f]/,
  de: /[“”«»]\S.*[”«»]|(?<!„[^“]*)“/,
  es: /[“”„]|^[^¿]*\?|^[^¡]*!/,
  pl: /[“«»]/,
  ja: /[?!;:,](?!\/)|[\p{scx=Hira}\p{scx=Kana}] [\p{scx=Hira}\p{scx=Kana}]/u,
  zh: /[?!;:,](?!\/)/,
  ar: /[?;,]/,
  hi: /[\u0966-\u096f]|(?<!से|मि)\.$/u,
};

it.each(LANGUAGE_CODES)('%s is set with its own marks', (code) => {
  for (const [key, text] of said(code)) {
    expect(text, key).not.toMatch(/["']|\.\.\.| {2}|^\s|\s$/);
    // The unit would stand alone on the next line of a narrow banner.
    if (key.startsWith('banner.')) expect(text, key).not.toContain('{seconds} ');
    if (NEVER[code]) expect(text, `${key}: marks of docs/words.md`).not.toMatch(NEVER[code]);
  }
});
