import { buildControls, clockText, mountOnActivity } from '../shared/controls.ts';
import { el } from '../shared/dom.ts';
import { toggleFullscreen } from '../shared/fullscreen.ts';
import { note } from '../shared/journal.ts';
import { grabKeysAndFocus } from '../shared/keys-and-focus.ts';
import type { UserHand } from '../shared/standin-api.ts';
import { options } from './options.ts';
import { Prompts } from './prompts.ts';
import type { WatchSession } from './watch-session.ts';

const FILL: Partial<CSSStyleDeclaration> = { position: 'absolute', top: '0', left: '0', width: '100%', height: '100%' };

/** The watch page around one session after the other: the boxes stay, the video element is new each time. */
export class WatchPage {
  readonly watchVideo = el('div', { class: 'watch-video', attrs: { 'data-uia': 'watch-video' }, style: FILL });
  readonly view = el('div', {
    class: 'watch-video--player-view',
    attrs: { 'data-uia': 'player' },
    style: { ...FILL, background: '#000' },
  });
  readonly prompts = new Prompts(this.view);
  readonly #stop = new AbortController();
  readonly #user: UserHand;
  readonly #next: () => void;
  #session: WatchSession | undefined;

  constructor(root: HTMLElement, user: UserHand, next: () => void) {
    this.#user = user;
    this.#next = next;
    this.watchVideo.append(this.view);
    root.append(this.watchVideo);
    const session = () => this.#session;
    const toggle = () => (session()?.paused() ? user.play() : user.pause());
    grabKeysAndFocus(
      this.watchVideo,
      () => options.thief,
      {
        ' ': toggle,
        Enter: toggle,
        ArrowRight: () => user.seek((session()?.position() ?? 0) + 10),
        ArrowLeft: () => user.seek((session()?.position() ?? 0) - 10),
        f: () => toggleFullscreen(this.watchVideo),
      },
      this.#stop.signal,
    );
  }

  /** Shows a session; its video becomes part of the page. */
  show(session: WatchSession): void {
    this.#session = session;
    this.prompts.clear();
    this.view.replaceChildren(session.video);
    const controls = this.#controls(session);
    mountOnActivity(
      this.view,
      () => controls,
      () => options.idle,
      session.signal,
    );
    const adInfo = adInfoBox();
    session.onChange.add(() => {
      if (!session.ad) return adInfo.box.remove();
      adInfo.time.textContent = clockText(Math.ceil(session.adRemaining()));
      if (!adInfo.box.isConnected) this.view.append(adInfo.box);
    });
    session.onChange.add(() => this.prompts.offer(session, this.#user, this.#next));
    session.video.addEventListener('ended', () => this.prompts.ended(session, this.#next), { signal: session.signal });
    this.prompts.watchPause(session);
    session.video.addEventListener('playing', () => this.prompts.hide('blocked'), { signal: session.signal });
    session.onBlocked = () => this.prompts.show('blocked', () => this.#user.play());
  }

  /** Shows the error screen in place of the player. */
  showError(code: string): void {
    this.#session = undefined;
    this.view.replaceChildren(
      el(
        'div',
        { class: 'nfp-error', attrs: { 'data-uia': 'error-container' }, style: { color: '#fff', padding: '80px' } },
        el('h1', { text: 'Whoops, something went wrong…' }),
        el('p', { text: `Error Code: ${code}` }),
      ),
    );
  }

  close(): void {
    this.#stop.abort();
    this.watchVideo.remove();
  }

  /** Controls with the title in them: both are in the document only while the user is active. */
  #controls(session: WatchSession): HTMLElement {
    const nextButton = el('button', {
      attrs: { 'data-uia': 'control-next' },
      text: 'Next',
      onclick: () => {
        note('user', 'control-next');
        this.#next();
      },
    });
    const { bar, close } = buildControls(
      this.#user,
      () => this.#session,
      () => toggleFullscreen(this.watchVideo),
      [titleBox(session), adMarkers(session), nextButton],
    );
    bar.setAttribute('data-uia', 'controls-standard');
    session.signal.addEventListener('abort', close);
    return bar;
  }
}

function titleBox(session: WatchSession): HTMLElement {
  const { title } = session;
  const box = el('div', { attrs: { 'data-uia': 'video-title' } });
  const write = () => {
    const texts = title.kind === 'film' ? [title.title] : [title.series, `E${title.episode}`, title.episodeTitle];
    if (session.ad) texts[0] = `${texts[0]} resumes after ads`;
    box.replaceChildren(
      el('h4', { text: texts[0] ?? '', style: { margin: '0', display: 'inline' } }),
      ...texts.slice(1).map((text) => el('span', { text: ` ${text}` })),
    );
  };
  let shownInAd: boolean | undefined;
  session.onChange.add(() => {
    if (shownInAd === (session.ad !== undefined)) return;
    shownInAd = session.ad !== undefined;
    write();
  });
  write();
  return box;
}

function adMarkers(session: WatchSession): HTMLElement {
  const box = el('div', { attrs: { 'data-uia': 'ad-markers' } });
  session.onChange.add(() => {
    box.textContent = session.breaks
      .filter((adBreak) => !adBreak.played)
      .map((adBreak) => clockText(adBreak.at))
      .join(' ');
  });
  return box;
}

function adInfoBox(): { box: HTMLElement; time: HTMLElement } {
  const time = el('span', { attrs: { 'data-uia': 'ads-info-time' } });
  const text = el('span', { attrs: { 'data-uia': 'ads-info-text' }, text: 'Ad ' });
  const style = { position: 'absolute', right: '20px', bottom: '80px', color: '#fff' };
  return { box: el('div', { attrs: { 'data-uia': 'ads-info-container' }, style }, text, time), time };
}
