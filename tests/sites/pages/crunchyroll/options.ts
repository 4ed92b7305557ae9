import { Catalogue, type Title } from '../shared/catalogue.ts';
import { readOptions } from '../shared/options.ts';
import { TITLE_OPTIONS } from '../shared/title-site.ts';

const episodes = new Catalogue(['GSTAND001', 'GSTAND002', 'GSTAND003', 'GSTAND004']);
const DUB = 'GDUBBED';
/** By how much the dub's picture is later than the original's, in seconds. */
const DUB_LEAD_S = 3;

/** Episodes; each has a second id for another language. */
export const catalogue = {
  ids: [...episodes.ids, `${DUB}001`],
  titleOf(id: string): Title & { lead: number } {
    const dub = id.startsWith(DUB);
    return { ...episodes.titleOf(dub ? id.replace(DUB, 'GSTAND') : id), id, lead: dub ? DUB_LEAD_S : 0 };
  },
  next: (id: string) =>
    id.startsWith(DUB) ? episodes.next(id.replace(DUB, 'GSTAND')).replace('GSTAND', DUB) : episodes.next(id),
};

/** The id of a watch address, behind any language. */
export function idOfAddress({ pathname }: { pathname: string }): string | undefined {
  return /^(?:\/[a-z-]{2,6})?\/watch\/([A-Z0-9]+)(?:\/|$)/.exec(pathname)?.[1];
}

export const options = readOptions({
  ...TITLE_OPTIONS,
  /** From the new address to the end of the old player, in ms: with the steps below, the times measured on the site. */
  delay: 699,
  /** `top`, `frame` (the older player in a frame of static.crunchyroll.com) or `none` (a detail page at first). */
  player: 'top',
  /** What a foreign write outside the buffer does: `freeze`, or `fine` as others report. */
  write: 'freeze',
});
