import { el } from '../shared/dom.ts';

const CUSTOM_ELEMENTS = [
  'ytd-app',
  'ytd-page-manager',
  'ytd-watch-flexy',
  'ytd-browse',
  'ytd-player',
  'ytd-miniplayer',
  'ytd-watch-metadata',
  'ytd-popup-container',
  'ytd-video-preview',
  'yt-confirm-dialog-renderer',
  'tp-yt-paper-dialog',
];

export interface Layout {
  app: HTMLElement;
  flexy: HTMLElement;
  browse: HTMLElement;
  /** Where the player belongs on a watch page: `ytd-player > #container`. */
  playerHome: HTMLElement;
  miniplayerHome: HTMLElement;
  related: HTMLElement;
  heading: HTMLElement;
  popups: HTMLElement;
  inlinePreview: HTMLElement;
}

/** Builds the page's boxes: the ancestors of the player as captured, the side column, the decoys' places. */
export function buildLayout(): Layout {
  for (const name of CUSTOM_ELEMENTS) customElements.define(name, class extends HTMLElement {});
  const block: Partial<CSSStyleDeclaration> = { display: 'block' };
  const full: Partial<CSSStyleDeclaration> = { display: 'block', width: '100%', height: '100%' };

  const playerHome = el('div', { id: 'container', style: full });
  const ytdPlayer = el('ytd-player', { id: 'ytd-player', style: full }, playerHome);
  const heading = el('h1', { style: { font: '20px sans-serif' } });
  const related = el('div', { id: 'related' });
  const box = { position: 'relative', width: '100%', aspectRatio: '16 / 9', background: '#000' };
  const player = el(
    'div',
    { id: 'player', style: box },
    chain(['player-container-outer', 'player-container-inner', 'player-container'], ytdPlayer),
  );
  const primary = el(
    'div',
    { id: 'primary', style: { flex: '1', minWidth: '0' } },
    el(
      'div',
      { id: 'primary-inner' },
      player,
      el('div', { id: 'below' }, el('ytd-watch-metadata', { style: block }, heading)),
    ),
  );
  const secondary = el('div', { id: 'secondary', style: { width: '260px' } }, related);
  const flexy = el(
    'ytd-watch-flexy',
    { style: block },
    el('div', { id: 'full-bleed-container' }, el('div', { id: 'player-full-bleed-container' })),
    el('div', { id: 'columns', style: { display: 'flex', gap: '16px', padding: '16px' } }, primary, secondary),
  );
  const browse = el('ytd-browse', { style: block });
  const popups = el('ytd-popup-container', { style: block });
  const miniplayerHome = el('div', { id: 'player-container', style: full });
  const miniplayer = el(
    'ytd-miniplayer',
    { style: { display: 'block', position: 'fixed', right: '16px', bottom: '16px', width: '320px', zIndex: '5' } },
    miniplayerHome,
  );
  const inlinePreview = el('div', { id: 'inline-preview-player', class: 'html5-video-player' });
  const preview = el('ytd-video-preview', { style: block }, inlinePreview);
  const pages = el('ytd-page-manager', { id: 'page-manager', style: block }, flexy, browse);
  const app = el(
    'ytd-app',
    // Laid out against the viewport: narrowing <html> or <body> does not narrow it.
    { style: { display: 'block', position: 'absolute', left: '0', top: '0', width: '100vw', minHeight: '100vh' } },
    el('div', { id: 'content' }, pages),
    miniplayer,
    preview,
    popups,
  );
  return { app, flexy, browse, playerHome, miniplayerHome, related, heading, popups, inlinePreview };
}

/** Boxes of these ids, each in the one before. */
function chain(ids: readonly string[], inmost: HTMLElement): HTMLElement {
  return ids.reduceRight((child, id) => el('div', { id, style: { width: '100%', height: '100%' } }, child), inmost);
}
