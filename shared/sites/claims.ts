import type { SiteDefinition } from './site.ts';

/** Does a WebExtension match pattern (scheme and host parts only: ours all end in `/*`) cover a URL? */
export function matchesPattern(pattern: string, url: URL): boolean {
  const parts = /^(\*|https?):\/\/([^/]+)\/\*$/.exec(pattern);
  if (!parts) return false;
  const [, scheme, host] = parts as unknown as [string, string, string];
  const schemeFits = scheme === '*' ? /^https?:$/.test(url.protocol) : url.protocol === `${scheme}:`;
  const hostFits =
    host === '*' || (host.startsWith('*.') ? `.${url.hostname}`.endsWith(host.slice(1)) : url.host === host);
  return schemeFits && hostFits;
}

export const mirrorsAt = (site: SiteDefinition, url: URL): readonly string[] =>
  (site.mirrors ?? []).filter((pattern) => matchesPattern(pattern, url));

/** Does a site claim an address by its host? */
export const claims = (site: SiteDefinition, url: URL): boolean =>
  site.matches.some((pattern) => matchesPattern(pattern, url)) ||
  // A shop is the site where it shows a film; its other pages are pages like any.
  (mirrorsAt(site, url).length > 0 && site.mediaKeyFromUrl(url) !== null);
