import { clipUrl } from '../shared/clips.ts';
import { el } from '../shared/dom.ts';
import { catalogue, TRAILER_GTI } from './catalogue.ts';

/** The page below the player: a trailer that plays by itself, a shop video, another overlay player; none is the film. */
export function showDetailPage(open: (id: string) => void, current: string): void {
  const trailer = decoy('dv-hero-trailer', { width: '100%', height: '50vh' });
  // The trailer asks for its own resources: whoever takes the first title id of the page gets a wrong one.
  void fetch(`/cdp/catalog/GetVodPlaybackResources?titleId=${TRAILER_GTI}&videoMaterialType=Trailer`).then((answer) =>
    answer.text(),
  );
  const title = catalogue.titleOf(current);
  const episodes = catalogue.ids.map((id) =>
    el('li', {}, el('button', { text: `Play ${catalogue.titleOf(id).title}`, onclick: () => open(id) })),
  );
  document.body.append(
    trailer,
    el('h1', { text: title.episode?.series ?? title.title, attrs: { 'data-automation-id': 'title' } }),
    el('button', { text: 'Play', attrs: { 'data-testid': 'play' }, onclick: () => open(current) }),
    el('ul', {}, ...episodes),
    decoy('tst-video-overlay-player-html5', { width: '320px', height: '180px' }),
    decoy('vjs-tech', { width: '200px', height: '112px' }),
    el('div', { id: 'dv-web-player' }),
    // Left over by an older player and hidden: ad texts count inside the visible player only.
    el('div', { class: 'atvwebplayersdk-ad-timer', style: { display: 'none' } }),
  );
}

function decoy(name: string, style: Partial<CSSStyleDeclaration>): HTMLVideoElement {
  const video = el('video', { class: name, style: { ...style, objectFit: 'cover', display: 'block' } });
  video.muted = true;
  video.autoplay = true;
  video.loop = true;
  video.src = clipUrl('other');
  return video;
}
