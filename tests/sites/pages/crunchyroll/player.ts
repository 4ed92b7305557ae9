import { el } from '../shared/dom.ts';
import { forbid, note } from '../shared/journal.ts';
import { addControls, FILL, showWhile } from '../shared/player-box.ts';
import { attachFibers } from '../shared/react-fiber.ts';
import type { RunningSite } from '../shared/title-site.ts';
import { KatamariSession } from './katamari-session.ts';
import { options } from './options.ts';

type Site = RunningSite<KatamariSession>;

/** The player's boxes and its one video element, which all titles use one after the other. */
export class KatamariPlayer {
  readonly container = el('div', {
    id: 'player-container',
    class: 'player-container',
    style: { position: 'relative', width: '960px', height: '540px', background: '#000' },
  });
  readonly #video = el('video', { id: 'bitmovinplayer-video-null', style: FILL });
  readonly #ad = el('video', { style: FILL });
  readonly #site: Site;

  constructor(home: HTMLElement, site: Site) {
    this.#site = site;
    const frame = el('div', { class: 'bitmovinplayer-container', style: FILL }, this.#video);
    this.container.append(frame);
    home.append(this.container);
    attachFibers([home, this.container, frame, this.#video], { player: { _katamariPlayer: this.#api() } }, 1);
  }

  open(id: string, startAt: number): KatamariSession {
    const session = new KatamariSession(id, startAt, this.#video, this.#ad);
    const root = el('div', { attrs: { 'data-testid': 'player-controls-root' }, style: FILL });
    const advert = el('div', { class: 'standin-ima', style: FILL }, this.#ad);
    addControls(root, {
      session,
      user: this.#site.user,
      idle: () => options.idle,
      fullscreen: () => this.container,
      extra: [timelineSlider(session, this.#site), this.#nextButton()],
    });
    this.container.append(root);
    session.signal.addEventListener('abort', () => root.remove());
    // Over the film, under the controls.
    const place = el('div');
    root.before(place);
    session.signal.addEventListener('abort', () => place.remove());
    showWhile(session, place, advert, () => session.ad !== undefined);
    return session;
  }

  #nextButton(): HTMLElement {
    return el('button', {
      attrs: { 'data-testid': 'next-episode-button' },
      text: 'Next',
      onclick: () => {
        note('user', 'next-episode-button');
        this.#site.next();
      },
    });
  }

  /** The object that the page's world finds on a fiber's `stateNode.player`; times in seconds. */
  #api() {
    const site = this.#site;
    const seek = (name: string) => (to: number) => {
      note('api', name, String(to));
      if (site.session?.ad) return forbid('seek-in-ad', `${name} to ${to}`);
      site.session?.seek(to);
    };
    return {
      play() {
        note('api', 'play');
        site.session?.play();
      },
      pause() {
        note('api', 'pause');
        site.session?.pause();
      },
      seek: seek('seek'),
      seekToStreamTime: seek('seekToStreamTime'),
      seekToContentTime: seek('seekToContentTime'),
      seekToTimelineTime: seek('seekToTimelineTime'),
      setPlaybackRate(rate: number) {
        note('api', 'setPlaybackRate', String(rate));
        site.session?.setRate(rate);
      },
      setFullScreen: (on: boolean) => void (on ? this.container.requestFullscreen() : document.exitFullscreen()),
      get state() {
        return site.session?.stateName() ?? 'stopped';
      },
    };
  }
}

/** The site's own slider: whoever sets its value and fires `input` and `change` seeks through the player. */
function timelineSlider(session: KatamariSession, site: Site): HTMLElement {
  const slider = el('input', { class: 'timeline-slider', attrs: { type: 'range', min: '0', step: 'any' } });
  slider.addEventListener('change', () => site.user.seek(Number(slider.value)));
  session.onChange.add(() => {
    slider.max = String(session.duration());
    slider.value = String(session.position());
  });
  return slider;
}
