import { addressOf } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/**
 * A server and one of its items; the numbers of another server mean something else [A: ASB, PMD 2026-08]. Servers at
 * addresses of their own are left to `generic`: this definition claims no address that is not Plex' own.
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
