/** S6 and S9: when to ask the party's clock, and when what was learned of it is void. Pure. */

/** S6: first look, then a firm estimate, then upkeep. */
export const FIRST_BURST_PINGS = 12;
export const FIRST_BURST_GAP_MS = 60;
export const SECOND_BURST_PINGS = 28;
export const SECOND_BURST_GAP_MS = 250;
export const PING_GAP_PLAYING_MS = 2_000;
export const PING_GAP_PAUSED_MS = 5_000;

/** S9: a healthy page ticks at 10 Hz; nothing but sleep or a frozen process makes a gap this long. */
export const SLEEP_GAP_MS = 5_000;
/** S9: NTP slews far less than this between two ticks; a person or a resume sets the clock by more. */
export const WALL_STEP_MS = 250;

/** @returns ms until the next ping, by how many have been sent or answered since the last reset */
export function pingDelay(pingsSoFar: number, playing: boolean): number {
  if (pingsSoFar < FIRST_BURST_PINGS) return FIRST_BURST_GAP_MS;
  if (pingsSoFar < FIRST_BURST_PINGS + SECOND_BURST_PINGS) return SECOND_BURST_GAP_MS;
  return playing ? PING_GAP_PLAYING_MS : PING_GAP_PAUSED_MS;
}

/** Both clocks of one machine at one moment, ms: `performance.now()` and `Date.now()`. */
export interface ClockPair {
  mono: number;
  wall: number;
}

/**
 * S9: compares two looks at the machine's clocks. Some systems stop the monotonic clock in sleep, others let it run on:
 * both show here.
 * @returns what must be answered with `resetClock`, or `none`
 */
export function detectClockStep(previous: ClockPair, current: ClockPair): 'none' | 'sleep' | 'step' {
  const mono = current.mono - previous.mono;
  const ahead = current.wall - previous.wall - mono;
  if (mono > SLEEP_GAP_MS || ahead > SLEEP_GAP_MS) return 'sleep';
  return Math.abs(ahead) > WALL_STEP_MS ? 'step' : 'none';
}
