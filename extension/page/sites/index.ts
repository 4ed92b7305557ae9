import type { SiteId } from '../../../shared/sites/site.ts';
import type { PageDriver } from '../driver.ts';
import { crunchyrollDriver } from './crunchyroll.ts';
import { disneyDriver } from './disney.ts';
import { jellyfinDriver } from './jellyfin.ts';
import { netflixDriver } from './netflix.ts';
import { primeDriver } from './prime.ts';
import { youtubeDriver } from './youtube.ts';

/** Sites whose player is out of reach for the isolated world. The build makes a script of each (scripts/page-scripts). */
export const PAGE_DRIVERS: Partial<Record<SiteId, () => PageDriver>> = {
  netflix: netflixDriver,
  youtube: youtubeDriver,
  prime: primeDriver,
  disney: disneyDriver,
  crunchyroll: crunchyrollDriver,
  jellyfin: jellyfinDriver,
};
