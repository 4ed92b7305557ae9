import { Catalogue, uuids } from '../shared/catalogue.ts';

const gtis = uuids(4, '5a4e7d10').map((uuid) => `amzn1.dv.gti.${uuid}`) as [string, ...string[]];

/** Episodes by their global title id (GTI). */
export const catalogue = new Catalogue(gtis);

/** What the trailer at the top of the detail page asks the service for: not the film. */
export const TRAILER_GTI = 'amzn1.dv.gti.5a4e7d10-ffff-4000-8000-00000000ffff';

/**
 * The title that the detail page of an address plays: a GTI names its own, any other id (a show's, a season's) stands
 * for the first episode.
 */
export function titleOfAddress(address: Location): string | undefined {
  const id = /^(?:\/[^/]+)*?\/(?:detail|video\/detail|dp)\/([^/]+)/.exec(address.pathname)?.[1];
  if (!id) return undefined;
  return id.startsWith('amzn1.dv.gti.') ? id : catalogue.ids[0];
}
