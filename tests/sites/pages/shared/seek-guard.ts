/** How far the clock may be from where the player itself sent it, in seconds. */
const TOLERANCE_S = 0.25;
const FLOOD_WINDOW_MS = 1000;

/**
 * Tells the player's own jumps from foreign ones. A write to `currentTime` from another world cannot be caught by
 * patching the setter, so what counts is a `seeking` event that no jump of the player's own explains.
 */
export class SeekGuard {
  #expected: number | undefined;
  #seeks: number[] = [];

  constructor(video: HTMLVideoElement, signal: AbortSignal, onForeign: (detail: string) => void) {
    video.addEventListener(
      'seeking',
      () => {
        const to = video.currentTime;
        if (this.#expected !== undefined && Math.abs(to - this.#expected) <= TOLERANCE_S) return;
        onForeign(`currentTime became ${to.toFixed(2)}, expected ${this.#expected?.toFixed(2) ?? 'no seek'}`);
      },
      { signal },
    );
    video.addEventListener(
      'seeked',
      () => {
        // The end of a jump that a newer one has overtaken does not settle the newer one.
        if (!video.seeking) this.#expected = undefined;
      },
      { signal },
    );
  }

  /** Announces a jump of the player's own, to media second `to`. */
  expect(to: number): void {
    this.#expected = to;
  }

  /** Counts a seek and says how many there were in the last second, this one included. */
  count(): number {
    const now = performance.now();
    this.#seeks = [...this.#seeks.filter((at) => now - at < FLOOD_WINDOW_MS), now];
    return this.#seeks.length;
  }
}
