import { MEDIA_KEY_MAX_CHARS } from '../protocol/limits.ts';
import type { SiteDefinition } from './site.ts';

/**
 * Any other site: the page's address without fragment is the key, and the user confirms the address before it is opened
 * (decision 8). The query stays, many sites keep the title there; tracking parameters go, they differ between friends.
 */
const TRACKING = /^(?:utm_|fbclid$|gclid$|si$|ref$|feature$|pp$)/i;

function canonical(url: URL): string | null {
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) return null;
  const clean = new URL(url.href);
  clean.hash = '';
  clean.username = '';
  clean.password = '';
  // forEach: in Firefox's content scripts the iterator of a URL's parameters can't be read.
  const names: string[] = [];
  clean.searchParams.forEach((_value, name) => {
    names.push(name);
  });
  for (const name of names) if (TRACKING.test(name)) clean.searchParams.delete(name);
  return clean.href.length <= MEDIA_KEY_MAX_CHARS ? clean.href : null;
}

export const generic: SiteDefinition = {
  id: 'generic',
  name: 'Web page',
  matches: [],
  pageBridge: false,
  listed: false,
  mediaKeyFromUrl: canonical,
  watchUrl: (key) => (URL.canParse(key) ? canonical(new URL(key)) : null),
};
