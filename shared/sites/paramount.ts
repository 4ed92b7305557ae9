import { addressOf } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/** An opaque token; shows and films have addresses of their own, so the key says which [B: PMD 2025-12, YTDLP]. */
const TOKEN = '[A-Za-z0-9_-]{10,64}';
const COUNTRY = '(?:/[a-z]{2})?';
const SHOW = new RegExp(`^${COUNTRY}/shows/(?:[^/]+/)?video/(${TOKEN})(?:/|$)`);
const FILM = new RegExp(`^${COUNTRY}/movies/(?:video|[^/]+)/(${TOKEN})(?:/|$)`);

export const paramount: SiteDefinition = {
  id: 'paramount',
  name: 'Paramount+',
  matches: ['https://www.paramountplus.com/*'],
  pageBridge: false,
  listed: true,
  mediaKeyFromUrl({ pathname }) {
    const show = SHOW.exec(pathname)?.[1];
    const film = FILM.exec(pathname)?.[1];
    return show ? `shows/${show}` : film ? `movies/${film}` : null;
  },
  watchUrl: addressOf(`(?:shows|movies)/${TOKEN}`, (key) => {
    const [kind, token] = key.split('/');
    return `https://www.paramountplus.com/${kind}/video/${token}/`;
  }),
};
