import { episodeText } from '../shared/catalogue.ts';
import { clockText, mountOnActivity } from '../shared/controls.ts';
import { el } from '../shared/dom.ts';
import { toggleFullscreen } from '../shared/fullscreen.ts';
import { showPrompt, showWhile } from '../shared/player-box.ts';
import type { RunningSite } from '../shared/title-site.ts';
import type { DisneySession } from './disney-session.ts';
import { catalogue, options } from './options.ts';

const UP_NEXT_S = 6;

/** The site's own controls: custom elements with open shadow roots, in the document only while the user is active. */
export function showControls(
  overlays: HTMLElement,
  session: DisneySession,
  site: RunningSite<DisneySession>,
  fullscreen: () => Element,
): void {
  const { user } = site;
  const jump = (by: number) => user.seek(session.position() + by);
  const title = catalogue.titleOf(session.id);
  const buttons = [
    button('toggle-play-pause', () => (session.paused() ? user.play() : user.pause())),
    button('quick-rewind', () => jump(-10)),
    button('quick-fast-forward', () => jump(10)),
    button('restart-playback', () => user.seek(0)),
    button('play-next', () => site.next()),
    button('toggle-mute-button', () => {
      session.video.muted = !session.video.muted;
    }),
    button('toggle-fullscreen', () => toggleFullscreen(fullscreen())),
  ];
  const remaining = el('time-remaining-indicator');
  const remainingText = el('span', { class: 'time-remaining-indicator__text' });
  remaining.attachShadow({ mode: 'open' }).append(remainingText);
  session.onChange.add(() => {
    remainingText.textContent = clockText(session.duration() - session.position());
  });
  const bar = el(
    'div',
    { class: 'controls__footer', style: { position: 'absolute', left: '0', bottom: '50px', color: '#fff' } },
    el(
      'title-overlay',
      {},
      el('div', { class: 'title-field', text: title.episode?.series ?? title.title }),
      el('div', { class: 'subtitle-field', text: episodeText(title, (s, e) => `S${s}:E${e}`) }),
    ),
    ...buttons,
    progressBar(session, site),
    remaining,
  );
  mountOnActivity(
    overlays,
    () => bar,
    () => options.idle,
    session.signal,
  );
  showAdBadge(overlays, session);
  const upNext = el('up-next-lite-v1');
  upNext.attachShadow({ mode: 'open' }).append(el('button', { text: 'Next episode', onclick: () => site.next() }));
  showWhile(session, overlays, upNext, () => session.position() > session.duration() - UP_NEXT_S);
}

/** "Are you still watching?": pauses, and plays on when confirmed. */
export function showInactivity(overlays: HTMLElement, session: DisneySession): void {
  session.pause();
  const overlay = el('inactivity-overlay', { style: { display: 'block' } });
  overlays.append(overlay);
  showPrompt(overlay, { text: 'Are you still watching?', button: {}, label: 'Continue' }, () => {
    overlay.remove();
    session.play();
  });
}

function button(tag: string, act: () => void): HTMLElement {
  const host = el(tag);
  host.attachShadow({ mode: 'open' }).append(el('info-tooltip', {}, el('button', { text: tag, onclick: act })));
  return host;
}

function progressBar(session: DisneySession, site: RunningSite<DisneySession>): HTMLElement {
  const host = el('progress-bar', { style: { display: 'block', width: '600px', height: '20px' } });
  const thumb = el('div', { class: 'progress-bar__thumb', attrs: { role: 'slider', 'aria-valuemin': '0' } });
  const range = el(
    'div',
    { class: 'progress-bar__seekable-range', attrs: { tabindex: '0' }, style: { height: '20px', background: '#fff4' } },
    thumb,
  );
  range.addEventListener('pointerup', (event) => {
    const { left, width } = range.getBoundingClientRect();
    site.user.seek(((event.clientX - left) / width) * session.duration());
  });
  session.onChange.add(() => {
    thumb.setAttribute('aria-valuenow', String(Math.floor(session.playhead())));
    thumb.setAttribute('aria-valuemax', String(Math.floor(session.duration())));
  });
  host.attachShadow({ mode: 'open' }).append(range);
  return host;
}

function showAdBadge(overlays: HTMLElement, session: DisneySession): void {
  const badge = el('ad-badge-overlay', { style: { position: 'absolute', left: '20px', top: '20px', color: '#fff' } });
  const time = el('div', { class: 'ad-badge-overlay__content--time-display' });
  badge.attachShadow({ mode: 'open' }).append(time);
  session.onChange.add(() => {
    time.textContent = clockText(Math.ceil(session.adRemaining()));
  });
  showWhile(session, overlays, badge, () => session.ad !== undefined);
}
