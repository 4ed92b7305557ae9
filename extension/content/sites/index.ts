import type { SiteId } from '../../../shared/sites/site.ts';
import type { SiteAdapter } from './adapter.ts';
import { apple } from './apple.ts';
import { crunchyroll } from './crunchyroll.ts';
import { dailymotion } from './dailymotion.ts';
import { disney } from './disney.ts';
import { generic } from './generic.ts';
import { hbomax } from './hbomax.ts';
import { hulu } from './hulu.ts';
import { jellyfin } from './jellyfin.ts';
import { netflix } from './netflix.ts';
import { paramount } from './paramount.ts';
import { peacock } from './peacock.ts';
import { plex } from './plex.ts';
import { prime } from './prime.ts';
import { twitch } from './twitch.ts';
import { vimeo } from './vimeo.ts';
import { youtube } from './youtube.ts';

/** The registry; the build makes a script of each (scripts/page-scripts): a site of `shared/sites` without an adapter does not compile. */
export const ADAPTERS = {
  netflix,
  youtube,
  prime,
  disney,
  hulu,
  hbomax,
  crunchyroll,
  peacock,
  paramount,
  apple,
  twitch,
  vimeo,
  dailymotion,
  plex,
  jellyfin,
  generic,
} satisfies Record<SiteId, SiteAdapter>;
