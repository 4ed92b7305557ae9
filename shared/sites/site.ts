/** Every site with a definition of its own. `generic` serves all others. Adding one here makes both registries incomplete. */
export const SITE_IDS = [
  'netflix',
  'youtube',
  'prime',
  'disney',
  'hulu',
  'hbomax',
  'crunchyroll',
  'peacock',
  'paramount',
  'apple',
  'twitch',
  'vimeo',
  'dailymotion',
  'plex',
  'jellyfin',
  'generic',
] as const;
export type SiteId = (typeof SITE_IDS)[number];

/** How a server that somebody runs themselves is known: it may be at any address. */
export interface SelfHosted {
  /** Could this be a page of such a server? Tells nothing yet: other software has addresses of the same form. */
  looksLike(url: URL): boolean;
  /** Selector of what is in the document of such a page from the start, and of no other. */
  readonly marks: string;
}

/**
 * What is known of a site without looking at a page: pure data and string functions, used by popup, background, content
 * and server alike. The differences in the page live in the site's adapter (`extension/content/sites`).
 */
export interface SiteDefinition {
  readonly id: SiteId;
  /** As people call it; brand names are not translated. */
  readonly name: string;
  /** WebExtension match patterns: what the user is asked to permit, nothing wider. Empty where there are none: `generic`, servers of one's own. */
  readonly matches: readonly string[];
  /** Other hosts of the same service, asked for only where the user is on one: nobody needs all shops of a company. */
  readonly mirrors?: readonly string[];
  /** Servers of people's own that are this site, too. */
  readonly selfHosted?: SelfHosted;
  /** Does its adapter need a script in the page's own world (player API behind page globals)? */
  readonly pageBridge: boolean;
  /** May the user tick it as one of their `streamingServices`? */
  readonly listed: boolean;
  /** Most of its titles may be watched by anybody. */
  readonly free?: true;
  /**
   * The title that a URL stands for.
   * @returns a key that is the same for every member who watches this title, or null on other pages
   */
  mediaKeyFromUrl(url: URL): string | null;
  /**
   * Where to watch a title. The key is validated against the site's own format first; what a peer sends is never opened
   * as it came (decision 8).
   * @returns null if the key can't be one of this site
   */
  watchUrl(mediaKey: string): string | null;
}
