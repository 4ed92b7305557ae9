import { claims } from '../../shared/sites/claims.ts';
import type { SiteDefinition, SiteId } from '../../shared/sites/site.ts';

/**
 * Whose page does this document show at an address? The document's own site, or a page like any: a shop beside its films,
 * another part of a host on which somebody runs a server of their own.
 */
export function siteIdAt(own: SiteDefinition, url: URL): SiteId {
  const { selfHosted } = own;
  const is =
    claims(own, url) || (selfHosted?.looksLike(url) === true && document.querySelector(selfHosted.marks) !== null);
  return is ? own.id : 'generic';
}
