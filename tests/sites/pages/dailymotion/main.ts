import { Catalogue } from '../shared/catalogue.ts';
import { el } from '../shared/dom.ts';
import { readOptions } from '../shared/options.ts';
import { FILL } from '../shared/player-box.ts';
import { box, layer, runSmallSite, SMALL_OPTIONS } from '../shared/small-site.ts';

/** www.dailymotion.com, and geo.dailymotion.com, the player alone. */
const options = readOptions({
  ...SMALL_OPTIONS,
  /** Where the player is: `top`, or `frame` (one of geo.dailymotion.com). */
  player: 'top',
  /** Where ads play: `separate` or `stitched`; unknown on the site. */
  adMode: 'separate',
});
const catalogue = new Catalogue(['x9stand1', 'x9stand2', 'x9stand3', 'x9stand4']);
const geo = location.hostname === 'geo.dailymotion.com';

const idOf = (address: Location) =>
  geo
    ? (new URLSearchParams(address.search).get('video') ?? undefined)
    : /^\/(?:embed\/)?video\/([a-z0-9]+)/i.exec(address.pathname)?.[1];
const framed = geo ? undefined : idOf(location);

if (framed && options.player === 'frame') showFrame(framed);
else showPlayer();

function showPlayer(): void {
  runSmallSite({
    name: 'dailymotion',
    options,
    catalogue,
    idOf,
    // The frame's page goes on by itself; the page around it changes its own address.
    pathOf(id) {
      if (!geo) return `/video/${id}`;
      window.parent.postMessage({ next: id }, '*');
      return `/player.html?video=${id}`;
    },
    build(video, title) {
      document.title = `${title.title} - Video Dailymotion`;
      const adVideo = el('video', { style: { ...FILL, display: 'none' } });
      const mouse = box({ class: 'vod_mouse_keyboard' });
      const player = box({ class: 'player' }, box({ class: 'video_view' }, video), adVideo, mouse);
      return {
        root: layer({}, player),
        box: player,
        film: options.adMode === 'separate' ? { adElement: adVideo } : {},
        furnish(session) {
          session.onChange.add(() => {
            adVideo.style.display = session.screen === adVideo ? 'block' : 'none';
          });
          return [];
        },
      };
    },
  });
}

function showFrame(id: string): void {
  const source = new URL('https://geo.dailymotion.com/player.html');
  source.search = location.search;
  source.searchParams.set('video', id);
  document.body.append(
    el('iframe', {
      attrs: { src: source.href, allow: 'autoplay; fullscreen', allowfullscreen: '' },
      style: { width: '960px', height: '540px', border: '0' },
    }),
  );
  window.addEventListener('message', ({ data }: MessageEvent<{ next?: string }>) => {
    if (typeof data?.next === 'string') history.pushState({}, '', `/video/${data.next}${location.search}`);
  });
}
