import { addressOf, idInPath, LOCALE } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/** The GUID differs per language of the sound, and so may the timeline: another dub is another title [A: ANI, UTS]. */
const GUID = 'G[A-Z0-9]{5,15}';
const watched = idInPath(`${LOCALE}/watch/(${GUID})(?:/[^/]*)?/?`);

export const crunchyroll: SiteDefinition = {
  id: 'crunchyroll',
  name: 'Crunchyroll',
  // Some people still get the older player, in a frame of the second host [A: SYJ, SE, PMD].
  matches: ['https://www.crunchyroll.com/*', 'https://static.crunchyroll.com/*'],
  pageBridge: true,
  listed: true,
  mediaKeyFromUrl: (url) => watched(url)?.toUpperCase() ?? null,
  watchUrl: addressOf(GUID, (key) => `https://www.crunchyroll.com/watch/${key}`),
};
