import { note } from '../shared/journal.ts';
import { titleOf } from './catalogue.ts';
import type { WatchSession } from './watch-session.ts';

/** A player that is not the film: a billboard's or a preview's. */
export interface PreviewSession {
  id: string;
  movieId: string;
  video: HTMLVideoElement;
}

/** The page's sessions; the API is a view of it. */
export const sessions = {
  watch: undefined as WatchSession | undefined,
  previews: [] as PreviewSession[],
};

/** Breaks become known to the API only this long ahead, in content seconds. */
const ADS_KNOWN_AHEAD_S = 60;

/** Puts `window.netflix` into the page's world. */
export function installNetflixApi(): void {
  const videoPlayer = {
    // Previews come last: whoever takes the last session without looking at its name gets a wrong one.
    getAllPlayerSessionIds: () => [
      ...(sessions.watch ? [sessions.watch.id] : []),
      ...sessions.previews.map((preview) => preview.id),
    ],
    getVideoPlayerBySessionId(id: string) {
      if (sessions.watch?.id === id) return watchPlayer(sessions.watch);
      const preview = sessions.previews.find((p) => p.id === id);
      return preview && previewPlayer(preview);
    },
  };
  const playerApp = {
    getAPI: () => ({
      videoPlayer,
      getVideoMetadataByVideoId: (id: string | number) => ({ getCurrentVideo: () => metadata(String(id)) }),
    }),
    getState: () => ({ videoPlayer: { playbackStateBySessionId: playbackStates() } }),
  };
  Object.assign(window, { netflix: { appContext: { state: { playerApp } } } });
  note('site', 'api-ready');
}

const ms = (seconds: number) => Math.round(seconds * 1000);

function watchPlayer(session: WatchSession) {
  const { video } = session;
  const called = (name: string, detail = '') => note('api', name, detail);
  return {
    play() {
      called('play');
      session.play();
    },
    pause() {
      called('pause');
      session.pause();
    },
    seek(to: number) {
      called('seek', String(to));
      session.seekFrom(to / 1000, 'api');
    },
    setPlaybackRate(rate: number) {
      called('setPlaybackRate', String(rate));
      video.playbackRate = rate;
    },
    setVolume(volume: number) {
      video.volume = volume;
    },
    setMuted(muted: boolean) {
      video.muted = muted;
    },
    getCurrentTime: () => ms(session.sample.media),
    getSegmentTime: () => ms(session.sample.content),
    getDuration: () => ms(session.duration()),
    isPaused: () => video.paused,
    getPaused: () => video.paused,
    isPlaying: () => !video.paused && !video.ended,
    isReady: () => video.readyState >= HTMLMediaElement.HAVE_METADATA,
    isEnded: () => video.ended,
    getBusy: () => (session.seeking || video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA ? {} : null),
    getPlaybackRate: () => video.playbackRate,
    getVolume: () => video.volume,
    getMovieId: () => Number(session.title.id),
    getElement: () => video.parentElement,
    getAdManager: () => adManager(session),
    // The names of the player's events are not known: listeners may be added and never hear anything.
    addEventListener() {},
    removeEventListener() {},
  };
}

function previewPlayer({ movieId, video }: PreviewSession) {
  return {
    play: () => void video.play().catch(() => {}),
    pause: () => video.pause(),
    seek(to: number) {
      video.currentTime = to / 1000;
    },
    getCurrentTime: () => ms(video.currentTime),
    getSegmentTime: () => ms(video.currentTime),
    getDuration: () => ms(video.duration || 0),
    isPaused: () => video.paused,
    isPlaying: () => !video.paused,
    isReady: () => true,
    getMovieId: () => Number(movieId),
    getElement: () => video.parentElement,
  };
}

type AdListener = (presenting: boolean) => void;
const adManagers = new WeakMap<WatchSession, ReturnType<typeof makeAdManager>>();

function adManager(session: WatchSession) {
  const manager = adManagers.get(session) ?? makeAdManager(session);
  adManagers.set(session, manager);
  return manager;
}

function makeAdManager(session: WatchSession) {
  const listeners = new Set<AdListener>();
  const adPresenting = {
    _value: session.ad !== undefined,
    get value() {
      return this._value;
    },
    addListener: (listener: AdListener) => void listeners.add(listener),
    removeListener: (listener: AdListener) => void listeners.delete(listener),
  };
  session.onChange.add(() => {
    const now = session.ad !== undefined;
    if (now === adPresenting._value) return;
    adPresenting._value = now;
    for (const listener of listeners) listener(now);
  });
  const breakView = (b: { at: number; seconds: number }) => ({ locationMs: ms(b.at), durationMs: ms(b.seconds) });
  return {
    adPresenting,
    canSeek: () => session.ad === undefined,
    getPresentingAdBreak: () => (session.ad ? breakView(session.ad) : null),
    getAds: () =>
      session.breaks.filter((b) => !b.played && b.at - session.position() <= ADS_KNOWN_AHEAD_S).map(breakView),
  };
}

function playbackStates() {
  const states: Record<string, object> = {};
  if (sessions.watch) {
    const { id, video, sample, title } = sessions.watch;
    states[id] = {
      currentTime: ms(sample.media),
      duration: ms(sessions.watch.duration()),
      paused: video.paused,
      playing: !video.paused,
      videoId: Number(title.id),
    };
  }
  return states;
}

function metadata(id: string) {
  const title = titleOf(id);
  return {
    getTitle: () => (title.kind === 'film' ? title.title : title.series),
    isEpisodic: () => title.kind === 'episode',
    getSeason: () => (title.kind === 'episode' ? { _season: { seq: title.season } } : null),
    getEpisodeNumber: () => (title.kind === 'episode' ? title.episode : null),
    getEpisodeTitle: () => (title.kind === 'episode' ? title.episodeTitle : null),
  };
}
