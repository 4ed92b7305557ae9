import type { SiteDefinition } from './site.ts';

/** Facts: one number an episode or film; a locale or country segment may stand before `/watch` [A: UTS, PMD, SE]. */
const WATCH = /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?watch\/(\d{1,12})\/?$/i;

export const netflix: SiteDefinition = {
  id: 'netflix',
  name: 'Netflix',
  matches: ['https://www.netflix.com/*'],
  pageBridge: true,
  listed: true,
  mediaKeyFromUrl: (url) => WATCH.exec(url.pathname)?.[1] ?? null,
  watchUrl: (key) => (/^\d{1,12}$/.test(key) ? `https://www.netflix.com/watch/${key}` : null),
};
