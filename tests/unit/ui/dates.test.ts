import { afterEach, describe, expect, it, vi } from 'vitest';
import { fullWhen, whenWords } from '../../../extension/popup/when.ts';
import { allWords } from '../../../extension/ui/catalogue.ts';
import { clockTime } from '../../../extension/ui/clock-time.ts';
import { dateLocale } from '../../../extension/ui/date-locale.ts';
import { setWords } from '../../../extension/ui/i18n.ts';

const EVENING = new Date(2031, 4, 1, 20, 30).getTime();
const LONG_BEFORE = new Date(2031, 1, 1).getTime();

afterEach(() => {
  setWords(allWords('en'));
  vi.unstubAllGlobals();
});
const browserOf = (language: string) => vi.stubGlobal('navigator', { language });
/** Browsers differ in commas and kinds of space. */
const plain = (text: string) => text.replace(/,/g, '').replace(/\s/g, ' ');

describe('dates', () => {
  it.each([
    ['en-US', 'May 1', '8:30 PM', 'Thursday May 1'],
    ['en-GB', '1 May', '20:30', 'Thursday 1 May'],
    ['en-AU', '1 May', '8:30 pm', 'Thursday 1 May'],
    // No region of English speakers is known.
    ['en', '1 May', '20:30', 'Thursday 1 May'],
    ['de-DE', '1 May', '20:30', 'Thursday 1 May'],
  ])('of English in a browser of %s', (own, day, clock, full) => {
    browserOf(own);
    expect(whenWords(EVENING, LONG_BEFORE)).toContain(day);
    expect(plain(fullWhen(EVENING))).toContain(full);
    for (const words of [whenWords(EVENING, LONG_BEFORE), fullWhen(EVENING)])
      expect(plain(words)).toContain(` ${clock}`);
    expect(plain(clockTime(EVENING))).toBe(clock);
  });

  it.each([
    ['en-GB', 'en', '08:05'],
    ['en-US', 'en', '8:05 AM'],
    ['de-DE', 'de', '08:05'],
  ] as const)('keep the zero of the morning where clocks have 24 hours, as in %s', (own, spoken, clock) => {
    browserOf(own);
    setWords(allWords(spoken));
    const morning = new Date(2031, 4, 1, 8, 5).getTime();
    for (const words of [whenWords(morning, LONG_BEFORE), fullWhen(morning)])
      expect(plain(words)).toContain(` ${clock}`);
    expect(plain(clockTime(morning))).toBe(clock);
  });

  it.each([
    ['en-GB', 'en', 'Today 20:30', 'Tomorrow 20:30', 'Thursday 20:30'],
    ['de-DE', 'de', 'Heute 20:30', 'Morgen 20:30', 'Donnerstag 20:30'],
  ] as const)('of the week that comes have names, in %s', (own, spoken, today, tomorrow, thursday) => {
    browserOf(own);
    setWords(allWords(spoken));
    const before = (days: number, hour: number) => new Date(2031, 4, 1 - days, hour).getTime();
    const from = (days: number, hour: number) => plain(whenWords(EVENING, before(days, hour)));
    expect([from(0, 0), from(0, 20), from(0, 23)]).toEqual([today, today, today]);
    expect([from(1, 0), from(1, 23)]).toEqual([tomorrow, tomorrow]);
    expect([from(2, 12), from(6, 1)]).toEqual([thursday, thursday]);
    expect(from(7, 12)).toContain('1');
  });

  it('follow the region only in its own language', () => {
    browserOf('en-US');
    setWords(allWords('de'));
    expect(dateLocale()).toBe('de');
    expect(whenWords(EVENING, LONG_BEFORE)).toContain('1. Mai');
    expect(dateLocale('de-AT')).toBe('de-AT');
    expect(dateLocale('den-CA')).toBe('de');
  });
});
