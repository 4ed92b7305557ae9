import type { Clock } from '../clock.ts';

/** Timers round early by up to a millisecond: a rule looked at too soon would only ask again. */
const ROUNDING_MS = 1;

/** One alarm a party: the next moment at which time alone changes it. */
export class Wakeups {
  #clock: Clock;
  #wake: (partyId: string) => void;
  #timers = new Map<string, NodeJS.Timeout>();
  #closed = false;

  constructor(clock: Clock, wake: (partyId: string) => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  /** Replaces the party's alarm. @param at party clock, ms; null for none */
  set(partyId: string, at: number | null): void {
    this.cancel(partyId);
    if (at === null || this.#closed) return;
    const delay = Math.max(0, at - this.#clock.party()) + ROUNDING_MS;
    const timer = setTimeout(() => {
      this.#timers.delete(partyId);
      this.#wake(partyId);
    }, delay);
    this.#timers.set(partyId, timer.unref());
  }

  cancel(partyId: string): void {
    clearTimeout(this.#timers.get(partyId));
    this.#timers.delete(partyId);
  }

  close(): void {
    this.#closed = true;
    for (const partyId of [...this.#timers.keys()]) this.cancel(partyId);
  }
}
