import type { SiteId } from '../../shared/sites/site.ts';
import type { PromiseName } from './promises.ts';
import type { FrameOfFilm } from './site-page.ts';

/** One stand-in page that the promises are tried on. */
export interface Subject {
  /** Row of the table, where one site has several. */
  name?: string;
  site: SiteId;
  url: string;
  /** Keys of the title at `url` and of the one that follows. */
  keys: readonly [string, string];
  /** What the page tells of the second title; members that are missing are not asked for. */
  second: { title?: string; series?: string; season?: number; episode?: number };
  /** The site's own question that pauses the film, and its button. */
  prompt?: { name: string; button: string };
  /** Selector of the film, where it is not the largest video that is painted. */
  video?: string;
  /** Where the film lies in a document of its own. */
  frame?: FrameOfFilm;
  /** The popup's button; before a party it sees no frame of another origin, so there it can't promise a film. */
  start?: string;
  /** Off: the browser lets no page start by itself. */
  autoplay?: boolean;
  /** Promises that have nothing to mean here, and why: what the site lacks, or what nobody knows of it. */
  without?: Partial<Record<PromiseName, string>>;
}

const uuid = (prefix: string, n: number): string => `${prefix}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const EPISODE = { title: 'Chapter 2', series: 'The Long Way', season: 1, episode: 2 };
const gti = (n: number): string => `amzn1.dv.gti.${uuid('5a4e7d10', n)}`;
const edit = (n: number): string => `${uuid('4b000000', n)}/${uuid('ed170000', n)}`;
const item = (n: number): string => `00000000000000000000000000000${n}f0`;
const NO_MARK = 'no mark of an ad is known';
const NO_ADS = 'the service has no ads';
const noAds = (why: string) => ({ 'ad in': why, 'ad out': why });
const NO_PROMPT = { prompt: 'no prompt of this kind is known' };
const ADDRESS_STAYS = { back: 'the address does not change with the title' };

/** Short ads, so that a run does not last for ever. */
const ADS = 'adSeconds=5&autonext=false';

export const SERVICES: readonly Subject[] = [
  {
    site: 'netflix',
    url: 'https://www.netflix.com/watch/81000001?adSeconds=5',
    keys: ['81000001', '81000002'],
    second: EPISODE,
    prompt: { name: 'still-watching', button: '[data-uia=interrupt-autoplay-continue]' },
  },
  {
    site: 'youtube',
    url: 'https://www.youtube.com/watch?v=standin0001&adSeconds=5',
    keys: ['standin0001', 'standin0002'],
    second: { title: 'The Long Way, part 2' },
    prompt: { name: 'continue', button: '#confirm-button' },
  },
  {
    site: 'prime',
    url: `https://www.primevideo.com/detail/${gti(1)}?autoplay=1&${ADS}`,
    keys: [gti(1), gti(2)],
    second: EPISODE,
    without: { ...NO_PROMPT, ...ADDRESS_STAYS },
  },
  {
    site: 'disney',
    url: `https://www.disneyplus.com/de-de/play/${uuid('d15e4711', 1)}?${ADS}`,
    keys: [uuid('d15e4711', 1), uuid('d15e4711', 2)],
    second: EPISODE,
    prompt: { name: 'inactivity', button: 'inactivity-overlay button' },
  },
  {
    site: 'hulu',
    url: `https://www.hulu.com/watch/${uuid('4a1a0000', 1)}?${ADS}`,
    keys: [uuid('4a1a0000', 1), uuid('4a1a0000', 2)],
    second: EPISODE,
    prompt: { name: 'still-watching', button: '.long-time-tips__title button' },
  },
  {
    site: 'hbomax',
    url: `https://play.hbomax.com/video/watch/${edit(1)}?${ADS}`,
    keys: [edit(1), edit(2)],
    second: EPISODE,
    without: { ...NO_PROMPT },
  },
  {
    site: 'crunchyroll',
    url: `https://www.crunchyroll.com/watch/GSTAND001/chapter-1?${ADS}`,
    keys: ['GSTAND001', 'GSTAND002'],
    second: EPISODE,
    without: { ...NO_PROMPT, back: 'the next title replaces the entry in the history' },
  },
  {
    site: 'peacock',
    url: `https://www.peacocktv.com/watch/playback/vod/_/${uuid('9eac0c40', 1)}?${ADS}`,
    keys: [uuid('9eac0c40', 1), uuid('9eac0c40', 2)],
    second: { series: 'The Long Way', season: 1, episode: 2 },
    without: { ...NO_PROMPT },
  },
  {
    site: 'paramount',
    url: `https://www.paramountplus.com/shows/video/StandinVideo_0001/?${ADS}`,
    keys: ['shows/StandinVideo_0001', 'shows/StandinVideo_0002'],
    second: EPISODE,
    without: { ...NO_PROMPT },
  },
  {
    site: 'apple',
    url: `https://tv.apple.com/us/episode/chapter-1/umc.cmc.standin1?${ADS}`,
    keys: ['episode/umc.cmc.standin1', 'episode/umc.cmc.standin2'],
    second: EPISODE,
    without: { ...NO_PROMPT, ...noAds(NO_ADS) },
  },
  {
    site: 'twitch',
    url: `https://www.twitch.tv/videos/2100000001?${ADS}`,
    keys: ['2100000001', '2100000002'],
    second: { title: 'Chapter 2' },
    without: { ...NO_PROMPT },
  },
  {
    site: 'vimeo',
    url: `https://vimeo.com/900000001?${ADS}`,
    keys: ['900000001', '900000002'],
    second: { title: 'Chapter 2 on Vimeo' },
    without: { ...NO_PROMPT, ...noAds(NO_ADS) },
  },
  {
    site: 'dailymotion',
    url: `https://www.dailymotion.com/video/x9stand1?${ADS}`,
    keys: ['x9stand1', 'x9stand2'],
    second: { title: 'Chapter 2' },
    without: { ...NO_PROMPT },
  },
  {
    site: 'plex',
    url: `https://app.plex.tv/desktop/?open=true&${ADS}#!/server/standin/details?key=%2Flibrary%2Fmetadata%2F5001`,
    keys: ['standin/5001', 'standin/5002'],
    second: EPISODE,
    without: { ...NO_PROMPT, ...noAds(NO_MARK), ...ADDRESS_STAYS },
  },
  {
    name: 'plex (own server)',
    site: 'plex',
    url: `https://plex.example/web/index.html?open=true&${ADS}#!/server/standin/details?key=%2Flibrary%2Fmetadata%2F5001`,
    keys: ['standin/5001', 'standin/5002'],
    second: EPISODE,
    without: { ...NO_PROMPT, ...noAds(NO_MARK), ...ADDRESS_STAYS },
  },
  {
    site: 'jellyfin',
    url: `https://jellyfin.example/web/index.html?${ADS}#/details?id=${item(1)}`,
    keys: [`https://jellyfin.example/${item(1)}`, `https://jellyfin.example/${item(2)}`],
    second: EPISODE,
    prompt: { name: 'still-watching', button: '.formDialog button' },
    without: {
      ...noAds(NO_ADS),
      ...ADDRESS_STAYS,
      reload: 'the address names no title while it plays: a reloaded page shows none',
    },
  },
];

