import { Catalogue, episodeText } from '../shared/catalogue.ts';
import { el } from '../shared/dom.ts';
import { readOptions } from '../shared/options.ts';
import { FILL } from '../shared/player-box.ts';
import { type Boxes, box, layer, runSmallSite, SMALL_OPTIONS } from '../shared/small-site.ts';

const options = readOptions({
  ...SMALL_OPTIONS,
  /** `dialog`, or `shadow`: the player of before 2026, three open shadow roots deep. */
  player: 'dialog',
  /** How the dialog opens: `modal` (in the top layer) or `open` (the attribute alone); unknown on the site. */
  dialog: 'modal',
  /** Whether the next title leaves the address as it is. */
  keepAddress: false,
});

const catalogue = new Catalogue(['umc.cmc.standin1', 'umc.cmc.standin2', 'umc.cmc.standin3', 'umc.cmc.standin4']);
const contentId = el('meta', { attrs: { name: 'apple:content_id' } });
const metaTitle = el('meta', { attrs: { name: 'apple:title' } });
document.head.append(contentId, metaTitle);

const site = runSmallSite({
  name: 'apple',
  options,
  catalogue,
  idOf: (address) => /^\/[a-z]{2}\/(?:movie|episode|show)\/[^/]+\/(umc\.cmc\.[a-z0-9]+)$/.exec(address.pathname)?.[1],
  pathOf: (id) => (options.keepAddress ? undefined : `/us/episode/chapter/${id}`),
  build(video, title) {
    contentId.content = title.id;
    metaTitle.content = title.title;
    const furnish = () => [
      el('span', { attrs: { 'data-testid': 'player-metadata-title' }, text: title.episode?.series ?? title.title }),
      el('span', {
        attrs: { 'data-testid': 'player-metadata-subtitle' },
        text: episodeText(title, (s, e) => `S${s}, E${e} ·`),
      }),
    ];
    return { ...(options.player === 'shadow' ? inShadow(video) : inDialog(video)), furnish };
  },
});

function inDialog(video: HTMLVideoElement): Boxes {
  const player = box(
    { attrs: { 'data-testid': 'video-player' } },
    box({ attrs: { 'data-testid': 'video-container' } }, video),
  );
  const root = el(
    'dialog',
    {
      attrs: { 'data-testid': 'playback-view' },
      style: {
        ...FILL,
        position: 'fixed',
        maxWidth: '100%',
        maxHeight: '100%',
        padding: '0',
        border: '0',
        background: '#000',
      },
    },
    player,
  );
  // The dialog must be in the document before it can open.
  queueMicrotask(() => (options.dialog === 'modal' ? root.showModal() : root.setAttribute('open', '')));
  root.addEventListener('cancel', () => void site.show(undefined, 0));
  return { root, box: player };
}

function inShadow(video: HTMLVideoElement): Boxes {
  const names = ['amp-video-player', 'amp-video-player-internal', 'apple-tv-plus-player'];
  const player = names.reduce<HTMLElement>((inner, name) => {
    const host = el(name, { style: { ...FILL, display: 'block' } });
    host.attachShadow({ mode: 'open' }).append(inner);
    return host;
  }, video);
  const controls = box({});
  const root = layer({}, player, controls);
  return { root, box: controls };
}
