import type { Chance } from './chance.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One-way delays, ms. */
export interface LineTraits {
  up: number;
  down: number;
  jitter: number;
  spikeShare: number;
  spikeMs: number;
}

export const LINE_A: LineTraits = { up: 10, down: 10, jitter: 2.5, spikeShare: 0, spikeMs: 0 };
export const LINE_B: LineTraits = { up: 40, down: 40, jitter: 10, spikeShare: 0, spikeMs: 0 };
export const LINE_C: LineTraits = { up: 100, down: 100, jitter: 25, spikeShare: 0.02, spikeMs: 250 };
export const LINE_D: LineTraits = { up: 60, down: 140, jitter: 5, spikeShare: 0, spikeMs: 0 };

/**
 * A socket over a line: in order. A drop takes everything down with it, for a client that has given its socket up hears
 * nothing of it any more: the library takes its listeners away. On the way up that is so of a line that was cut; but one that
 * was only given up at this end (another network, a worker that was stopped) may still bring the server what was on its way.
 */
export class VirtualLine {
  open = true;
  /** How much later than it would have come, by connections that were given up, ms. */
  #late = new Map<number, number>();
  #generation = 0;
  #hangsUntil = 0;
  #lastUp = 0;
  #lastDown = 0;

  constructor(
    readonly traits: LineTraits,
    private readonly time: VirtualTime,
    private readonly chance: Chance,
  ) {}

  /** @param lateMs what is on its way up arrives so much later; null: it is lost */
  drop(lateMs: number | null = null): void {
    if (lateMs !== null && this.open) this.#late.set(this.#generation, lateMs);
    this.open = false;
    this.#generation += 1;
  }

  restore(): void {
    this.open = true;
  }

  /** Nothing passes for so long, nothing is lost, and neither end notices. */
  hang(forMs: number): void {
    this.#hangsUntil = Math.max(this.#hangsUntil, this.time.now + forMs);
  }

  #delay(base: number): number {
    const { jitter, spikeShare, spikeMs } = this.traits;
    const spike = this.chance.happens(spikeShare) ? spikeMs : 0;
    return Math.max(base / 2, base + this.chance.between(-jitter, jitter) + spike);
  }

  up(deliver: () => void): void {
    if (!this.open) return;
    this.#lastUp = Math.max(this.#lastUp, this.time.now + this.#delay(this.traits.up));
    this.#deliver(this.#lastUp, deliver, (lateMs) => this.time.after(lateMs, deliver));
  }

  down(deliver: () => void): void {
    if (!this.open) return;
    this.#lastDown = Math.max(this.#lastDown, this.time.now + this.#delay(this.traits.down));
    this.#deliver(this.#lastDown, deliver);
  }

  #deliver(at: number, deliver: () => void, straggle?: (lateMs: number) => void, generation = this.#generation): void {
    this.time.at(at, () => {
      if (this.time.now < this.#hangsUntil) return this.#deliver(this.#hangsUntil, deliver, straggle, generation);
      if (generation === this.#generation) return deliver();
      const lateMs = this.#late.get(generation);
      if (lateMs !== undefined) straggle?.(lateMs);
    });
  }
}
