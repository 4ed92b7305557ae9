import { numberOrNull, type PageDriver, textOrNull } from '../driver.ts';

/** The parts of the site's player that are used; all times in ms [A: ASB, GS, SOUL, ADP, NFX-P0, LC]. */
interface NetflixPlayer {
  play(): void;
  pause(): void;
  /** Content ms. */
  seek(ms: number): void;
  setPlaybackRate?(rate: number): void;
  /** The media clock; counts on through ads. */
  getCurrentTime(): number;
  /** The content clock; stands still in ads [B: NFX-P0, LC]. */
  getSegmentTime?(): number;
  getDuration(): number;
  isPaused?(): boolean;
  getPaused?(): boolean;
  getMovieId?(): number | string;
  /** What it draws in. */
  getElement?(): Element | null | undefined;
  getAdManager?(): { adPresenting?: { value?: unknown; _value?: unknown } } | null;
}
interface NetflixVideo {
  getTitle(): unknown;
  isEpisodic(): boolean;
  getSeason(): { _season?: { seq?: unknown } } | null;
  getEpisodeNumber(): unknown;
  getEpisodeTitle(): unknown;
}
interface NetflixApi {
  videoPlayer: {
    getAllPlayerSessionIds(): string[];
    getVideoPlayerBySessionId(id: string): NetflixPlayer | undefined;
  };
  getVideoMetadataByVideoId?(id: string): { getCurrentVideo(): NetflixVideo } | undefined;
}
interface NetflixWindow {
  netflix?: { appContext?: { state?: { playerApp?: { getAPI?(): NetflixApi } } } };
}

const api = (): NetflixApi | undefined => (window as NetflixWindow).netflix?.appContext?.state?.playerApp?.getAPI?.();

function isDrawn(player: NetflixPlayer): boolean {
  try {
    return player.getElement?.()?.checkVisibility() ?? false;
  } catch {
    return false; // a session that has ended
  }
}

function playerOf(session: string): NetflixPlayer | undefined {
  try {
    return api()?.videoPlayer?.getVideoPlayerBySessionId(session);
  } catch {
    return undefined; // a session that has ended: the others are there all the same
  }
}

/**
 * Previews and billboards have sessions of their own: only `watch-...` is the film [A]. The next episode has another one, and
 * nobody says that the old one goes at once: the one on screen, else the last.
 */
function player(): NetflixPlayer | undefined {
  const sessions = api()?.videoPlayer;
  const films = (sessions?.getAllPlayerSessionIds() ?? [])
    .filter((name) => name.startsWith('watch-'))
    .flatMap((name) => playerOf(name) ?? []);
  return films.findLast(isDrawn) ?? films.at(-1);
}

const movieId = (): string | null => {
  const id = player()?.getMovieId?.();
  return id === undefined ? null : String(id);
};

function onPlayer(act: (player: NetflixPlayer) => void): boolean {
  const found = player();
  if (!found) return false;
  act(found);
  return true;
}

export const netflixDriver = (): PageDriver => ({
  probe: () => player() !== undefined,
  snapshot() {
    const found = player();
    if (!found) return null;
    const presenting = found.getAdManager?.()?.adPresenting;
    const ad = presenting?.value ?? presenting?._value;
    return {
      contentMs: numberOrNull(found.getSegmentTime?.() ?? found.getCurrentTime()),
      mediaMs: numberOrNull(found.getCurrentTime()),
      durationMs: numberOrNull(found.getDuration()),
      paused: found.isPaused?.() ?? found.getPaused?.() ?? null,
      ad: typeof ad === 'boolean' ? ad : null,
      contentId: movieId(),
      live: false,
    };
  },
  play: () => onPlayer((found) => found.play()),
  pause: () => onPlayer((found) => found.pause()),
  seek: (contentMs) => onPlayer((found) => found.seek(Math.round(contentMs))),
  rate: (rate) => onPlayer((found) => found.setPlaybackRate?.(rate)),
  identity: movieId,
  metadata() {
    const id = movieId();
    const video = id === null ? undefined : api()?.getVideoMetadataByVideoId?.(id)?.getCurrentVideo();
    if (!video) return null;
    const title = textOrNull(video.getTitle()) ?? '';
    if (!video.isEpisodic()) return { title };
    return {
      title: textOrNull(video.getEpisodeTitle()) ?? '',
      series: title,
      season: numberOrNull(video.getSeason()?._season?.seq) ?? undefined,
      episode: numberOrNull(video.getEpisodeNumber()) ?? undefined,
    };
  },
});
