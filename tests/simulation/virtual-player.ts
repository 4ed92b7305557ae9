import type { Capabilities, Outcome, Write } from '../../extension/content/controller/types.ts';
import type { Chance } from './chance.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Mean and spread (sd), ms. */
type Latency = readonly [number, number];

export interface PlayerTraits {
  /** From play() to the first movement. */
  startPlain: Latency;
  startAfterSeek: Latency;
  /** From the write to `seeked` with data; the restart comes on top when playing. */
  seekBuffered: Latency;
  seekUnbuffered: Latency;
  /** Media clock against the machine's. */
  mediaPpm: number;
  /** `currentTime` of Chromium, video frame callbacks of Firefox, `currentTime` of Firefox. */
  reading: 'exact' | 'rvfc' | 'coarse';
  /** What going over to a pitch-preserving rate does to the media clock, seconds: up, down. */
  pitchStep: readonly [number, number];
  /** The site puts the rate back this often, ms; 0: never. */
  rateResetMs: number;
  autoplayBlocked: boolean;
  capabilities: Capabilities;
  duration: number;
}

export const CHROMIUM: PlayerTraits = {
  startPlain: [4, 3],
  startAfterSeek: [80, 10],
  seekBuffered: [35, 6],
  seekUnbuffered: [350, 120],
  mediaPpm: 0,
  reading: 'exact',
  pitchStep: [-0.024, -0.017],
  rateResetMs: 0,
  autoplayBlocked: false,
  capabilities: { seek: 'exact', rate: true, cheapSeek: true, clock: 'exact' },
  duration: 7200,
};

export const FIREFOX: PlayerTraits = {
  ...CHROMIUM,
  startPlain: [5, 4],
  startAfterSeek: [22, 6],
  seekBuffered: [50, 15],
  reading: 'rvfc',
  pitchStep: [0, 0],
};

/** Restart of a running player after a seek: with the seek itself 92-113 ms (S18). */
const RESTART: Latency = [65, 4];
const CUT_OFF_MS = 60;
const COARSE_S = 0.0125;
const RVFC_SD_S = 0.002;

/** A <video> with a site around it. Content seconds. Counts what is done to it. */
export class VirtualPlayer {
  paused = true;
  seeking = false;
  stalled = false;
  phase: 'content' | 'ad' = 'content';
  media: 'none' | 'right' | 'other-title' | 'other-cut' = 'right';
  rate = 1;
  gesture: boolean;
  counts = { play: 0, pause: 0, seek: 0, rate: 0, duringAd: 0, elsewhere: 0 };
  rateDeviation = 0;
  slips = 0;
  #anchor = 0;
  #movesFrom = 0;
  #loadedAt = -1e9;
  #seekId = 0;
  #pitch = true;

  constructor(
    readonly traits: PlayerTraits,
    private readonly time: VirtualTime,
    private readonly chance: Chance,
    private readonly listener: () => void,
  ) {
    this.gesture = !traits.autoplayBlocked;
    if (traits.rateResetMs > 0) this.#resetRates();
  }

