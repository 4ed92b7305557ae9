import { generic } from './generic.ts';
import { netflix } from './netflix.ts';
import { SITE_IDS, type SiteDefinition, type SiteId } from './site.ts';
import { youtube } from './youtube.ts';

/** The registry: a site missing here does not compile, nor one missing its adapter (`extension/content/sites`). */
export const SITES = { netflix, youtube, generic } satisfies Record<SiteId, SiteDefinition>;

export const isSiteId = (value: string): value is SiteId => (SITE_IDS as readonly string[]).includes(value);

/** Sites that a user can tick as a streaming service. */
export const LISTED_SITES: readonly SiteDefinition[] = SITE_IDS.map((id) => SITES[id]).filter((site) => site.listed);

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

/** The definition responsible for an address; `generic` for every page that no other site claims. */
export function siteForUrl(url: URL): SiteDefinition {
  for (const id of SITE_IDS) if (SITES[id].matches.some((pattern) => matchesPattern(pattern, url))) return SITES[id];
  return SITES.generic;
}

/** Origins to ask the user for, so that the party can work on this address: the site's own, or this page's alone. */
export function originsFor(site: SiteDefinition, url: URL): string[] {
  return site.matches.length > 0 ? [...site.matches] : [`${url.protocol}//${url.hostname}/*`];
}
