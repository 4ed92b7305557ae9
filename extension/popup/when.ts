import type { WireError } from '../../shared/protocol/errors.ts';
import { STARTS_WITHIN_MS } from '../../shared/protocol/limits.ts';
import { dateLocale } from '../ui/date-locale.ts';

const DAY_MS = 86_400_000;
const pad = (n: number): string => String(n).padStart(2, '0');

/** A moment as the value of a `datetime-local` field, in this computer's zone. */
export function toField(wallMs: number): string {
  const at = new Date(wallMs);
  const date = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${date}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** @returns wall clock ms, or null for an empty or half-typed field */
export function fromField(value: string): number | null {
  const at = new Date(value).getTime();
  return value === '' || Number.isNaN(at) ? null : at;
}

/** Why a party can't be planned for what stands in the field. Of both clocks' words: the server says the last two as well. */
export type DateSlip = 'date-needed' | 'date-past' | 'date-too-far';

/** @param at wall clock ms, or null where there is no whole date @returns null: it can be planned */
export function dateSlip(at: number | null, now: number): DateSlip | null {
  if (at === null) return 'date-needed';
  if (at <= now) return 'date-past';
  return at > now + STARTS_WITHIN_MS ? 'date-too-far' : null;
}

/** What the server had against the date, for the field; null: it was something else. */
export const slipOf = (problem: WireError | null): DateSlip | null =>
  problem?.code === 'date-past' || problem?.code === 'date-too-far' ? problem.code : null;

/** When most people watch: this evening at eight, or tomorrow's if that is less than an hour away. */
export function nextEvening(now: number): number {
  const eight = new Date(now).setHours(20, 0, 0, 0);
  return eight - now > 3_600_000 ? eight : new Date(eight + DAY_MS).setHours(20, 0, 0, 0);
}

/** "8:30 PM", but "08:30": only clocks of twelve hours do without the zero in front, and with a date it has to be asked for. */
function clock(locale: string): Intl.DateTimeFormatOptions {
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  return { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' };
}

/** Today and tomorrow have names of their own, within a week the day's is enough; later the date is needed. */
export function whenWords(wallMs: number, now: number): string {
  const locale = dateLocale();
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  // Rounded: where clocks are put back or forward, a day has 25 or 23 hours.
  const days = Math.round((midnight(wallMs) - midnight(now)) / DAY_MS);
  if (days === 0 || days === 1) {
    const [first = '', ...rest] = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
    return `${first.toLocaleUpperCase(locale)}${rest.join('')} ${new Intl.DateTimeFormat(locale, clock(locale)).format(wallMs)}`;
  }
  const near = days > 1 && days < 7;
  const day = near ? { weekday: 'long' as const } : { day: 'numeric' as const, month: 'short' as const };
  return new Intl.DateTimeFormat(locale, { ...day, ...clock(locale) }).format(wallMs);
}

/** Everything about a date, with the zone it is told in. */
export function fullWhen(wallMs: number): string {
  const locale = dateLocale();
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...clock(locale),
    timeZoneName: 'short',
  }).format(wallMs);
}
