/**
 * How long after a try in vain the next one is made: trying means reading all of a file. A long file is left alone for
 * longer, so that no more than a tenth of the time goes into it, whoever asks how often for what; but nobody waits long
 * when the disk is well again, also where a try took its time because the machine is busy.
 */
const TRY_AGAIN_MS = 500;
const TRY_AGAIN_SHARE = 10;
const TRY_AGAIN_MAX_MS = 5_000;

/** What is to be mended before it is written again: tried by who comes next, then seldom, and by itself. */
export class Mending {
  readonly #work: () => Promise<void>;
  readonly #inTurn: (work: () => Promise<void>) => Promise<void>;
  #trouble: { error: Error; tryFrom: number } | null = null;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /**
   * @param work mends it, or throws
   * @param inTurn runs what is tried without anybody asking, when nobody else is at it
   */
  constructor(work: () => Promise<void>, inTurn: (work: () => Promise<void>) => Promise<void>) {
    this.#work = work;
    this.#inTurn = inTurn;
  }

  /** What went wrong last; null: nothing is to be mended. */
  get trouble(): Error | null {
    return this.#trouble?.error ?? null;
  }

  begin(error: Error): void {
    if (this.#trouble) return;
    this.#trouble = { error, tryFrom: Number.NEGATIVE_INFINITY };
    this.#tryLater(TRY_AGAIN_MS);
  }

  /** @throws what is wrong, as long as it can't be mended or while it is too early to try again */
  async tryNow(): Promise<void> {
    if (!this.#trouble) return;
    if (this.#stopped || performance.now() < this.#trouble.tryFrom) throw this.#trouble.error;
    await this.#try();
  }

  async #try(): Promise<void> {
    const begun = performance.now();
    try {
      await this.#work();
      this.#trouble = null;
      clearTimeout(this.#timer);
    } catch (error) {
      const took = performance.now() - begun;
      const pause = Math.min(TRY_AGAIN_MAX_MS, Math.max(TRY_AGAIN_MS, took * TRY_AGAIN_SHARE));
      this.#trouble = { error: error as Error, tryFrom: performance.now() + pause };
      this.#tryLater(pause);
      throw error;
    }
  }

  /** No try begins from now on. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #tryLater(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    // Whether or not it is time by the clock: a timer may come a moment early, and nobody would set the next one.
    const again = async () => {
      if (this.#trouble && !this.#stopped) await this.#try();
    };
    // In vain: the next try is set already.
    this.#timer = setTimeout(() => void this.#inTurn(again).catch(() => undefined), ms).unref();
  }
}
