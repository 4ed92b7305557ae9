import { FilmSession } from '../shared/film-session.ts';
import { forbid, note } from '../shared/journal.ts';
import type { StreamPlan } from '../shared/mse-stream.ts';
import { catalogue, options } from './options.ts';

/** From the source to its first data, as measured between `loadstart` and `loadedmetadata`, in ms. */
const FIRST_DATA_MS = 415;

/** One picture for ever: the clock runs on, nothing new is decoded. */
const FROZEN: StreamPlan = { at: () => ({ clip: 'still', second: 0 }), end: () => Number.POSITIVE_INFINITY };
/** Nothing at all: a seek into it never ends. */
const NOTHING: StreamPlan = { at: () => undefined, end: () => Number.POSITIVE_INFINITY };

/** One title. The player fetches where its own seeks lead; a foreign one outside the buffer finds nothing there. */
export class KatamariSession extends FilmSession {
  readonly id: string;
  #seeking = false;
  /** Whether it is to play once a seek of its own has come to its end. */
  #playsOn = false;

  constructor(id: string, startAt: number, video: HTMLVideoElement, adElement: HTMLVideoElement) {
    const { clip, lead } = catalogue.titleOf(id);
    super({
      video,
      clip,
      lead,
      adElement,
      duration: options.duration,
      ads: options.ads,
      adSeconds: options.adSeconds,
      startAt,
      feedAfter: FIRST_DATA_MS,
    });
    this.id = id;
    this.onForeignSeek = (to) => this.#astray(to);
    const { signal } = this;
    // After the session's own listener, which has judged this seek by what was before it.
    video.addEventListener(
      'seeking',
      () => {
        this.#seeking = true;
      },
      { signal },
    );
    video.addEventListener(
      'seeked',
      () => {
        this.#seeking = video.seeking;
        if (!this.#playsOn || this.#seeking) return;
        this.#playsOn = false;
        super.play();
      },
      { signal },
    );
  }

  /** Pauses, seeks and plays on: what others see of it is a burst of the three. */
  override seek(seconds: number): void {
    if (this.ad) return;
    if (!this.paused()) {
      this.#playsOn = true;
      super.pause();
    }
    super.seek(seconds);
  }

  override pause(): void {
    this.#playsOn = false;
    super.pause();
  }

  override paused(): boolean {
    return super.paused() && !this.#playsOn;
  }

  /** The player's own word for what it does. */
  stateName(): string {
    const { video } = this;
    if (video.readyState === HTMLMediaElement.HAVE_NOTHING) return 'mediaLoading';
    if (video.seeking || video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) return 'rebuffering';
    return this.paused() ? 'paused' : 'playing';
  }

  #astray(to: number): void {
    if (this.#seeking) {
      forbid('seek-while-seeking', `currentTime became ${to.toFixed(2)}`);
      this.goAstray(NOTHING, to);
    } else if (isBuffered(this.video, to) || options.write === 'fine') {
      note('site', 'element-seek', to.toFixed(2));
    } else {
      forbid('seek-outside-buffer', `currentTime became ${to.toFixed(2)}`);
      this.goAstray(FROZEN, to);
    }
  }
}

function isBuffered({ buffered }: HTMLVideoElement, at: number): boolean {
  for (let i = 0; i < buffered.length; i++) if (buffered.start(i) <= at && at <= buffered.end(i)) return true;
  return false;
}
