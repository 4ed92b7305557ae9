import { language } from './i18n.ts';

/**
 * How dates and clock times are written: in the language that is spoken, with the order and the clock of the reader's region
 * where the browser names one for this language. English of no known region has the day before the month, as most have it.
 * @param own the browser's language tag, `en-AU`
 */
export function dateLocale(own: string = navigator.language): string {
  const spoken = language();
  if (own.toLowerCase().startsWith(`${spoken}-`)) return own;
  return spoken === 'en' ? 'en-GB' : spoken;
}
