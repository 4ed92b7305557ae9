import { netflixRoutes } from './routes/netflix.ts';
import type { Site } from './site.ts';

/** All stand-in sites. A new one is a page script in `pages/` and a row here. */
export const SITES = {
  netflix: {
    hosts: ['www.netflix.com'],
    page: 'netflix/main.ts',
    title: 'Netflix',
    // Strict enough that an inline script does not run, as on the site; an extension must not rely on one.
    headers: { 'Content-Security-Policy': "script-src 'self'; media-src 'self' blob:; object-src 'none'" },
    routes: netflixRoutes,
  },
  youtube: {
    hosts: ['www.youtube.com'],
    page: 'youtube/main.ts',
    title: 'YouTube',
    headers: { 'Content-Security-Policy': "require-trusted-types-for 'script'" },
  },
  films: { hosts: ['films.example'], page: 'generic/films.ts', title: 'Films' },
  frames: { hosts: ['frames.example'], page: 'generic/frames.ts', title: 'A page with a framed player' },
  player: { hosts: ['player.example'], page: 'generic/player.ts', title: 'Player' },
} satisfies Record<string, Site>;

export type SiteName = keyof typeof SITES;

/** Host name to site, for every host of the registry. */
export const SITE_BY_HOST: ReadonlyMap<string, { name: SiteName; site: Site }> = new Map(
  (Object.entries(SITES) as [SiteName, Site][]).flatMap(([name, site]) =>
    site.hosts.map((host) => [host, { name, site }] as const),
  ),
);
