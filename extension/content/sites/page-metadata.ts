import type { Metadata, SiteDifferences } from './adapter.ts';

/** "(3) Title - YouTube" -> "Title": a counter in front, the site's name behind. */
const COUNTER = /^\(\d+\)\s*/;

const textOf = (selector: string | undefined): string | undefined =>
  (selector && document.querySelector(selector)?.textContent?.trim()) || undefined;

/** Best effort at a title from what any page shows; several sites render it only while the controls are shown. */
export function pageMetadata(site: SiteDifferences): Metadata {
  const series = textOf(site.titles?.series);
  // A framed player's document is named for the player: the film's name is the tab's, which the background knows.
  const named = window === window.top ? documentTitle() : undefined;
  const title = textOf(site.titles?.title) ?? navigator.mediaSession?.metadata?.title ?? named;
  return { ...(title ? { title } : {}), ...(series ? { series } : {}) };
}

function documentTitle(): string {
  const whole = document.title.replace(COUNTER, '').trim();
  const last = whole.search(/\s[-|–]\s[^-|–]*$/);
  return last > 0 ? whole.slice(0, last) : whole;
}
