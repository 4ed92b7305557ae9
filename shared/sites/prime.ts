import { addressOf } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/**
 * A global title id (GTI) is the title's own. The address often names a show or a season by another id: such a key
 * stands until the player says which title it plays [A: UTS 2026-01, PMD 2026-07, SE, SOUL].
 */
const GTI = 'amzn1\\.dv\\.gti\\.[0-9a-f-]{36}';
const PAGE_ID = '[0-9A-Z]{10,26}';
const KEY = `${GTI}|${PAGE_ID}`;
const ON_PRIME = new RegExp(`^(?:/[^/]+)*?/(?:detail|dp)/(${KEY})(?:/|$)`);
/** In the shop only what is under `video` is a film; a `/dp/` there may be a kettle. */
const IN_SHOP = new RegExp(`^(?:/[^/]+)*?/video/detail/(${KEY})(?:/|$)`);
const WHOLE_GTI = new RegExp(`^${GTI}$`);

/** Is it the id that the player and the site's services use? */
export const isGti = (key: string): boolean => WHOLE_GTI.test(key);

export const prime: SiteDefinition = {
  id: 'prime',
  name: 'Prime Video',
  matches: ['https://www.primevideo.com/*'],
  // The shops that have the player in them [A: SE, UTS].
  mirrors: ['com', 'co.uk', 'de', 'co.jp', 'com.au'].map((domain) => `https://www.amazon.${domain}/*`),
  pageBridge: true,
  listed: true,
  mediaKeyFromUrl: ({ host, pathname }) =>
    (host === 'www.primevideo.com' ? ON_PRIME : IN_SHOP).exec(pathname)?.[1] ?? null,
  watchUrl: addressOf(KEY, (key) => `https://www.primevideo.com/detail/${key}?autoplay=1&t=0`),
};
