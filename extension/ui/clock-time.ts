import { dateLocale } from './date-locale.ts';

let made: { for: string; format: Intl.DateTimeFormat } | null = null;

/** Hours and minutes as the reader writes them. Making a formatter is dear, so it is kept. @param wallMs wall clock, ms */
export function clockTime(wallMs: number): string {
  const locale = dateLocale();
  if (made?.for !== locale) {
    made = { for: locale, format: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }) };
  }
  return made.format.format(wallMs);
}
