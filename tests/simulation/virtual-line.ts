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

/** A socket over a line: in order, and nothing in flight survives a drop. */
export class VirtualLine {
  open = true;
  #generation = 0;
  #lastUp = 0;
  #lastDown = 0;

  constructor(
    readonly traits: LineTraits,
    private readonly time: VirtualTime,
    private readonly chance: Chance,
  ) {}

  drop(): void {
    this.open = false;
    this.#generation += 1;
  }

  restore(): void {
    this.open = true;
  }

  #delay(base: number): number {
    const { jitter, spikeShare, spikeMs } = this.traits;
    const spike = this.chance.happens(spikeShare) ? spikeMs : 0;
    return Math.max(base / 2, base + this.chance.between(-jitter, jitter) + spike);
  }

  /** @param lost called instead when the line drops first */
  up(deliver: () => void): void {
    if (!this.open) return;
    this.#lastUp = Math.max(this.#lastUp, this.time.now + this.#delay(this.traits.up));
    this.#deliver(this.#lastUp, deliver);
  }

  down(deliver: () => void): void {
    if (!this.open) return;
    this.#lastDown = Math.max(this.#lastDown, this.time.now + this.#delay(this.traits.down));
    this.#deliver(this.#lastDown, deliver);
  }

  #deliver(at: number, deliver: () => void): void {
    const generation = this.#generation;
    this.time.at(at, () => {
      if (generation === this.#generation) deliver();
    });
  }
}
