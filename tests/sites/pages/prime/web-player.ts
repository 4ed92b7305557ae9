import { episodeText } from '../shared/catalogue.ts';
import { clockText } from '../shared/controls.ts';
import { el } from '../shared/dom.ts';
import { addControls, FILL, showWhile } from '../shared/player-box.ts';
import { attachFibers } from '../shared/react-fiber.ts';
import type { RunningSite } from '../shared/title-site.ts';
import { catalogue } from './catalogue.ts';
import { options } from './options.ts';
import { PrimeSession } from './prime-session.ts';

const TEXTS = {
  en: { ad: 'Ad', of: 'of', episode: (s: number, e: number) => `Season ${s}, Ep. ${e}` },
  de: { ad: 'Werbung', of: 'von', episode: (s: number, e: number) => `Staffel ${s}, F. ${e}` },
};
const SDK = 'atvwebplayersdk';
/** The number in the id of the next box; the first one stays empty all the time. */
let nextBox = 2;

/** Opens the player over the detail page, in a box of its own; the address stays what it is. */
export function openWebPlayer(id: string, startAt: number, site: RunningSite<PrimeSession>): PrimeSession {
  const session = new PrimeSession(id, startAt, () => site.fail('Video Unavailable', { class: 'dv-player-error' }));
  const surface = el('div', { class: `${SDK}-video-surface`, style: FILL }, session.video);
  const scaling = el('div', { class: 'scalingVideoContainer', style: FILL }, surface);
  const ui = el('div', { class: 'webPlayerSDKUiContainer', style: FILL });
  const player = el('div', { class: 'webPlayerContainer', style: FILL }, scaling);
  const container = el('div', { class: 'webPlayerSDKContainer', style: FILL }, player, ui);
  const box = el(
    'div',
    {
      id: `dv-web-player-${nextBox++}`,
      class: 'dv-player-fullscreen',
      style: { position: 'fixed', inset: '0', background: '#000', zIndex: '100' },
    },
    container,
  );
  attachFibers([box, container, player, scaling, surface, session.video], { context: { webPlayer: session.sdk() } }, 2);

  const targets: Record<string, Element> = { container, html: document.documentElement };
  const bar = addControls(ui, {
    session,
    user: site.user,
    idle: () => options.idle,
    fullscreen: () => targets[options.fullscreen] ?? box,
    extra: [...titles(id), timeIndicator(session), nextButton(site)],
  });
  attachFibers([ui, bar], { context: {} }, 1);
  showAds(session, ui);
  document.body.append(box);
  document.body.style.overflow = 'hidden';
  session.signal.addEventListener('abort', () => {
    box.remove();
    document.body.style.overflow = '';
  });
  return session;
}

const texts = () => (options.lang === 'de' ? TEXTS.de : TEXTS.en);

function titles(id: string): Node[] {
  const title = catalogue.titleOf(id);
  const shown = options.titles === 'full';
  return [
    el('div', { class: `${SDK}-title-text`, text: shown ? (title.episode?.series ?? title.title) : '' }),
    el('div', { class: `${SDK}-subtitle-text`, text: shown ? episodeText(title, texts().episode) : '' }),
  ];
}

/** "current / remaining" in content time, whole seconds. */
function timeIndicator(session: PrimeSession): Node {
  const text = el('div', { class: `${SDK}-timeindicator-text` });
  session.onChange.add(() => {
    const at = session.position();
    text.textContent = `${clockText(at)} / ${clockText(session.duration() - Math.floor(at))}`;
  });
  return text;
}

function nextButton(site: RunningSite<PrimeSession>): Node {
  return el('button', { class: `${SDK}-nexttitle-button`, text: 'Next', onclick: () => site.next() });
}

function showAds(session: PrimeSession, ui: HTMLElement): void {
  const style = { position: 'absolute', left: '20px', top: '20px', color: '#fff' };
  const timer = el('span', { class: `${SDK}-ad-timer-remaining-time` });
  const label = el('span', { text: texts().ad });
  const full = el(
    'div',
    { class: `${SDK}-ad-timer`, style },
    el('span', { class: `${SDK}-ad-timer-text`, text: `${texts().ad} ` }),
    el('span', { class: `${SDK}-ad-timer-countdown` }, timer),
    el('span', { class: `${SDK}-adtimeindicator-text` }),
  );
  session.onChange.add(() => {
    if (!session.ad) return;
    timer.textContent = clockText(Math.ceil(session.adRemaining()));
    const one = session.ad.seconds / session.ad.ads;
    const number = session.ad.ads - Math.ceil(session.adRemaining() / one) + 1;
    label.textContent = session.ad.ads > 1 ? `${texts().ad} ${number} ${texts().of} ${session.ad.ads}` : texts().ad;
  });
  const minimal = el('div', { style }, label);
  showWhile(session, ui, full, () => session.ad !== undefined && options.ui !== 'minimal');
  showWhile(session, ui, minimal, () => session.ad !== undefined && options.ui === 'minimal');
}
