import { marksToSee, SITES, siteForUrl } from '../../shared/sites/index.ts';
import type { SiteDefinition } from '../../shared/sites/site.ts';

/** Which site is this document? A server of somebody's own is one only if the page says so; else it is a page like any. */
export function siteOfPage(url: URL): SiteDefinition {
  const marks = marksToSee(url);
  return marks === null || document.querySelector(marks) ? siteForUrl(url) : SITES.generic;
}

/** Run once `siteOfPage` can tell: at an address that proves nothing, the document must be there first. */
export function whenSiteIsKnown(url: URL, run: () => void, signal: AbortSignal): void {
  if (marksToSee(url) === null || document.readyState !== 'loading') run();
  else document.addEventListener('DOMContentLoaded', run, { once: true, signal });
}
