/** Timers fire up to a millisecond early: closer than this counts as there. */
const EARLY_MS = 0.5;

/**
 * One appointment at a time, kept to about a millisecond and without spinning: a timer for the whole wait, and another
 * for what is left if it came early. In hidden, silent tabs browsers hold timers to whole seconds; nothing helps there,
 * and nobody watches.
 */
export function wakeTimer(
  wake: () => void,
  signal: AbortSignal,
  now: () => number = () => performance.now(),
): (at: number) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next = Number.POSITIVE_INFINITY;
  const wait = () => {
    timer = setTimeout(() => {
      if (signal.aborted) return;
      if (next - now() > EARLY_MS) return wait();
      next = Number.POSITIVE_INFINITY;
      wake();
    }, next - now());
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  return (at) => {
    // A later appointment does not undo an earlier one: whoever wakes is asked for the next.
    if (at >= next || signal.aborted) return;
    next = at;
    clearTimeout(timer);
    wait();
  };
}
