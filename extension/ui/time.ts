/**
 * Film time as people read it: `0:07`, `12:30`, `1:02:03`. Fractions are cut, so a clock never shows a second too early.
 * @param seconds content time; negative and non-finite values read as 0
 */
export function filmTime(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Whole seconds left of a duration in ms, never negative: 13.2 s left reads "14 s", as a countdown should. */
export const secondsLeft = (ms: number): number => (Number.isFinite(ms) ? Math.max(0, Math.ceil(ms / 1000)) : 0);
