import { Catalogue } from '../shared/catalogue.ts';
import { clipUrl } from '../shared/clips.ts';
import { clockText } from '../shared/controls.ts';
import { el } from '../shared/dom.ts';
import { readOptions } from '../shared/options.ts';
import { showWhile } from '../shared/player-box.ts';
import { box, layer, liveText, runSmallSite, SMALL_OPTIONS } from '../shared/small-site.ts';

const options = readOptions(SMALL_OPTIONS);
const END_CARD_S = 6;
const WATCH = /^(?:\/[a-z]{2})?\/(?:shows|movies)\/(?:[^/]+\/)?(?:video\/)?([A-Za-z0-9_]{10,})(?:\/|$)/;

const jsonLd = el('script', { attrs: { type: 'application/ld+json' } });
document.head.append(jsonLd);
const marquee = el('video', { class: 'marqueeVideo', style: { width: '100%', height: '50vh', objectFit: 'cover' } });
marquee.muted = true;
marquee.loop = true;
marquee.autoplay = true;
marquee.src = clipUrl('other');
document.body.append(marquee);

runSmallSite({
  name: 'paramount',
  options,
  catalogue: new Catalogue(['StandinVideo_0001', 'StandinVideo_0002', 'StandinVideo_0003', 'StandinVideo_0004']),
  idOf: (address) => WATCH.exec(address.pathname)?.[1],
  pathOf: (id) => `/shows/video/${id}/`,
  build(video, title, site) {
    jsonLd.textContent = JSON.stringify(
      title.episode
        ? {
            '@type': 'TVEpisode',
            name: title.title,
            episodeNumber: title.episode.number,
            partOfSeason: { seasonNumber: title.episode.season },
            partOfSeries: { name: title.episode.series },
          }
        : { '@type': 'Movie', name: title.title },
    );
    const skin = box({ class: 'aa-player-skin' });
    const area = layer({ class: 'video__player-area' }, video, skin);
    return {
      root: area,
      box: skin,
      furnish(session) {
        const ad = el(
          'div',
          { class: 'ad-info-manager', style: { position: 'absolute', top: '20px', color: '#fff', display: 'none' } },
          liveText(session, el('div', { class: 'ad-info-manager-circular-loader-copy' }), () =>
            String(Math.ceil(session.adRemaining())),
          ),
        );
        skin.append(ad);
        session.onChange.add(() => {
          ad.classList.toggle('show', session.ad !== undefined);
          ad.style.display = session.ad ? 'block' : 'none';
        });
        showWhile(session, skin, el('div', { class: 'ad-click-overlay' }), () => session.ad !== undefined);
        const endCard = el(
          'div',
          {
            class: 'end-card-panel-standin',
            style: { position: 'absolute', right: '20px', top: '20px', color: '#fff' },
          },
          el('button', { class: 'skip-button', text: 'Next episode', onclick: () => site.next() }),
        );
        showWhile(session, skin, endCard, () => session.position() > session.duration() - END_CARD_S);
        const clock = liveText(session, el('span'), () => clockText(session.position()));
        return [el('div', { class: 'controls-bottom-right' }, clock)];
      },
    };
  },
});
