import type { Content } from '../../shared/party/content.ts';
import type { SiteDefinition, SiteId } from '../../shared/sites/site.ts';
import type { FilmPlace, TabTitle } from '../messaging/messages.ts';
import type { Trouble } from '../messaging/party-view.ts';
import { isMoving, NO_CONTENT, trackContent } from './content-tracker.ts';
import { watchNavigation } from './navigation.ts';
import type { PageBridge } from './page-bridge.ts';
import { siteIdAt } from './page-site.ts';
import type { Identity, Player, SiteAdapter } from './sites/adapter.ts';

/** Which title the page shows, told to the background when it changes. */
export interface TitleWatch {
  /** Key of the title that the media belongs to; null: none, or on the way to another. */
  mediaKey(): string | null;
  siteId(): string;
  /** Something may have changed: media, metadata, ad, address. */
  look(): void;
  /** Tell the background again: it may be another one. */
  report(): void;
}

export interface TitleSetup {
  definition: SiteDefinition;
  adapter: SiteAdapter;
  bridge: PageBridge | null;
  player: () => Player | null;
  /** In a frame: title of the tab's page, which is what people share; null: this document is it. */
  tabTitle: () => TabTitle | null;
  /** Where the film stands; null: not known just now. */
  at: () => FilmPlace | null;
  tell: (content: Content | null, loaded: boolean, at: FilmPlace | null, trouble: Trouble | null) => void;
  onChange: () => void;
  signal: AbortSignal;
}

/** Titles and lengths come in late; ads end. */
const LOOK_EVERY_MS = 500;
const HAVE_METADATA = 1;
const TITLE_MAX_CHARS = 200;

/** Watch until `signal` aborts. */
export function watchTitle(setup: TitleSetup): TitleWatch {
  const { definition, adapter, bridge, signal } = setup;
  const now = () => performance.now();
  let state = NO_CONTENT;
  let told = '';
  /** Some sites show the title with the controls only: the best seen for a key is kept. */
  let titles: { key: string; metadata: ReturnType<SiteAdapter['metadata']> } | null = null;

  let place: { href: string; url: URL; siteId: SiteId } | null = null;
  /** Asked at each tick: an address is taken apart once a look, for what the page is may show late. */
  const where = () => {
    const { href } = location;
    if (place?.href !== href) {
      const url = new URL(href);
      place = { href, url, siteId: siteIdAt(definition, url) };
    }
    return place;
  };
  const siteId = () => setup.tabTitle()?.siteId ?? where().siteId;
  const identity = (): Identity => {
    const tab = setup.tabTitle();
    return tab ? { mediaKey: tab.mediaKey, settled: true } : adapter.identity(where().url, bridge);
  };

  const namesOf = (key: string) => {
    const found = adapter.metadata(bridge);
    if (titles?.key !== key) titles = { key, metadata: {} };
    // An episode's names are not given up for what the page calls itself while its controls are hidden.
    const poorer = titles.metadata.series !== undefined && found.series === undefined;
    titles.metadata = poorer ? { ...found, ...titles.metadata } : { ...titles.metadata, ...found };
    return titles.metadata;
  };

  const contentOf = (key: string): Content => {
    const player = setup.player();
    const { title = '', series, ...numbers } = namesOf(key);
    const duration = player ? adapter.duration(player) : null;
    return {
      siteId: siteId(),
      mediaKey: key,
      title: title.slice(0, TITLE_MAX_CHARS),
      ...(series ? { series: series.slice(0, TITLE_MAX_CHARS) } : {}),
      ...numbers,
      ...(duration ? { duration } : {}),
    };
  };

  const tell = () => {
    const player = setup.player();
    const { mediaKey, coming } = state;
    const trouble = troubleOf(player);
    if (trouble !== null) return say(null, trouble);
    // On the way from one title to the next there is nothing to say: the page is not "elsewhere", it is loading.
    if (coming !== null || (mediaKey !== null && !(player && isFilm(player)))) return;
    say(mediaKey === null ? null : contentOf(mediaKey), null);
  };

  const say = (content: Content | null, trouble: Trouble | null) => {
    const at = content === null ? null : setup.at();
    const text = JSON.stringify([content, trouble, at !== null]);
    if (text === told) return;
    told = text;
    setup.tell(content, content !== null, at, trouble);
  };

  /** A page that plays has none, whatever else stands on it. */
  const troubleOf = (player: Player | null): Trouble | null =>
    setup.tabTitle() !== null || (player && isLoaded(player)) ? null : adapter.trouble(where().url);

  const isLoaded = ({ video }: Player): boolean => video.readyState >= HAVE_METADATA;
  /** Titles and lengths shown during an ad may be the ad's. */
  const isFilm = (player: Player): boolean => isLoaded(player) && adapter.phase(player) !== 'ad';

  const look = () => {
    if (signal.aborted) return;
    place = null;
    const player = setup.player();
    const { mediaKey, settled } = identity();
    const before = state.mediaKey;
    const loaded = player !== null && isLoaded(player);
    state = trackContent(state, { now: now(), mediaKey, settled, generation: player?.generation ?? null, loaded });
    // A page that is ahead of its address shows the names with the title, and may have hidden them once it is believed.
    const { coming } = state;
    if (!settled && coming && player && isFilm(player) && coming !== definition.mediaKeyFromUrl(where().url))
      namesOf(coming);
    tell();
    if (state.mediaKey !== before) setup.onChange();
  };

  watchNavigation(look, adapter.navigationEvents, signal);
  const timer = setInterval(look, LOOK_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
  return {
    mediaKey: () => (isMoving(state, now()) ? null : state.mediaKey),
    siteId,
    look,
    report() {
      told = '';
      look();
    },
  };
}
