import type { Content } from '../../shared/party/content.ts';
import { readInvite } from '../../shared/party/invite.ts';
import { isSiteId, marksToSee, SITES, siteForUrl } from '../../shared/sites/index.ts';

/**
 * Where to watch a title: made by the site's own template from a key that the site accepts; an address that a peer sent
 * is never opened as it came (decision 8).
 * @returns null if this version does not know the site or the key can't be one of its titles
 */
export function watchUrlOf(content: Content): string | null {
  return isSiteId(content.siteId) ? SITES[content.siteId].watchUrl(content.mediaKey) : null;
}

/** Does an address show this title already? */
export function showsTitle(url: string, content: Content): boolean {
  if (!URL.canParse(url)) return false;
  // What only looks like a server of somebody's own may be any page.
  const plain = content.siteId === SITES.generic.id && marksToSee(new URL(url)) !== null;
  const site = plain ? SITES.generic : siteForUrl(new URL(url));
  return site.id === content.siteId && site.mediaKeyFromUrl(new URL(url)) === content.mediaKey;
}

const BLANK =
  /^(?:about:(?:blank|newtab|home|privatebrowsing)|(?:chrome|edge|vivaldi|brave):\/\/(?:newtab|new-tab-page|startpageshared)\/?.*)$/;

export type TabTarget = { kind: 'stay' } | { kind: 'navigate' } | { kind: 'new-tab' };

/**
 * Which tab takes a joiner to the film? The one the popup was opened on, if it shows the title, the invitation or
 * nothing; a page that the user has open for another reason is left alone.
 * @param tabUrl null if the browser does not tell us
 * @param blank the popup saw, with the access that its toolbar button gives, that there is nothing in the tab
 */
export function tabTarget(tabUrl: string | null, content: Content | null, blank = false): TabTarget {
  if (content === null) return { kind: 'stay' };
  if (tabUrl === null) return { kind: blank ? 'navigate' : 'new-tab' };
  if (showsTitle(tabUrl, content)) return { kind: 'stay' };
  return BLANK.test(tabUrl) || readInvite(tabUrl) !== null ? { kind: 'navigate' } : { kind: 'new-tab' };
}

/**
 * Which title does the tab stand on, compared with the party's?
 * @param shown null: the page shows none
 */
export function compareTitle(shown: Content | null, party: Content | null): 'none' | 'same' | 'other' {
  if (shown === null) return 'none';
  return party !== null && shown.siteId === party.siteId && shown.mediaKey === party.mediaKey ? 'same' : 'other';
}

/** Does one description of a title say something that the other leaves open? */
export const knowsMore = (seen: Content, known: Content | null): boolean =>
  (seen.duration !== undefined && known?.duration === undefined) || (seen.title !== '' && !known?.title);
