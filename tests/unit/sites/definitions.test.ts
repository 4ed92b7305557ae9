import { describe, expect, it } from 'vitest';
import {
  hasHostOfItsOwn,
  LISTED_SITES,
  marksToSee,
  originsFor,
  SITES,
  siteForUrl,
} from '../../../shared/sites/index.ts';
import { mayBeOwnServer } from '../../../shared/sites/own-server.ts';
import { SITE_IDS, type SiteId } from '../../../shared/sites/site.ts';

const UUID = '4a1a0000-0000-4000-8000-000000000001';
const OTHER = 'ed170000-0000-4000-8000-000000000001';
const ITEM = '0123456789abcdef0123456789abcdef';
const GTI = 'amzn1.dv.gti.5a4e7d10-0000-4000-8000-000000000001';

/** Addresses of one title in all forms known, and its key. */
const TITLES: Record<Exclude<SiteId, 'generic'>, Record<string, readonly string[]>> = {
  netflix: { '81000001': ['https://www.netflix.com/watch/81000001', 'https://www.netflix.com/in/watch/81000001?t=3'] },
  youtube: {
    standin0001: ['https://www.youtube.com/watch?v=standin0001&t=5s', 'https://m.youtube.com/live/standin0001'],
  },
  prime: {
    [GTI]: [
      `https://www.primevideo.com/detail/${GTI}?autoplay=1`,
      `https://www.primevideo.com/region/eu/detail/${GTI}/ref=atv`,
      `https://www.amazon.de/gp/video/detail/${GTI}/`,
    ],
    B0ABCDEFGH: ['https://www.amazon.com/gp/video/detail/B0ABCDEFGH', 'https://www.primevideo.com/-/de/dp/B0ABCDEFGH'],
  },
  disney: {
    [UUID]: [
      `https://www.disneyplus.com/play/${UUID}`,
      `https://www.disneyplus.com/de-de/play/${UUID}`,
      `https://www.disneyplus.com/es-419/video/${UUID.toUpperCase()}/`,
    ],
  },
  hulu: { [UUID]: [`https://www.hulu.com/watch/${UUID}`] },
  hbomax: {
    [`${UUID}/${OTHER}`]: [`https://play.hbomax.com/video/watch/${UUID}/${OTHER}`],
    [UUID]: [`https://play.hbomax.com/de/video/watch/${UUID}`],
  },
  crunchyroll: {
    GSTAND001: [
      'https://www.crunchyroll.com/watch/GSTAND001/chapter-1',
      'https://www.crunchyroll.com/pt-br/watch/GSTAND001/',
      'https://www.crunchyroll.com/de/watch/GSTAND001#x',
    ],
  },
  peacock: {
    [UUID]: [
      `https://www.peacocktv.com/watch/playback/vod/GMO_00000000001_01/${UUID}`,
      `https://www.peacocktv.com/watch/playback/vod/_/${UUID}`,
    ],
  },
  paramount: {
    'shows/StandinVideo_0001': [
      'https://www.paramountplus.com/shows/video/StandinVideo_0001/',
      'https://www.paramountplus.com/de/shows/some-show/video/StandinVideo_0001/chapter-1/',
    ],
    'movies/StandinVideo_0002': [
      'https://www.paramountplus.com/movies/video/StandinVideo_0002/',
      'https://www.paramountplus.com/movies/some-film/StandinVideo_0002/',
    ],
  },
  apple: {
    'episode/umc.cmc.standin1': [
      'https://tv.apple.com/us/episode/chapter-1/umc.cmc.standin1?showId=umc.cmc.other',
      'https://tv.apple.com/de/episode/kapitel-1/umc.cmc.standin1',
    ],
    'movie/umc.cmc.standin2': ['https://tv.apple.com/movie/a-film/umc.cmc.standin2'],
  },
  twitch: {
    '2100000001': [
      'https://www.twitch.tv/videos/2100000001?t=1h2m3s',
      'https://www.twitch.tv/somebody/v/2100000001',
      'https://www.twitch.tv/somebody/video/2100000001/',
    ],
  },
  vimeo: {
    '900000001': ['https://vimeo.com/900000001', 'https://vimeo.com/channels/staffpicks/900000001'],
    '900000002/abcdef0123': [
      'https://vimeo.com/900000002/abcdef0123',
      'https://player.vimeo.com/video/900000002?h=abcdef0123',
    ],
  },
  dailymotion: {
    x9stand1: [
      'https://www.dailymotion.com/video/x9stand1',
      'https://www.dailymotion.com/video/x9stand1_a-name_fun',
      'https://geo.dailymotion.com/player.html?video=x9stand1',
      'https://geo.dailymotion.com/player/xa1b2.html?video=x9stand1',
    ],
  },
  plex: {
    'abc123/5001': [
      'https://app.plex.tv/desktop/#!/server/abc123/details?key=%2Flibrary%2Fmetadata%2F5001',
      'https://app.plex.tv/desktop/#!/server/abc123/details?context=home&key=%2Flibrary%2Fmetadata%2F5001&x=1',
      'http://192.168.1.5:32400/web/index.html#!/server/abc123/details?key=%2Flibrary%2Fmetadata%2F5001',
      'https://films.example/web/#!/server/abc123/details?key=%2Flibrary%2Fmetadata%2F5001',
    ],
  },
  jellyfin: {
    [`https://films.example/media/${ITEM}`]: [
      `https://films.example/media/web/index.html#/details?id=${ITEM}&serverId=x`,
      `https://films.example/media/web/#!/details?context=tv&id=${ITEM.toUpperCase()}`,
    ],
  },
};

