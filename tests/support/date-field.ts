import type { PopupDriver } from './popup-driver.ts';

const DAY_MS = 86_400_000;

/** A day so many days from now at a time of day, as a date field takes it: `2026-12-31T20:00`. Parties are planned at most a year ahead. */
export const daysAhead = (days: number, time: string): string =>
  `${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)}T${time}`;

/** Into the popup's date field, as its picker writes it. @returns the moment in the browser's own zone, wall clock ms */
export const pickDate = (popup: PopupDriver, local: string): Promise<number> =>
  popup.evaluate<number>(`(() => {
    const field = document.querySelector('input[type=datetime-local]');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${JSON.stringify(local)});
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return new Date(${JSON.stringify(local)}).getTime();
  })()`);
