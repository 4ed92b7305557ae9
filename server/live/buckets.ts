/** A token bucket: so many at once, and so many a second in the long run. */
export interface Rate {
  burst: number;
  perSecond: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Buckets by key. Full ones are forgotten, so memory is bounded by who is busy. */
export class Buckets {
  #buckets = new Map<string, Bucket>();

  /**
   * Takes one token.
   * @param now any monotonic clock, ms
   * @returns 0, or the milliseconds until there is one again
   */
  take(key: string, rate: Rate, now: number): number {
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = { tokens: rate.burst, at: now };
      this.#buckets.set(key, bucket);
    }
    const tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond);
    const allowed = tokens >= 1;
    bucket.tokens = allowed ? tokens - 1 : tokens;
    bucket.at = now;
    return allowed ? 0 : Math.ceil(((1 - tokens) / rate.perSecond) * 1000);
  }

  /** Milliseconds until `take` would succeed, without taking. */
  peek(key: string, rate: Rate, now: number): number {
    const bucket = this.#buckets.get(key);
    if (!bucket) return 0;
    const tokens = bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond;
    return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / rate.perSecond) * 1000);
  }

  /** Drops buckets unused for so long that they are full again. */
  sweep(now: number, unusedMs: number): void {
    for (const [key, bucket] of this.#buckets) if (now - bucket.at > unusedMs) this.#buckets.delete(key);
  }
}
