import { addressOf, idInPath, UUID } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/** [A: ASB, PMD 2026-03, ADP]; hulu.jp is another service. */
const watched = idInPath(`/watch/(${UUID})/?`);

export const hulu: SiteDefinition = {
  id: 'hulu',
  name: 'Hulu',
  matches: ['https://www.hulu.com/*'],
  pageBridge: false,
  listed: true,
  mediaKeyFromUrl: (url) => watched(url)?.toLowerCase() ?? null,
  watchUrl: addressOf(UUID, (key) => `https://www.hulu.com/watch/${key}`),
};
