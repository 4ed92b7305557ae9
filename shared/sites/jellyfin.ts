import { mayBeOwnServer } from './own-server.ts';
import type { SiteDefinition } from './site.ts';

/**
 * A server of somebody's own, at any address: the key is the server's address and one of its items, whose ids mean
 * nothing on another server. While it plays, the address is `#/video` and names no item [A: JFW, ASB].
 */
const ITEM = '[0-9a-f]{32}';
const WEB = /^(.*)\/web\/(?:index\.html)?$/;
const DETAILS = new RegExp(`^#!?/(?:details|itemdetails\\.html)\\?(?:.*&)?id=(${ITEM})(?:&|$)`, 'i');
const KEY = new RegExp(`^(https?://[^?#\\s]+)/(${ITEM})$`);

/** Address of the server that this page of it belongs to; null: none. */
const serverOf = (url: URL): string | null => {
  const [, base] = WEB.exec(url.pathname) ?? [];
  return base !== undefined && mayBeOwnServer(url) ? url.origin + base : null;
};

/** Key of one of the items of the server whose page this is. */
export function jellyfinKey(url: URL, item: string): string | null {
  const server = serverOf(url);
  return server !== null && new RegExp(`^${ITEM}$`).test(item) ? `${server}/${item}` : null;
}

export const jellyfin: SiteDefinition = {
  id: 'jellyfin',
  name: 'Jellyfin',
  matches: [],
  selfHosted: {
    looksLike: (url) => /^#!?\//.test(url.hash) && serverOf(url) !== null,
    marks: 'meta[name="application-name"][content="Jellyfin"]', // [B: JFW] in the document from the start
  },
  pageBridge: true,
  listed: false,
  mediaKeyFromUrl(url) {
    const item = DETAILS.exec(url.hash)?.[1];
    return item ? jellyfinKey(url, item.toLowerCase()) : null;
  },
  watchUrl(key) {
    const [, server, item] = KEY.exec(key) ?? [];
    const page = `${server}/web/index.html`;
    if (!server || !URL.canParse(page)) return null;
    // Only an address that is written as browsers write it: nothing in it means something else than it seems.
    const url = new URL(page);
    return url.href === page && mayBeOwnServer(url) ? `${page}#/details?id=${item}` : null;
  },
};
