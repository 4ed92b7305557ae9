import { Catalogue, episodeText, uuids } from '../shared/catalogue.ts';
import { clipUrl } from '../shared/clips.ts';
import { clockText } from '../shared/controls.ts';
import { el } from '../shared/dom.ts';
import { readOptions } from '../shared/options.ts';
import { showWhile } from '../shared/player-box.ts';
import { box, layer, liveText, runSmallSite, SMALL_OPTIONS } from '../shared/small-site.ts';

const options = readOptions({
  ...SMALL_OPTIONS,
  /** The video's id: `shaka` or `tape`. */
  engine: 'shaka',
  /** How an ad shows: `class` (on a box in `#mainContainer`) or `countdown` (older). */
  adUi: 'class',
});

// A short film on the page: never the main one.
const short = el('video', { style: { width: '320px', height: '180px' } });
short.muted = true;
short.loop = true;
short.autoplay = true;
short.src = clipUrl('other');
document.body.append(el('div', { attrs: { 'data-gsp-shortform-player': '' } }, short));

runSmallSite({
  name: 'peacock',
  options,
  catalogue: new Catalogue(uuids(4, '9eac0c40')),
  idOf: (address) => /^\/watch\/playback\/vod\/[^/]+\/([0-9a-f-]{36})\/?$/.exec(address.pathname)?.[1],
  pathOf: (id) => `/watch/playback/vod/GMO_${id.slice(-11)}_01/${id}`,
  build(video, title, site) {
    video.id = `core-video-${options.engine}`;
    const component = box({ attrs: { 'data-testid': 'video-component', 'data-gsp-video-component': '' } }, video);
    const overlay = box({ class: 'playback-overlay__container' });
    const root = layer({ id: 'mainContainer' }, box({ class: 'video-player-component' }, component), overlay);
    return {
      root,
      box: overlay,
      furnish(session) {
        const countdown = el(
          'div',
          { style: { position: 'absolute', top: '20px', color: '#fff' } },
          el('span', { class: 'ad-countdown__guide', text: 'Ad ' }),
          liveText(session, el('span', { class: 'ad-countdown__remaining-time' }), () =>
            clockText(Math.ceil(session.adRemaining())),
          ),
        );
        showWhile(session, overlay, countdown, () => session.ad !== undefined && options.adUi === 'countdown');
        session.onChange.add(() =>
          overlay.classList.toggle(
            'playback-overlay__adBreakActive',
            session.ad !== undefined && options.adUi === 'class',
          ),
        );
        return [
          el('span', { attrs: { 'data-testid': 'metadata-title' }, text: title.episode?.series ?? title.title }),
          el('span', {
            attrs: { 'data-testid': 'metadata-description' },
            text: episodeText(title, (s, e) => `S${s} E${e}`),
          }),
          el('button', { attrs: { 'data-testid': 'more-episodes-button' }, text: 'Next', onclick: () => site.next() }),
        ];
      },
    };
  },
});
