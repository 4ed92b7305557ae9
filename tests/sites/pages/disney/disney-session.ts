import { FilmSession } from '../shared/film-session.ts';
import { forbid, note } from '../shared/journal.ts';
import { catalogue, options } from './options.ts';

/** How much of the stream the element calls seekable, in seconds. */
const SEEKABLE_S = 60;

/**
 * One title. The element's clock means nothing outside the player: it begins at `base`, and begins again near 0 with a
 * new source after each seek. Writes to it are undone.
 */
export class DisneySession extends FilmSession {
  readonly id: string;
  /** Told of the player's events by their names. */
  readonly listeners = new Map<string, Set<() => void>>();
  #seekedAt = Number.NEGATIVE_INFINITY;
  /** Whether it is to play once a seek has come to its end. */
  #playsOn = false;
  /** Where the element's clock was, media seconds, and when, page's ms. */
  #clock = { media: 0, at: 0 };

  constructor(id: string, startAt: number, video: HTMLVideoElement, adElement: HTMLVideoElement) {
    let timelines = 0;
    super({
      video,
      clip: catalogue.titleOf(id).clip,
      duration: options.duration,
      ads: options.ads,
      adSeconds: options.adSeconds,
      startAt,
      rebase: (whole) => (timelines++ === 0 ? whole + options.base : 0),
      endless: { seekable: SEEKABLE_S },
      freshSource: true,
      ...(options.adSlot === 'second' ? { adElement } : {}),
    });
    this.id = id;
    this.onForeignSeek = (to) => this.#undo(to);
    this.onChange.add(() => {
      if (!video.seeking) this.#clock = { media: video.currentTime, at: performance.now() };
    });
    const told = { playing: 'MEDIA_RESUMED', pause: 'MEDIA_PAUSED', loadedmetadata: 'MEDIA_STARTED' };
    for (const [type, name] of Object.entries(told))
      video.addEventListener(type, () => this.#tell(`PLAYBACK/${name}`), { signal: this.signal });
    this.onChange.add(() => this.#tell('TIMECODE'));
  }

  override play(): void {
    if (this.#seeking()) this.#playsOn = true;
    super.play();
  }

  override pause(): void {
    if (this.#seeking() && this.#playsOn) note('site', 'pause-lost');
    else super.pause();
  }

  override seek(seconds: number): void {
    if (this.ad) return;
    this.#playsOn = this.#seeking() ? this.#playsOn : !this.paused();
    this.#seekedAt = performance.now();
    this.#tell('PLAYBACK/MEDIA_SEEKING');
    super.seek(seconds);
    const mine = this.#seekedAt;
    setTimeout(() => {
      if (mine !== this.#seekedAt || this.signal.aborted) return;
      // Whoever has paused since then has done so in vain.
      if (this.#playsOn) super.play();
      this.#tell('PLAYBACK/MEDIA_SEEK_COMPLETE');
    }, options.pauseLost);
  }

  override paused(): boolean {
    return this.#seeking() ? !this.#playsOn : super.paused();
  }

  /** The API's playhead in seconds. */
  playhead(): number {
    const piece = this.ad && options.adClock === 'running' ? this.pieces.find((p) => p.adBreak === this.ad) : undefined;
    return this.position() + (piece ? this.video.currentTime - piece.mediaStart : 0);
  }

  #seeking(): boolean {
    return performance.now() - this.#seekedAt < options.pauseLost;
  }

  #undo(to: number): void {
    forbid('element-seek', `currentTime became ${to.toFixed(2)}`);
    if (options.write === 'clamped') {
      const { buffered } = this.video;
      const last = buffered.length - 1;
      if (last >= 0) this.jump(Math.min(Math.max(to, buffered.start(0)), buffered.end(last) - 0.1));
      return;
    }
    const since = this.video.paused ? 0 : ((performance.now() - this.#clock.at) / 1000) * this.video.playbackRate;
    this.jump(this.#clock.media + since);
  }

  #tell(name: string): void {
    const full = name === 'TIMECODE' ? '@EVENT/PLAYER/TIMECODE' : `@EVENT/PLAYER/${name}`;
    for (const listener of this.listeners.get(full) ?? []) listener();
  }
}
