import { episodeText, type Title } from '../shared/catalogue.ts';
import { clockText } from '../shared/controls.ts';
import { el } from '../shared/dom.ts';
import type { FilmSession } from '../shared/film-session.ts';
import { showWhile } from '../shared/player-box.ts';
import { liveText } from '../shared/small-site.ts';
import type { UserHand } from '../shared/standin-api.ts';

const PAUSE_AD_MS = 2000;
const CORNER = { position: 'absolute', left: '20px', top: '20px', color: '#fff' };

export function metadata(title: Title): HTMLElement {
  return el(
    'div',
    { class: 'PlayerMetadata' },
    el('div', { class: 'PlayerMetadata__titleText', text: title.episode?.series ?? title.title }),
    el('div', { class: 'PlayerMetadata__subTitle', text: episodeText(title, (s, e) => `S${s} E${e} -`) }),
  );
}

/** The slider that takes pointers, the clock and the play button. */
export function timeline(session: FilmSession, user: UserHand): HTMLElement[] {
  const slider = el('div', {
    class: 'Timeline__slider',
    attrs: { role: 'slider', tabindex: '0', 'aria-valuemin': '0' },
    style: { width: '300px', height: '12px', background: '#fff6' },
  });
  slider.addEventListener('pointerup', (event) => {
    const { left, width } = slider.getBoundingClientRect();
    user.seek(((event.clientX - left) / width) * session.duration());
  });
  const button = el('button', {
    attrs: { 'data-testid': 'playButton' },
    onclick: () => (session.paused() ? user.play() : user.pause()),
  });
  session.onChange.add(() => {
    slider.setAttribute('aria-valuenow', String(Math.floor(session.position())));
    slider.setAttribute('aria-valuemax', String(Math.floor(session.duration())));
    button.className = session.paused() ? 'PlayButton' : 'PauseButton';
  });
  const clock = liveText(session, el('span', { class: 'Timeline__currentTimestamp' }), () =>
    clockText(session.position()),
  );
  return [button, slider, clock];
}

export function adBar(root: HTMLElement, session: FilmSession): void {
  const timer = liveText(session, el('span', { class: 'AdUnitView__adBar__timer' }), () =>
    clockText(Math.ceil(session.adRemaining())),
  );
  const bar = el(
    'div',
    { class: 'AdUnitView__adBarContainer', style: CORNER },
    el(
      'div',
      { class: 'AdUnitView__adBar' },
      el('span', { class: 'AdUnitView__adBar__badge', text: 'Ad ' }),
      timer,
      el('span', { class: 'AdUnitView__adBar__plate' }),
    ),
  );
  showWhile(session, root, bar, () => session.ad !== undefined);
}

/** A picture that comes some seconds after a pause. */
export function pauseAd(root: HTMLElement, session: FilmSession): void {
  let pausedAt: number | undefined;
  const picture = el('div', { class: 'PauseAdCreative-wrap', text: 'A word while you pause', style: CORNER });
  showWhile(session, root, picture, () => {
    pausedAt = session.paused() ? (pausedAt ?? performance.now()) : undefined;
    return pausedAt !== undefined && performance.now() - pausedAt > PAUSE_AD_MS;
  });
}
