import { netflixRoutes } from './routes/netflix.ts';
import { primeRoutes } from './routes/prime.ts';
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
    hosts: ['www.youtube.com', 'm.youtube.com', 'music.youtube.com', 'www.youtube-nocookie.com'],
    page: 'youtube/main.ts',
    title: 'YouTube',
    headers: { 'Content-Security-Policy': "require-trusted-types-for 'script'" },
  },
  prime: { hosts: ['www.primevideo.com'], page: 'prime/main.ts', title: 'Prime Video', routes: primeRoutes },
  disney: { hosts: ['www.disneyplus.com'], page: 'disney/main.ts', title: 'Disney+' },
  crunchyroll: { hosts: ['www.crunchyroll.com'], page: 'crunchyroll/main.ts', title: 'Crunchyroll' },
  crunchyrollFrame: { hosts: ['static.crunchyroll.com'], page: 'crunchyroll/frame.ts', title: 'Vilos' },
  hulu: { hosts: ['www.hulu.com'], page: 'hulu/main.ts', title: 'Hulu' },
  hbomax: { hosts: ['play.hbomax.com'], page: 'hbomax/main.ts', title: 'HBO Max' },
  peacock: { hosts: ['www.peacocktv.com'], page: 'peacock/main.ts', title: 'Peacock' },
  paramount: { hosts: ['www.paramountplus.com'], page: 'paramount/main.ts', title: 'Paramount+' },
  apple: { hosts: ['tv.apple.com'], page: 'apple/main.ts', title: 'Apple TV+' },
  twitch: { hosts: ['www.twitch.tv'], page: 'twitch/main.ts', title: 'Twitch' },
  vimeo: { hosts: ['vimeo.com', 'player.vimeo.com'], page: 'vimeo/main.ts', title: 'Vimeo' },
  dailymotion: {
    hosts: ['www.dailymotion.com', 'geo.dailymotion.com'],
    page: 'dailymotion/main.ts',
    title: 'Dailymotion',
  },
  plex: {
    // The second: the same page, served by somebody's own server.
    hosts: ['app.plex.tv', 'plex.example'],
    page: 'plex/main.ts',
    title: 'Plex',
    markup: { body: '<div id="plex"></div>' },
  },
  jellyfin: {
    hosts: ['jellyfin.example'],
    page: 'jellyfin/main.ts',
    title: 'Jellyfin',
    markup: { head: '<meta name="application-name" content="Jellyfin">' },
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
