import type { Language } from '../ui/languages.ts';

/** Why a party is over for somebody, where it was not their own doing. */
export type FarewellReason = 'kicked' | 'banned' | 'ended' | 'elsewhere' | 'signed-out';

/** What the film's page says then, when the overlay has gone. Its words are made where the language is known. */
export interface FarewellNote {
  title: string;
  detail: string;
  close: string;
  language: Language;
}

/** The element that says it. */
export const FAREWELL_ID = 'watchparty-farewell';
