/** Finer than the clock of a busy machine, coarse enough that a long run stays small. */
const STEP_MS = 0.01;

/** How often, by step of 0.01 ms. */
export type Counts = [step: number, count: number][];

/** Times without keeping each: a minute at 50,000 deliveries a second would be 3 million numbers. */
export class Histogram {
  #counts = new Map<number, number>();

  /** @param ms negative (clocks read in another order) counts as 0 */
  add(ms: number, count = 1): void {
    const step = Math.max(0, Math.round(ms / STEP_MS));
    this.#counts.set(step, (this.#counts.get(step) ?? 0) + count);
  }

  merge(counts: Counts): this {
    for (const [step, count] of counts) this.#counts.set(step, (this.#counts.get(step) ?? 0) + count);
    return this;
  }

  get size(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  counts(): Counts {
    return [...this.#counts];
  }

  /** @param q 0..1 @returns ms, NaN if nothing was counted */
  quantile(q: number): number {
    const sorted = this.counts().sort(([a], [b]) => a - b);
    let left = Math.max(1, Math.ceil(this.size * q));
    for (const [step, count] of sorted) {
      left -= count;
      if (left <= 0) return Math.round(step) * STEP_MS;
    }
    return Number.NaN;
  }
}
