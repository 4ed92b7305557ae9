import { addressOf, idInPath, UUID } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/** `/vod/<content id>/<uuid>` or `/vod/_/<uuid>`: the uuid is the title's [B: PMD 2026-07, SkyShowtime]. */
const watched = idInPath(`/watch/playback/vod/[^/]+/(${UUID})/?`);

export const peacock: SiteDefinition = {
  id: 'peacock',
  name: 'Peacock',
  matches: ['https://www.peacocktv.com/*'],
  pageBridge: false,
  listed: true,
  mediaKeyFromUrl: (url) => watched(url)?.toLowerCase() ?? null,
  watchUrl: addressOf(UUID, (key) => `https://www.peacocktv.com/watch/playback/vod/_/${key}`),
};
