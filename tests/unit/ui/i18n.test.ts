import { afterEach, describe, expect, it } from 'vitest';
import { errorWords } from '../../../extension/ui/error-words.ts';
import { direction, LANGUAGES, listWords, pickLanguage, setLanguage, t } from '../../../extension/ui/i18n.ts';
import { fill, type Message, slotsOf } from '../../../extension/ui/message.ts';
import { ERROR_CODES } from '../../../shared/protocol/errors.ts';

const words = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message));

afterEach(() => setLanguage('en'));

describe('messages', () => {
  const english: Record<string, Message> = LANGUAGES.en;

  it.each(Object.entries(LANGUAGES))('%s has the keys of English', (_, messages) => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(Object.entries(LANGUAGES))(
    '%s has the slots of English, key by key',
    (_, messages: Record<string, Message>) => {
      const slots = (of: Record<string, Message>) =>
        Object.entries(of).map(([key, one]) => `${key} ${slotsOf(one).join()}`);
      expect(slots(messages).sort()).toEqual(slots(english).sort());
    },
  );

  it.each(Object.entries(LANGUAGES))(
    '%s has words for each key and each plural category of its language',
    (name, messages) => {
      const needed = new Intl.PluralRules(name).resolvedOptions().pluralCategories;
      for (const [key, message] of Object.entries<Message>(messages)) {
        for (const text of words(message)) expect(text.trim(), key).not.toBe('');
        if (typeof message !== 'string') expect(Object.keys(message), key).toEqual(expect.arrayContaining(needed));
      }
    },
  );

  it('never says what a person would not', () => {
    for (const [key, message] of Object.entries(english)) {
      for (const text of words(message))
        expect(text, key).not.toMatch(/\binvalid\b|\boops\b|please try again later|successfully/i);
    }
  });

  it('has words for every error code, and says when to try again', () => {
    for (const code of ERROR_CODES) expect(errorWords({ code })).toMatch(/\.$/);
    expect(errorWords({ code: 'rate-limited', retryAfterMs: 3_200 })).toMatch(/in 4 seconds\.$/);
    expect(errorWords({ code: 'rate-limited', retryAfterMs: 900 })).toMatch(/in one second\.$/);
    expect(errorWords({ code: 'rate-limited', retryAfterMs: 600_000 })).toMatch(/in 10 minutes\.$/);
  });
});

describe('t', () => {
  it('fills slots and chooses plurals', () => {
    expect(t('overlay.members', { count: 1 })).toBe('1 person here');
    expect(t('overlay.members', { count: 4 })).toBe('4 people here');
    setLanguage('de');
    expect(t('overlay.members', { count: 1 })).toBe('1 Person da');
  });

  it('keeps a slot that nobody filled visible instead of "undefined"', () => {
    expect(fill('Hello {name}', {}, new Intl.PluralRules('en'))).toBe('Hello {name}');
  });

  it('does not read slots or patterns in what people wrote', () => {
    expect(t('toast.jumped', { name: '{time} $& $1', time: '12:30' })).toBe('{time} $& $1 jumped to 12:30');
  });

  it('picks the first translated language of a wish list', () => {
    expect(pickLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(pickLanguage(['fr', 'toString'])).toBe('en');
    expect(direction('ar-EG')).toBe('rtl');
    expect(direction('de')).toBe('ltr');
  });

  it('lists names', () => {
    expect(listWords(['Ana', 'Kei', 'Jo'])).toBe('Ana, Kei and Jo');
    setLanguage('de');
    expect(listWords(['Ana', 'Kei'])).toBe('Ana und Kei');
  });
});
