import { apple } from './apple.ts';
import { crunchyroll } from './crunchyroll.ts';
import { dailymotion } from './dailymotion.ts';
import { disney } from './disney.ts';
import { generic } from './generic.ts';
import { hbomax } from './hbomax.ts';
import { hulu } from './hulu.ts';
import { netflix } from './netflix.ts';
import { paramount } from './paramount.ts';
import { peacock } from './peacock.ts';
import { plex } from './plex.ts';
import { prime } from './prime.ts';
import { SITE_IDS, type SiteDefinition, type SiteId } from './site.ts';
import { twitch } from './twitch.ts';
import { vimeo } from './vimeo.ts';
import { youtube } from './youtube.ts';

/** The registry: a site missing here does not compile, nor one missing its adapter (`extension/content/sites`). */
export const SITES = {
  netflix,
  youtube,
  prime,
  disney,
  hulu,
  hbomax,
  crunchyroll,
  peacock,
  paramount,
  apple,
  twitch,
  vimeo,
  dailymotion,
  plex,
  generic,
} satisfies Record<SiteId, SiteDefinition>;

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

const mirrorsAt = (site: SiteDefinition, url: URL): readonly string[] =>
  (site.mirrors ?? []).filter((pattern) => matchesPattern(pattern, url));

/** The definition responsible for an address; `generic` for every page that no other site claims. */
export function siteForUrl(url: URL): SiteDefinition {
  const claims = (site: SiteDefinition) =>
    site.matches.some((pattern) => matchesPattern(pattern, url)) ||
    // A shop is the site where it shows a film; its other pages are pages like any.
    (mirrorsAt(site, url).length > 0 && site.mediaKeyFromUrl(url) !== null);
  return SITE_IDS.map((id): SiteDefinition => SITES[id]).find(claims) ?? SITES.generic;
}

/** Origins to ask the user for, so that the party can work on this address: the site's own, or this page's alone. */
export function originsFor(site: SiteDefinition, url: URL): string[] {
  return site.matches.length > 0 ? [...site.matches, ...mirrorsAt(site, url)] : [`${url.protocol}//${url.hostname}/*`];
}
