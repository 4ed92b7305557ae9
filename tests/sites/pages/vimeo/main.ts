import { Catalogue } from '../shared/catalogue.ts';
import { readOptions } from '../shared/options.ts';
import { box, layer, runSmallSite, SMALL_OPTIONS } from '../shared/small-site.ts';

/** vimeo.com and player.vimeo.com: ids are digits; unlisted videos have a hash that belongs to the address. */
const options = readOptions(SMALL_OPTIONS);
const hash = /^\/\d+\/([0-9a-f]+)/.exec(location.pathname)?.[1];
const embedded = location.hostname === 'player.vimeo.com';

runSmallSite({
  name: 'vimeo',
  options,
  catalogue: new Catalogue(['900000001', '900000002', '900000003', '900000004']),
  idOf: (address) =>
    /^\/(?:video\/|channels\/[^/]+\/|showcase\/[^/]+\/video\/)?(\d+)(?:\/|$)/.exec(address.pathname)?.[1],
  pathOf: (id) => (embedded ? `/video/${id}` : `/${id}${hash ? `/${hash}` : ''}`),
  build(video, title) {
    document.title = `${title.title} on Vimeo`;
    const wrapper = box({ class: 'vp-video-wrapper' }, box({ class: 'vp-video' }, video));
    const player = box({ class: 'player' }, wrapper);
    return { root: layer({ id: 'main' }, player), box: player };
  },
});
