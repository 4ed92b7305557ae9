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
    ['en-US', 'May 1', '08:30 PM', 'Thursday May 1'],
    ['en-GB', '1 May', '20:30', 'Thursday 1 May'],
    ['en-AU', '1 May', '08:30 pm', 'Thursday 1 May'],
    // No region of English speakers is known.
    ['en', '1 May', '20:30', 'Thursday 1 May'],
    ['de-DE', '1 May', '20:30', 'Thursday 1 May'],
  ])('of English in a browser of %s', (own, day, clock, full) => {
    browserOf(own);
    expect(whenWords(EVENING, LONG_BEFORE)).toContain(day);
    expect(plain(fullWhen(EVENING))).toContain(full);
    expect(plain(clockTime(EVENING))).toBe(clock);
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