const variant = (site: SiteId, options: string, without: Subject['without'] = {}): Subject => {
  const plain = SERVICES.find((subject) => subject.site === site);
  if (!plain) throw new Error(`no subject ${site}`);
  const [path = '', hash] = plain.url.split('#');
  const url = `${path}&${options}${hash ? `#${hash}` : ''}`;
  return { ...plain, name: `${site}?${options}`, url, without: { ...plain.without, ...without } };
};

const PIECE = 'the element shows a piece of the film at a clock of its own';

/** Other builds of the same sites, and what nobody knows of them, both ways. Run with `--variants`. */
export const VARIANTS = (): readonly Subject[] => [
  variant('prime', 'ui=minimal&lang=de&titles=empty', { metadata: 'the page tells nothing' }),
  variant('disney', 'controls=nested&adSlot=second&classes=joined'),
  variant('disney', 'write=clamped&adClock=running'),
  variant('hulu', 'adMode=stitched&infinite=true'),
  variant('hbomax', 'adMode=separate'),
  variant('peacock', 'adUi=countdown&engine=tape'),
  variant('apple', 'player=shadow'),
  variant('apple', 'dialog=open&keepAddress=true', ADDRESS_STAYS),
  variant('twitch', 'adMode=separate'),
  { ...variant('plex', 'home=5001'), url: `https://app.plex.tv/desktop/?home=5001&${ADS}#!/` },
  variant('jellyfin', 'stream=transcode', { seek: PIECE, 'hand seek': PIECE }),
  variant('dailymotion', 'adMode=stitched', noAds('stitched ads of this site have no known mark')),
];

export const nameOf = (subject: Subject): string => subject.name ?? subject.site;
