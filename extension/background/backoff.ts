/** S27. Milliseconds. */
const FIRST_DELAY_MS = 250;
const FIRST_MINUTE_MS = 60_000;
export const MOST_IN_FIRST_MINUTE_MS = 2_000;
export const MOST_LATER_MS = 10_000;
/** Half up or down, so that a room does not come back in one wave. */
const SPREAD = 0.5;

/**
 * S27: how long to wait before the next try.
 * @param attempt 0 for the first try after the line broke
 * @param downForMs since when it is broken
 * @param random in [0, 1)
 * @returns ms; never more than the cap, and spread under it too: capping after the spread would make a wave again
 */
export function reconnectDelayMs(attempt: number, downForMs: number, random: number): number {
  const most = downForMs < FIRST_MINUTE_MS ? MOST_IN_FIRST_MINUTE_MS : MOST_LATER_MS;
  const middle = Math.min(FIRST_DELAY_MS * 2 ** Math.min(attempt, 16), most / (1 + SPREAD));
  return middle * (1 - SPREAD + 2 * SPREAD * random);
}