const ELSEWHERE: Record<keyof typeof TITLES, readonly string[]> = {
  netflix: ['https://www.netflix.com/browse', 'https://www.netflix.com/title/81000001'],
  youtube: [
    'https://www.youtube.com/',
    'https://www.youtube.com/watch?v=short',
    'https://www.youtube.com/shorts/standin0001',
  ],
  prime: [
    'https://www.primevideo.com/',
    'https://www.primevideo.com/detail/../x',
    'https://www.amazon.com/dp/B0ABCDEFGH',
  ],
  disney: ['https://www.disneyplus.com/home', `https://www.disneyplus.com/browse/entity-${UUID}`],
  hulu: ['https://www.hulu.com/hub/home', 'https://www.hulu.com/watch/1'],
  hbomax: ['https://play.hbomax.com/', `https://play.hbomax.com/show/${UUID}`],
  crunchyroll: ['https://www.crunchyroll.com/series/GSTANDIN/x', 'https://static.crunchyroll.com/vilos/player.html'],
  peacock: [`https://www.peacocktv.com/watch/playback/live/${UUID}`, 'https://www.peacocktv.com/watch/profiles'],
  paramount: ['https://www.paramountplus.com/shows/some-show/', 'https://www.paramountplus.com/live-tv/'],
  apple: ['https://tv.apple.com/us/clip/x/umc.cmc.standin1', 'https://tv.apple.com/us/sporting-event/x/umc.cse.abc12'],
  twitch: ['https://www.twitch.tv/somebody', 'https://www.twitch.tv/directory'],
  vimeo: ['https://vimeo.com/categories', 'https://vimeo.com/ondemand/film'],
  dailymotion: ['https://www.dailymotion.com/', 'https://geo.dailymotion.com/player.html?video=../x'],
  plex: ['https://app.plex.tv/desktop/#!/', 'https://app.plex.tv/desktop/#!/server/a/details?key=%2Fother%2F1'],
  jellyfin: [
    'https://films.example/web/index.html#/video',
    'https://films.example/web/index.html#/home',
    `https://films.example/index.html#/details?id=${ITEM}`,
    'https://films.example/web/index.html#/details?id=../x',
    `http://films.example/web/#/details?id=${ITEM}`,
  ],
};

const NOT_A_KEY = [
  '',
  '..',
  'https://evil.example/',
  '//evil.example',
  'javascript:alert(1)',
  '81000001/../../x',
  '81000001?next=//evil.example',
  `${UUID}@evil.example`,
  `${UUID}\n`,
  'a'.repeat(301),
  `http://films.example/${ITEM}`,
  `https://anna:secret@films.example/${ITEM}`,
  `https://films.example/a/../${ITEM}`,
  `https://films.example/a?b/${ITEM}`,
  `https://films.example:443/${ITEM}`,
  `javascript://films.example/${ITEM}`,
];

