import { clipUrl } from './clips.ts';
import { note } from './journal.ts';
import type { AdBreak } from './stitched.ts';

/** Ads in an element of their own, over the film's, which stands still meanwhile. */
export class AdSlot {
  readonly element: HTMLVideoElement;
  playing: AdBreak | undefined;
  readonly #film: HTMLVideoElement;
  #left = 0;

  constructor(film: HTMLVideoElement, element: HTMLVideoElement, signal: AbortSignal) {
    this.#film = film;
    this.element = element;
    element.addEventListener('timeupdate', () => this.#advance(), { signal });
    element.addEventListener('ended', () => this.#advance(), { signal });
    // The player holds the film back while an ad plays, whoever asked it to go on.
    film.addEventListener(
      'play',
      () => {
        if (!this.playing) return;
        note('site', 'held-in-ad');
        film.pause();
      },
      { signal },
    );
    signal.addEventListener('abort', () => this.#stop());
  }

  start(adBreak: AdBreak): void {
    if (this.playing) return;
    adBreak.played = true;
    this.playing = adBreak;
    this.#left = adBreak.ads;
    this.#film.pause();
    this.element.muted = this.#film.muted;
    this.element.src = clipUrl('ad');
    void this.element.play().catch(() => {}); // Blocked: the ad waits for the user's click on play.
  }

  /** Ends the break; the film goes on. */
  end(): void {
    if (!this.playing) return;
    this.#stop();
    void this.#film.play().catch(() => {}); // Blocked: the page stays paused.
  }

  /** Seconds until the break ends. */
  remaining(): number {
    if (!this.playing) return 0;
    const one = this.playing.seconds / this.playing.ads;
    return Math.max(0, this.#left * one - this.element.currentTime);
  }

  #advance(): void {
    if (!this.playing) return;
    const one = this.playing.seconds / this.playing.ads;
    if (this.element.currentTime < one && !this.element.ended) return;
    this.#left -= 1;
    if (this.#left <= 0) {
      this.end();
      return;
    }
    this.element.currentTime = 0;
    void this.element.play().catch(() => {});
  }

  #stop(): void {
    this.playing = undefined;
    this.element.pause();
    this.element.removeAttribute('src');
    this.element.load();
  }
}
