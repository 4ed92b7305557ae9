import type { SiteDefinition } from '../../shared/sites/site.ts';
import { fillSlot, slot } from '../messaging/slots.ts';
import type { OfferedOverlay } from '../overlay/offer.ts';
import type { openPageBridge } from './page-bridge.ts';
import type { SiteAdapter } from './sites/adapter.ts';

/** All that the engine knows of sites: the one of its document. The background has chosen it, and run its script first. */
export interface OwnSite {
  readonly definition: SiteDefinition;
  readonly adapter: SiteAdapter;
  /** Null where the site's player is not behind the page's world. */
  readonly openBridge: typeof openPageBridge | null;
}

/** Called by a site's script. A document that the background has not chosen it for is left alone. */
export function offerSite(site: OwnSite): void {
  if (slot('site') !== undefined) fillSlot('site', site);
}

/** The site that was offered; null: this document has replaced the one that was looked at, and its turn comes. */
export function takeSite(): OwnSite | null {
  const offered = slot('site');
  return typeof offered === 'object' ? (offered as OwnSite | null) : null;
}

/** In the main frame its script has run before the engine's; null: it has not, and the party goes on without. */
export const takeOverlay = (): OfferedOverlay | null => (slot('overlay') as OfferedOverlay | undefined) ?? null;