const sites = SITE_IDS.filter((id) => id !== 'generic');

describe.each(sites)('%s', (id) => {
  const site = SITES[id];

  it('knows its titles in every form of address, with language and country in front', () => {
    for (const [key, addresses] of Object.entries(TITLES[id]))
      for (const address of addresses) {
        const url = new URL(address);
        expect(site.mediaKeyFromUrl(url), address).toBe(key);
        expect(siteForUrl(url).id, address).toBe(id);
      }
  });

  it('leads back to the same title, at an address that is its own and may be asked for', () => {
    for (const key of Object.keys(TITLES[id])) {
      const address = site.watchUrl(key);
      expect(address).not.toBeNull();
      const url = new URL(address ?? '');
      expect(url.protocol).toBe('https:');
      expect(site.mediaKeyFromUrl(url)).toBe(key);
      expect(siteForUrl(url).id).toBe(id);
      expect(originsFor(site, url)).toContain(`https://${url.host}/*`);
    }
  });

  it('takes no other page for a title', () => {
    for (const address of ELSEWHERE[id]) expect(site.mediaKeyFromUrl(new URL(address)), address).toBeNull();
  });

  it('opens nothing for a key that cannot be its own', () => {
    for (const key of NOT_A_KEY) expect(site.watchUrl(key), key).toBeNull();
  });
});

describe('all sites', () => {
  it('asks for a shop only where the user is in one', () => {
    const { prime } = SITES;
    expect(originsFor(prime, new URL('https://www.primevideo.com/'))).toEqual(['https://www.primevideo.com/*']);
    const shop = originsFor(prime, new URL('https://www.amazon.de/gp/video/detail/B0ABCDEFGH'));
    expect(shop).toEqual(['https://www.primevideo.com/*', 'https://www.amazon.de/*']);
    expect(siteForUrl(new URL('https://www.amazon.de/dp/B0ABCDEFGH')).id).toBe('generic');
  });

  it('lists all of them that have an address of their own', () => {
    expect(LISTED_SITES.map(({ id }) => id)).toEqual(sites.filter((id) => SITES[id].matches.length > 0));
  });

  it('never lets two sites claim one host', () => {
    const patterns = SITE_IDS.flatMap((id) => [...SITES[id].matches, ...(SITES[id].mirrors ?? [])]);
    expect(new Set(patterns).size).toBe(patterns.length);
  });
});

describe('servers of people’s own', () => {
  it('are asked for by the one address that the party starts on, and opened only after consent', () => {
    const at = (address: string) => originsFor(siteForUrl(new URL(address)), new URL(address));
    expect(at('https://films.example:8920/web/#/video')).toEqual(['https://films.example/*']);
    expect(at('http://192.168.1.5:32400/web/index.html#!/')).toEqual(['http://192.168.1.5/*']);
    expect(['jellyfin', 'generic', 'plex', 'nonsense'].map(hasHostOfItsOwn)).toEqual([true, true, false, false]);
  });

  it('are known by the page: an address of that form alone proves nothing', () => {
    expect(marksToSee(new URL('https://films.example/web/#/video'))).toMatch(/Jellyfin/);
    expect(marksToSee(new URL('https://films.example:32400/web/index.html#!/'))).toBe('#plex');
    expect(marksToSee(new URL('https://app.plex.tv/desktop/#!/'))).toBeNull();
    expect(marksToSee(new URL('https://films.example/watch'))).toBeNull();
  });

  it.each([
    ['http://127.0.0.1:8096/', true],
    ['http://[::1]:8096/', true],
    ['http://[fd12:3456::1]/', true],
    ['http://10.1.2.3/', true],
    ['http://172.31.0.1/', true],
    ['http://100.100.1.1/', true],
    ['http://nas/', true],
    ['http://nas.local:8096/', true],
    ['https://media.example/', true],
    ['http://media.example/', false],
    ['http://172.32.0.1/', false],
    ['http://8.8.8.8/', false],
    ['http://10.example/', false],
    ['http://[2001:db8::1]/', false],
    ['https://me:you@media.example/', false],
    ['ftp://nas/', false],
  ])('%s may be one: %s', (address, may) => {
    expect(mayBeOwnServer(new URL(address))).toBe(may);
  });
});
