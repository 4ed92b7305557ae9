import { apple } from './apple.ts';
import { claims, matchesPattern, mirrorsAt } from './claims.ts';
import { crunchyroll } from './crunchyroll.ts';
import { dailymotion } from './dailymotion.ts';
import { disney } from './disney.ts';
import { generic } from './generic.ts';
import { hbomax } from './hbomax.ts';
import { hulu } from './hulu.ts';
import { jellyfin } from './jellyfin.ts';
import { netflix } from './netflix.ts';
import { paramount } from './paramount.ts';
import { peacock } from './peacock.ts';
import { plex } from './plex.ts';
import { prime } from './prime.ts';
import { SITE_IDS, type SiteDefinition, type SiteId } from './site.ts';
import { twitch } from './twitch.ts';
import { vimeo } from './vimeo.ts';
import { youtube } from './youtube.ts';

export { matchesPattern };

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
  jellyfin,
  generic,
} satisfies Record<SiteId, SiteDefinition>;

export const isSiteId = (value: string): value is SiteId => (SITE_IDS as readonly string[]).includes(value);

/** Sites that a user can tick as a streaming service. */
export const LISTED_SITES: readonly SiteDefinition[] = SITE_IDS.map((id) => SITES[id]).filter((site) => site.listed);

const ALL: readonly SiteDefinition[] = SITE_IDS.map((id) => SITES[id]);

/**
 * The definition responsible for an address; `generic` for every page that no other site claims. Of a server of somebody's
 * own the address tells only what it may be: whoever sees the page asks `marksToSee` too.
 */
export const siteForUrl = (url: URL): SiteDefinition =>
  ALL.find((site) => claims(site, url)) ?? ALL.find((site) => site.selfHosted?.looksLike(url)) ?? SITES.generic;

/** Selector that the page at this address must have to be what its address looks like; null: the host says it all. */
export function marksToSee(url: URL): string | null {
  const site = siteForUrl(url);
  return site.selfHosted && !claims(site, url) ? site.selfHosted.marks : null;
}

/** Origins to ask the user for, so that the party can work on this address: the site's own, or this page's alone. */
export function originsFor(site: SiteDefinition, url: URL): string[] {
  const own = [...site.matches, ...mirrorsAt(site, url)];
  return own.some((pattern) => matchesPattern(pattern, url)) ? own : [`${url.protocol}//${url.hostname}/*`];
}

/**
 * Is the host of this site's titles chosen by whoever started the party? Then an address is opened only after the user has
 * seen it (decision 8).
 */
export const hasHostOfItsOwn = (siteId: string): siteId is SiteId =>
  isSiteId(siteId) && SITES[siteId].matches.length === 0;
