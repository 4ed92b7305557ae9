import { type ClipName, clipUrl } from '../shared/clips.ts';
import { buildControls } from '../shared/controls.ts';
import { el } from '../shared/dom.ts';
import { toggleFullscreen } from '../shared/fullscreen.ts';
import { note } from '../shared/journal.ts';
import { MseStream, type StreamPlan } from '../shared/mse-stream.ts';
import { type OptionValue, readOptions } from '../shared/options.ts';
import { elementPlayer, type SitePlayer } from '../shared/site-player.ts';
import { installStandin } from '../shared/standin.ts';
import type { StandinState } from '../shared/standin-api.ts';
import { planOf, stitch } from '../shared/stitched.ts';

const DEFAULTS = {
  /** Clip that plays first: `main` or `other`. */
  clip: 'main',
  autoplay: false,
  muted: false,
  /** `file` (src is an MP4 file) or `mse` (fed by script; only then can the page stall). */
  source: 'file',
  /** Milliseconds after load at which the page makes its player. */
  delay: 200,
};

/** A generic page under construction: its options, its film box and what it has made so far. */
export class FilmPage<Extra extends Record<string, OptionValue> = Record<never, never>> {
  readonly options: typeof DEFAULTS & Extra;
  readonly box = el('div', {
    class: 'film-box',
    style: { position: 'relative', width: '640px', height: '360px', background: '#000' },
  });
  video: HTMLVideoElement | undefined;
  #player: SitePlayer | undefined;
  #stream: MseStream | undefined;
  #state: (() => Partial<StandinState>) | undefined;
  /** The user's controls, below the film. */
  readonly bar: HTMLElement;

  constructor(extra: Extra) {
    this.options = readOptions({ ...DEFAULTS, ...extra });
    const user = installStandin({
      site: 'generic',
      options: this.options,
      player: () => this.#player,
      video: () => this.video,
      state: () => this.#state?.() ?? {},
      actions: {
        nextEpisode: () => this.next(),
        error: (text) => this.fail(text),
        stall: (ms) => {
          if (!this.#stream) throw new Error('only a page with ?source=mse can stall');
          this.#stream.stall(ms);
        },
      },
    });
    const controls = buildControls(
      user,
      () => this.#player,
      () => toggleFullscreen(this.fullscreenTarget()),
    );
    // Below the film, so that they stay reachable whatever covers or replaces the video.
    controls.bar.style.position = 'static';
    controls.bar.style.width = '624px';
    this.bar = controls.bar;
    document.body.append(
      el('h1', { text: document.title, style: { font: '20px sans-serif' } }),
      this.box,
      controls.bar,
    );
  }

  /** What the fullscreen button makes full; the video itself unless a page says otherwise. */
  fullscreenTarget: () => Element = () => this.video ?? this.box;

  /** What "next" does; in place by default. */
  next: () => void = () => {
    if (this.video) this.load(this.video, this.options.clip === 'main' ? 'other' : 'main');
  };

  /** Makes the film's element, filling its box, not yet inserted anywhere. */
  makeVideo(): HTMLVideoElement {
    return el('video', { style: { width: '100%', height: '100%', display: 'block' } });
  }

  /** Makes `video` the film, and plays when the page's options say so. */
  adopt(video: HTMLVideoElement): void {
    this.video = video;
    this.#player = elementPlayer(video);
    video.muted = this.options.muted;
    this.load(video, this.options.clip === 'other' ? 'other' : 'main');
    if (this.options.autoplay) this.#autoplay(video);
  }

  /** Loads a clip into the film's element, replacing what is there. */
  load(video: HTMLVideoElement, clip: ClipName): void {
    this.options.clip = clip;
    this.#stream?.close();
    if (this.options.source === 'mse') {
      const seconds = clip === 'main' ? 120 : 60;
      this.stream(video, planOf(stitch(0, seconds, [], 0), clip));
    } else {
      video.src = clipUrl(clip);
    }
  }

  /** Feeds the film's element by script. */
  stream(video: HTMLVideoElement, plan: StreamPlan, startAt = 0): MseStream {
    this.#stream?.close();
    this.#stream = new MseStream(video, plan, plan.end(), startAt);
    return this.#stream;
  }

  /** Shows an error in the film's place; there is no video in the document any more. */
  fail(text = 'This film is not available'): void {
    note('site', 'error', text);
    this.#stream?.close();
    this.video?.remove();
    this.video = undefined;
    this.#player = undefined;
    this.#state = () => ({ phase: 'error' });
    this.box.replaceChildren(el('p', { class: 'error', text, style: { color: '#fff', padding: '40px' } }));
  }

  /** Says what the stand-in's state has beyond the element's. */
  describe(state: () => Partial<StandinState>): void {
    this.#state = state;
  }

  #autoplay(video: HTMLVideoElement): void {
    video.play().catch((error: DOMException) => note('site', 'autoplay-blocked', error.name));
  }
}
