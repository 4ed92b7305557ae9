import { el } from '../shared/dom.ts';
import { addControls, FILL } from '../shared/player-box.ts';
import type { RunningSite } from '../shared/title-site.ts';
import { showControls } from './controls.ts';
import { DisneySession } from './disney-session.ts';
import { mediaPlayer } from './media-player.ts';
import { options } from './options.ts';

const CUSTOM_ELEMENTS = ['disney-web-player', 'disney-web-player-ui', 'main-app-controls-overlay'];
for (const name of CUSTOM_ELEMENTS) customElements.define(name, class extends HTMLElement {});

/** Builds the captured chain of boxes around the two videos, the dormant one first, and opens the title in the other. */
export function openWebPlayer(id: string, startAt: number, site: RunningSite<DisneySession>): DisneySession {
  const dormant = el('video', { class: 'btm-media-client-element', style: { ...FILL, display: 'none' } });
  const active = el('video', {
    id: 'hivePlayer1',
    class: options.classes === 'joined' ? 'btm-media-client-element' : 'hive-video',
    style: FILL,
  });
  const session = new DisneySession(id, startAt, active, dormant);
  const webPlayer = el(
    'disney-web-player',
    { style: { ...FILL, display: 'block' } },
    box('btm-media-client', box('media-element-container', dormant, active)),
  );
  const overlays = box('btm-media-overlays-container');
  const nested = options.controls === 'nested' ? el('main-app-controls-overlay', { style: FILL }) : undefined;
  if (nested) overlays.append(nested);
  const ui = el('disney-web-player-ui', { style: { ...FILL, display: 'block' } }, overlays);
  // Properties of custom elements: the page's world alone sees them.
  Object.assign(webPlayer, { mediaPlayer: mediaPlayer(session) });
  const interstitials = interstitialsOf(session);
  if (nested) Object.assign(nested, { store: { interstitials } });
  else Object.assign(ui, { latestUiState: { interstitials } });

  const player = box('btm-media-player', box('btm-media-clients', webPlayer), ui);
  const hudson = el(
    'div',
    { id: 'hudson-wrapper', class: 'video_view--theater', style: { ...FILL, position: 'fixed', background: '#000' } },
    box('hudson-container', player),
  );
  const targets: Record<string, Element> = { player, html: document.documentElement };
  const fullscreen = () => targets[options.fullscreen] ?? hudson;
  addControls(overlays, { session, user: site.user, idle: () => options.idle, fullscreen });
  showControls(nested ?? overlays, session, site, fullscreen);
  session.onChange.add(() => {
    const second = session.ad !== undefined && options.adSlot === 'second';
    dormant.style.display = second ? 'block' : 'none';
    active.style.visibility = second ? 'hidden' : 'visible';
  });
  document.querySelector('#app_body_content')?.append(hudson);
  session.signal.addEventListener('abort', () => hudson.remove());
  return session;
}

/** The boxes that every page of the site has. */
export function buildApp(): void {
  document.body.id = 'app_index';
  document.body.append(
    el('div', { id: 'webAppRoot' }, el('div', { id: 'dplus-app-element' }, el('div', { id: 'app_body_content' }))),
  );
}

function box(name: string, ...children: Node[]): HTMLElement {
  return el('div', { class: name, style: FILL }, ...children);
}

function interstitialsOf(session: DisneySession) {
  return {
    get isInterstitialPlaying() {
      return session.ad !== undefined;
    },
    get isAdType() {
      return session.ad !== undefined;
    },
    isPromoType: false,
    isBumper: false,
  };
}
