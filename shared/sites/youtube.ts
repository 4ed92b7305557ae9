import type { SiteDefinition } from './site.ts';

/** Eleven characters of base64url [A: SB/maze-utils, YTDLP]. */
const ID = /^[0-9A-Za-z_-]{11}$/;
/** Shorts are no titles: they run in a loop, in a player that the page's API does not speak of [A: SB, SK]. */
const IN_PATH = /^\/(?:live|embed)\/([0-9A-Za-z_-]{11})(?:\/|$)/;

export const youtube: SiteDefinition = {
  id: 'youtube',
  name: 'YouTube',
  matches: ['https://www.youtube.com/*', 'https://m.youtube.com/*', 'https://music.youtube.com/*'],
  pageBridge: true,
  listed: true,
  free: true,
  mediaKeyFromUrl(url) {
    const id = url.pathname === '/watch' ? url.searchParams.get('v') : IN_PATH.exec(url.pathname)?.[1];
    return id && ID.test(id) ? id : null;
  },
  watchUrl: (key) => (ID.test(key) ? `https://www.youtube.com/watch?v=${key}` : null),
};
