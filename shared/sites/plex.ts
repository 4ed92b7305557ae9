import { mayBeOwnServer } from './own-server.ts';
import { addressOf } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/**
 * A server and one of its items; the numbers of another server mean something else [A: ASB, PMD 2026-08]. The page that
 * a server serves itself names both in the same way, so it is the same title there; others are led to Plex' own address,
 * where everybody finds the servers that were shared with them.
 */
const SERVER = '[A-Za-z0-9-]{1,64}';
const ITEM = '\\d{1,12}';
const DETAILS = new RegExp(
  `^#!?/server/(${SERVER})/details\\?(?:.*&)?key=%2Flibrary%2Fmetadata%2F(${ITEM})(?:&|$)`,
  'i',
);

export const plex: SiteDefinition = {
  id: 'plex',
  name: 'Plex',
  matches: ['https://app.plex.tv/*'],
  selfHosted: {
    // Its port, or routes that nobody else has.
    looksLike: (url) =>
      /\/web\/(?:index\.html)?$/.test(url.pathname) &&
      (url.port === '32400' ? /^#!\//.test(url.hash) : /^#!\/(?:server|media)\//.test(url.hash)) &&
      mayBeOwnServer(url),
    marks: '#plex', // [A: ASB]
  },
  pageBridge: false,
  listed: true,
  mediaKeyFromUrl({ hash }) {
    const [, server, item] = DETAILS.exec(hash) ?? [];
    return server && item ? `${server}/${item}` : null;
  },
  watchUrl: addressOf(`${SERVER}/${ITEM}`, (key) => {
    const [server, item] = key.split('/');
    return `https://app.plex.tv/desktop/#!/server/${server}/details?key=%2Flibrary%2Fmetadata%2F${item}`;
  }),
};
