import { el } from '../shared/dom.ts';
import { RunningSite } from '../shared/title-site.ts';
import type { KatamariSession } from './katamari-session.ts';
import { catalogue, idOfAddress, options } from './options.ts';
import { KatamariPlayer } from './player.ts';

const wrapper = el('div', { class: 'video-player-wrapper' });
const details = el('div', { class: 'erc-watch-episode' });
const jsonLd = el('script', { attrs: { type: 'application/ld+json' } });
const pathOf = (id: string) => `/watch/${id}/${catalogue.titleOf(id).title.toLowerCase().replaceAll(' ', '-')}`;
let player: KatamariPlayer | undefined;

const site = new RunningSite<KatamariSession>({
  name: 'crunchyroll',
  options,
  // Without a player the page shows the same details at the same address.
  idOf: (address) => (options.player === 'top' ? idOfAddress(address) : undefined),
  open(id, startAt, running) {
    player ??= new KatamariPlayer(wrapper, running);
    showDetails(id);
    return player.open(id, startAt);
  },
  pathOf,
  next: (id) => catalogue.next(id),
  offered: catalogue.ids,
  replacesAddress: true,
  // Measured from the user's click: address 16, emptied 715, loadstart 1079, loadedmetadata 1494, playing 1935 ms.
  timing: { address: 16, source: 364, play: 856 },
});

function showDetails(id: string): void {
  const title = catalogue.titleOf(id);
  const { series, season, number } = title.episode ?? { series: title.title, season: 1, number: 1 };
  document.title = `${series} ${title.title} - Watch on Crunchyroll`;
  details.replaceChildren(
    el('a', { attrs: { href: '/series/GSTANDIN/the-long-way' } }, el('h4', { text: series })),
    el('h1', { class: 'title', text: `E${number} - ${title.title}` }),
  );
  jsonLd.textContent = JSON.stringify({
    '@type': 'TVEpisode',
    name: title.title,
    episodeNumber: number,
    partOfSeason: { seasonNumber: season, name: series },
  });
}

/** The older player, in a frame of another origin; it names the title in its own address only. */
function showFrame(id: string): void {
  showDetails(id);
  const source = new URL('https://static.crunchyroll.com/vilos-v2/web/vilos/player.html');
  source.search = location.search;
  source.searchParams.set('id', id);
  const frame = el('iframe', {
    class: 'video-player',
    attrs: { src: source.href, allow: 'autoplay; fullscreen; encrypted-media', allowfullscreen: '' },
    style: { width: '960px', height: '540px', border: '0' },
  });
  wrapper.replaceChildren(frame);
}

document.head.append(jsonLd);
document.body.append(wrapper, details);
const id = idOfAddress(location);
if (id && options.player === 'frame') {
  showFrame(id);
  window.addEventListener('message', ({ data }: MessageEvent<{ next?: string }>) => {
    if (typeof data?.next !== 'string') return;
    history.replaceState({}, '', pathOf(data.next) + location.search);
    showFrame(data.next);
  });
} else if (id && options.player === 'none') {
  showDetails(id);
  const start = el('button', { text: 'Start watching', attrs: { 'data-testid': 'standin-start' } });
  start.addEventListener('click', () => {
    start.remove();
    void site.go(id);
  });
  wrapper.append(start);
} else {
  site.start();
}
