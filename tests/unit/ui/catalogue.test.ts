import { describe, expect, it } from 'vitest';
import { allWords, CATALOGUE } from '../../../extension/ui/catalogue.ts';
import { LANGUAGE_CODES } from '../../../extension/ui/languages.ts';
import { type Message, slotsOf } from '../../../extension/ui/message.ts';

const texts = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message));
const TRANSLATIONS = Object.entries(CATALOGUE).flatMap(([area, languages]) =>
  LANGUAGE_CODES.filter((code) => languages[code]).map((code) => ({ area, code, messages: languages[code] ?? {} })),
);

describe.each(TRANSLATIONS)('$area in $code', ({ area, code, messages }) => {
  const english = CATALOGUE[area]?.en ?? {};

  it('says all that English says, and nothing else', () => {
    expect(Object.keys(messages).filter((key) => !Object.hasOwn(english, key))).toEqual([]);
    expect(Object.keys(english).filter((key) => !Object.hasOwn(messages, key))).toEqual([]);
  });

  it('has the slots of English, key by key', () => {
    for (const [key, message] of Object.entries(messages))
      expect(slotsOf(message), key).toEqual(slotsOf(english[key] ?? ''));
  });

  it('has words for each plural category of its language, in each of them every slot but perhaps the count', () => {
    const needed = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(messages)) {
      for (const text of texts(message)) expect(text.trim(), key).not.toBe('');
      if (typeof message === 'string') continue;
      expect(Object.keys(message).sort(), key).toEqual([...needed].sort());
      const wanted = slotsOf(message).filter((slot) => slot !== 'count');
      for (const text of texts(message)) expect(slotsOf(text), key).toEqual(expect.arrayContaining(wanted));
    }
  });
});

it('has a file for every area in every language', () => {
  for (const [area, languages] of Object.entries(CATALOGUE))
    expect(Object.keys(languages).sort(), area).toEqual([...LANGUAGE_CODES].sort());
});

it('never says what a person would not', () => {
  for (const [key, message] of Object.entries(allWords('en').messages)) {
    for (const text of texts(message))
      expect(text, key).not.toMatch(/\binvalid\b|\boops\b|please try again later|successfully/i);
  }
});