  /** Truth, seconds. */
  get position(): number {
    if (!this.moving) return this.#anchor;
    const ran = Math.max(0, this.time.now - this.#movesFrom) / 1000;
    return Math.min(this.traits.duration, this.#anchor + ran * this.rate * (1 + this.traits.mediaPpm * 1e-6));
  }

  /** As the browser tells it. */
  read(): number {
    const truth = this.position;
    if (this.traits.reading === 'exact' || this.paused) return truth;
    if (this.traits.reading === 'coarse') return Math.floor(truth / COARSE_S) * COARSE_S;
    return truth + this.chance.normal(0, RVFC_SD_S);
  }

  get moving(): boolean {
    return !this.paused && !this.seeking && !this.stalled && this.phase === 'content';
  }

  get readyState(): number {
    return this.stalled || this.seeking ? 1 : 4;
  }

  get bufferedAhead(): number {
    if (this.stalled) return 0;
    return Math.min(30, 3.5 + ((this.time.now - this.#loadedAt) / 1000) * 2, this.traits.duration - this.position);
  }

  #settle(latency = 0): void {
    this.#anchor = this.position;
    this.#movesFrom = Math.max(this.time.now + latency, 0);
  }

  #ms([mean, sd]: Latency): number {
    return Math.max(0, this.chance.normal(mean, sd));
  }

  /** The controller's way in. */
  write(write: Write, done: (outcome: Outcome) => void): void {
    if (this.phase === 'ad') this.counts.duringAd += 1;
    if (this.media !== 'right') this.counts.elsewhere += 1;
    this.counts[write.kind] += 1;
    switch (write.kind) {
      case 'play':
        if (this.gesture) this.play();
        done(this.gesture ? 'done' : 'blocked');
        break;
      case 'pause':
        this.pause();
        done('done');
        break;
      case 'seek':
        this.seek(write.position, () => done('done'));
        break;
      case 'rate':
        this.#setRate(write.rate, write.preservesPitch);
        done('done');
    }
  }

  #sought = true;

  /** Forget what was before: the rate of a start is allowed more than the steady one. */
  watchRate(): void {
    this.rateDeviation = Math.abs(this.rate - 1);
  }

  play(): void {
    if (!this.paused) return;
    const latency = this.#ms(this.#sought ? this.traits.startAfterSeek : this.traits.startPlain);
    this.#settle();
    this.paused = false;
    this.#sought = false;
    this.#movesFrom = this.time.now + latency;
  }

  pause(): void {
    // A start that is cut off before the film ran costs a start again (measured, Chromium 156).
    if (!this.paused && this.time.now - this.#movesFrom < CUT_OFF_MS) this.#sought = true;
    this.#settle();
    this.paused = true;
  }

  seek(target: number, done: () => void = () => {}): void {
    const buffered = target >= this.position - 5 && target <= this.position + this.bufferedAhead && !this.stalled;
    this.#settle();
    this.seeking = true;
    this.#sought = true;
    this.#anchor = Math.min(Math.max(0, target), this.traits.duration);
    const id = ++this.#seekId;
    this.time.after(this.#ms(buffered ? this.traits.seekBuffered : this.traits.seekUnbuffered), () => {
      if (id !== this.#seekId) return;
      this.seeking = false;
      if (!buffered) this.#loadedAt = this.time.now;
      this.#movesFrom = this.time.now + this.#ms(RESTART);
      done();
      this.listener();
    });
  }

  #setRate(rate: number, preservesPitch: boolean): void {
    this.#settle(Math.max(0, this.#movesFrom - this.time.now));
    // S17: costs a step of the media clock, but for changes within 0.104 % of 1; going back costs nothing
    // (Chromium 156: -24 ms to 1.04 and 1.05, -17 ms to 0.95, 0 to 1).
    const stretched = preservesPitch && Math.abs(rate - 1) > 0.00104;
    const wasStretched = this.#pitch && Math.abs(this.rate - 1) > 0.00104;
    if (stretched && !wasStretched && this.moving) this.#anchor += this.traits.pitchStep[rate > 1 ? 0 : 1];
    this.rate = rate;
    this.#pitch = preservesPitch;
    this.rateDeviation = Math.max(this.rateDeviation, Math.abs(rate - 1));
  }

  /** A hand turns the rate. */
  turnRate(rate: number): void {
    this.#setRate(rate, true);
  }

  /** Data runs out for a while. */
  stall(forMs: number): void {
    this.#settle();
    this.stalled = true;
    this.time.after(forMs, () => {
      this.#settle();
      this.stalled = false;
      this.#loadedAt = this.time.now;
      this.listener();
    });
  }

  ad(forMs: number): void {
    this.#settle();
    this.phase = 'ad';
    this.time.after(forMs, () => {
      this.#settle();
      this.phase = 'content';
      this.listener();
    });
  }

  /** The page shows something else for a while, and comes back to the film where it left it. */
  goElsewhere(media: 'none' | 'other-title' | 'other-cut', forMs: number): void {
    this.media = media;
    this.time.after(forMs, () => {
      this.media = 'right';
      this.listener();
    });
  }

  /** Jumps by itself, no hand and no write: what the controller must mend. */
  slip(seconds: number): void {
    this.#settle();
    this.slips += 1;
    this.#anchor = Math.max(0, this.#anchor + seconds);
  }

  #resetRates(): void {
    this.time.after(this.traits.rateResetMs, () => {
      if (this.rate !== 1) this.#setRate(1, true);
      this.#resetRates();
    });
  }
}
