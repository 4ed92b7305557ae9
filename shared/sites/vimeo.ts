import { addressOf } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/** Digits; unlisted videos carry a hash without which nobody may watch them, so it is part of the key [A: YTDLP, VIM]. */
const ID = '\\d{5,15}';
const HASH = '[0-9a-f]{6,40}';
const PAGE = new RegExp(
  `^/(?:video/|(?:channels|groups)/[^/]+/(?:videos/)?|showcase/[^/]+/video/)?(${ID})(?:/(${HASH}))?/?$`,
);

export const vimeo: SiteDefinition = {
  id: 'vimeo',
  name: 'Vimeo',
  matches: ['https://vimeo.com/*', 'https://player.vimeo.com/*'],
  pageBridge: false,
  listed: true,
  free: true,
  mediaKeyFromUrl(url) {
    const [, id, inPath] = PAGE.exec(url.pathname) ?? [];
    if (!id) return null;
    const hash = inPath ?? url.searchParams.get('h');
    return hash && new RegExp(`^${HASH}$`).test(hash) ? `${id}/${hash}` : id;
  },
  watchUrl: addressOf(`${ID}(?:/${HASH})?`, (key) => `https://vimeo.com/${key}`),
};
