import type { Content } from '../../shared/party/content.ts';
import { TITLE_MAX_CHARS } from '../../shared/protocol/limits.ts';
import { isSiteId, SITES } from '../../shared/sites/index.ts';

/**
 * A tab's title as the name of a film: without the count of unread things before it and the site's name behind it.
 * @returns '' where nothing but the site's name is left
 */
export function filmTitle(tabTitle: string, siteName: string): string {
  const bare = tabTitle.replace(/^\(\d+\+?\)\s*/, '').trim();
  const lower = bare.toLowerCase();
  const site = siteName.toLowerCase();
  if (lower === site) return '';
  const cut = /^(.*\S)\s*[-–—|•:]\s*([^-–—|•:]+)$/.exec(bare);
  return cut?.[2]?.trim().toLowerCase() === site ? (cut[1] ?? '') : bare;
}

/** A title that its page can't name is called as its tab is. */
export function withTabTitle(content: Content, tabTitle: string): Content {
  if (content.title !== '') return content;
  const site = isSiteId(content.siteId) ? SITES[content.siteId].name : '';
  return { ...content, title: filmTitle(tabTitle, site).slice(0, TITLE_MAX_CHARS) };
}
