import { numberOrNull, type PageDriver, textOrNull } from '../driver.ts';

/** The page's way to its server, and the parts of the answer that are used [A: ASB, JFW]. */
interface ApiClient {
  getSessions?(query: { deviceId: unknown }): Promise<unknown>;
  deviceId?(): unknown;
}
interface Item {
  Id?: unknown;
  Type?: unknown;
  Name?: unknown;
  SeriesName?: unknown;
  ParentIndexNumber?: unknown;
  IndexNumber?: unknown;
  /** Ten millionths of a second. */
  RunTimeTicks?: unknown;
}

const TICKS_PER_MS = 10_000;
/** The server is somebody's own small machine; within this time of its beginning, the next title is known. */
const ASK_EVERY_MS = 2_000;

const client = (): ApiClient | undefined => (window as { ApiClient?: ApiClient }).ApiClient;

/** What this browser's player plays, by the server's word. */
function playingIn(sessions: unknown): Item | null {
  if (!Array.isArray(sessions)) return null;
  const items = sessions.map((session: { NowPlayingItem?: unknown } | null) => session?.NowPlayingItem);
  return (items.find((item) => typeof item === 'object' && item !== null) as Item | undefined) ?? null;
}

/** Identity and title only: the player is the element's own, `playbackManager` is not on `window`. */
export const jellyfinDriver = (): PageDriver => {
  let item: Item | null = null;
  let askedAt = -Infinity;
  let changed: () => void = () => undefined;

  /** Answers come later than questions: each look gets the last answer, and asks again where it has become old. */
  const playing = (): Item | null => {
    const server = client();
    const now = performance.now();
    if (!server?.getSessions || now - askedAt < ASK_EVERY_MS) return item;
    askedAt = now;
    const take = (sessions: unknown) => {
      const before = item?.Id;
      item = playingIn(sessions);
      if (item?.Id !== before) changed();
    };
    // A server that does not answer leaves what is known: it is asked again.
    server.getSessions({ deviceId: server.deviceId?.() }).then(take, () => undefined);
    return item;
  };

  return {
    probe: () => playing() !== null,
    snapshot() {
      const found = playing();
      if (!found) return null;
      const ticks = numberOrNull(found.RunTimeTicks);
      return {
        contentMs: null,
        mediaMs: null,
        durationMs: ticks === null ? null : ticks / TICKS_PER_MS,
        paused: null,
        ad: null,
        contentId: null, // an item's id is no key without its server: see identity
        live: found.Type === 'TvChannel',
      };
    },
    play: () => false,
    pause: () => false,
    seek: () => false,
    rate: () => false,
    identity: () => textOrNull(playing()?.Id),
    metadata() {
      const found = playing();
      const title = textOrNull(found?.Name);
      if (!found || !title) return null;
      const series = textOrNull(found.SeriesName);
      const season = numberOrNull(found.ParentIndexNumber);
      const episode = numberOrNull(found.IndexNumber);
      return {
        title,
        ...(series === null ? {} : { series }),
        ...(season === null ? {} : { season }),
        ...(episode === null ? {} : { episode }),
      };
    },
    watch(tell) {
      changed = () => tell('contentChanged');
    },
  };
};
