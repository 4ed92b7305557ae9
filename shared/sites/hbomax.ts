import { addressOf, idInPath, LOCALE, UUID } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/** The video's id and that of its edit; those with one id are often promos [A: SE, PMD 2026-07, SK]. */
const KEY = `${UUID}(?:/${UUID})?`;
const watched = idInPath(`${LOCALE}/video/watch/(${KEY})/?`);

export const hbomax: SiteDefinition = {
  id: 'hbomax',
  name: 'HBO Max',
  matches: ['https://play.hbomax.com/*'],
  pageBridge: false,
  listed: true,
  mediaKeyFromUrl: (url) => watched(url)?.toLowerCase() ?? null,
  watchUrl: addressOf(KEY, (key) => `https://play.hbomax.com/video/watch/${key}`),
};
