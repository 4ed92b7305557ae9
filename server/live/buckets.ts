/** A token bucket: so many at once, and so many a second in the long run. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** What adding and subtracting large times may be off by, tokens. */
const ROUNDING = 1e-6;
/** Full buckets are looked for after as many takes as there were buckets left the last time, but at least this many. */
const SWEEP_AFTER_TAKES = 256;

/**
 * Buckets by key. Of each only the time is kept at which it is full again; full ones are forgotten, so memory is bounded by
 * who was busy just now. A key has one rate.
 */
export class Buckets {
  readonly #fullAt = new Map<string, number>();
  #takesToSweep = SWEEP_AFTER_TAKES;

  /**
   * Takes one token.
   * @param now any monotonic clock, ms
   * @returns 0, or the milliseconds until there is one again
   */
  take(key: string, rate: Rate, now: number): number {
    const wait = this.peek(key, rate, now);
    if (wait > 0) return wait;
    this.#fullAt.set(key, Math.max(now, this.#fullAt.get(key) ?? now) + 1000 / rate.perSecond);
    if (--this.#takesToSweep <= 0) this.sweep(now);
    return 0;
  }

  /** Milliseconds until `take` would succeed, without taking. */
  peek(key: string, rate: Rate, now: number): number {
    const fullAt = this.#fullAt.get(key);
    if (fullAt === undefined || fullAt <= now) return 0;
    const tokens = rate.burst - ((fullAt - now) / 1000) * rate.perSecond;
    return tokens >= 1 - ROUNDING ? 0 : Math.ceil(((1 - tokens - ROUNDING) / rate.perSecond) * 1000);
  }

  /** Buckets that are remembered. */
  get size(): number {
    return this.#fullAt.size;
  }

  /** Forgets the buckets that are full. */
  sweep(now: number): void {
    for (const [key, fullAt] of this.#fullAt) if (fullAt <= now) this.#fullAt.delete(key);
    this.#takesToSweep = Math.max(SWEEP_AFTER_TAKES, this.#fullAt.size);
  }
}
