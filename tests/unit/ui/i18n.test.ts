import { afterEach, describe, expect, it } from 'vitest';
import { allWords } from '../../../extension/ui/catalogue.ts';
import { errorWords } from '../../../extension/ui/error-words.ts';
import { besideWords, isWords, listWords, setWords, t } from '../../../extension/ui/i18n.ts';
import { direction, LANGUAGE_CODES, pickLanguage } from '../../../extension/ui/languages.ts';
import { fill } from '../../../extension/ui/message.ts';
import { ERROR_CODES } from '../../../shared/protocol/errors.ts';

afterEach(() => setWords(allWords('en')));

it('has words for every error code in every language, and says when to try again', () => {
  for (const code of LANGUAGE_CODES) {
    setWords(allWords(code));
    for (const error of ERROR_CODES) expect(errorWords({ code: error }), `${code} ${error}`).toMatch(/[.。।]$/);
  }
  setWords(allWords('en'));
  expect(errorWords({ code: 'rate-limited', retryAfterMs: 3_200 })).toMatch(/in 4 seconds\.$/);
  expect(errorWords({ code: 'rate-limited', retryAfterMs: 900 })).toMatch(/in one second\.$/);
  expect(errorWords({ code: 'rate-limited', retryAfterMs: 600_000 })).toMatch(/in 10 minutes\.$/);
});

describe('t', () => {
  it('fills slots and chooses plurals', () => {
    expect(t('overlay.members', { count: 1 })).toBe('1 person here');
    expect(t('overlay.members', { count: 4 })).toBe('4 people here');
    setWords(allWords('de'));
    expect(t('overlay.members', { count: 1 })).toBe('1 Person da');
  });

  it('keeps a slot that nobody filled visible instead of "undefined"', () => {
    expect(fill('Hello {name}', {}, new Intl.PluralRules('en'))).toBe('Hello {name}');
  });

  it('does not read slots or patterns in what people wrote', () => {
    expect(t('toast.jumped', { name: '{time} $& $1', time: '12:30' })).toBe('{time} $& $1 jumped to 12:30');
  });

  it('keeps names in one piece where the language reads from right to left', () => {
    setWords(allWords('ar'));
    expect(t('common.name-you', { name: 'Ana' })).toBe('\u2068Ana\u2069 (أنت)');
    expect(besideWords(['', 'The Door', '51'])).toBe('\u2068The Door\u2069 · \u206851\u2069');
    setWords(allWords('en'));
    expect(besideWords(['', 'The Door', '51'])).toBe('The Door · 51');
  });

  it('keeps words that read the other way in one piece, and leaves all others as they are', () => {
    const jumped = (name: string) => t('toast.jumped', { name, time: '12:30' });
    expect(jumped('علي')).toBe('\u2068علي\u2069 jumped to 12:30');
    expect(jumped('Zoë')).toBe('Zoë jumped to 12:30');
    expect(besideWords(['דלת', '51'])).toBe('\u2068דלת\u2069 · 51');
    expect(listWords(['علي', 'Kei'])).toBe('\u2068علي\u2069 and Kei');
    setWords(allWords('ar'));
    expect(listWords(['Ana', 'علي'])).toBe('\u2068Ana\u2069 و\u2068علي\u2069');
  });

  it('lists names', () => {
    expect(listWords(['Ana', 'Kei', 'Jo'])).toBe('Ana, Kei and Jo');
    setWords(allWords('de'));
    expect(listWords(['Ana', 'Kei'])).toBe('Ana und Kei');
  });
});

describe('languages', () => {
  it('picks the first translated one of a wish list, whatever its region', () => {
    expect(pickLanguage(['nl-NL', 'de-AT', 'en'])).toBe('de');
    expect(pickLanguage(['nl', 'toString'])).toBe('en');
    expect(pickLanguage(['zh-Hans-CN'])).toBe('zh');
  });

  it('knows which read from right to left', () => {
    expect(LANGUAGE_CODES.filter((code) => direction(code) === 'rtl')).toEqual(['ar']);
    expect(direction('ar-EG')).toBe('rtl');
  });

  it('tells a words file from anything else', () => {
    expect(isWords(allWords('de'))).toBe(true);
    for (const other of [null, 'words', {}, { language: 'tlh', messages: {} }]) expect(isWords(other)).toBe(false);
  });
});
