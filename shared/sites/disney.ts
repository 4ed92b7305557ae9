import { addressOf, idInPath, LOCALE, UUID } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/** One uuid an episode or film; `/video` is the older form; a locale may stand before it [A: UTS, PMD, ASB]. */
const watched = idInPath(`${LOCALE}/(?:play|video)/(${UUID})/?`);

export const disney: SiteDefinition = {
  id: 'disney',
  name: 'Disney+',
  matches: ['https://www.disneyplus.com/*'],
  pageBridge: true,
  listed: true,
  mediaKeyFromUrl: (url) => watched(url)?.toLowerCase() ?? null,
  watchUrl: addressOf(UUID, (key) => `https://www.disneyplus.com/play/${key}`),
};
