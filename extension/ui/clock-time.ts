import { language } from './i18n.ts';
import type { Language } from './languages.ts';

let made: { for: Language; format: Intl.DateTimeFormat } | null = null;

/** Hours and minutes as the reader writes them. Making a formatter is dear, so it is kept. @param wallMs wall clock, ms */
export function clockTime(wallMs: number): string {
  if (made?.for !== language()) {
    made = { for: language(), format: new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit' }) };
  }
  return made.format.format(wallMs);
}
