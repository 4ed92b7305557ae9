import { episodeText } from '../shared/catalogue.ts';
import { forbid, note } from '../shared/journal.ts';
import type { DisneySession } from './disney-session.ts';
import { catalogue } from './options.ts';

/** Rates that the player offers; others it does not take. */
const PRESETS = [0.5, 0.75, 1, 1.25, 1.5, 2];

const ms = (seconds: number) => Math.round(seconds * 1000);

/** The object behind `disney-web-player.mediaPlayer`. */
export function mediaPlayer(session: DisneySession) {
  const { video } = session;
  const title = catalogue.titleOf(session.id);
  return {
    timeline: {
      get info() {
        return {
          playheadPositionMs: ms(session.playhead()),
          programDurationMs: ms(session.duration()),
          seekableEndMs: ms(session.duration()),
        };
      },
    },
    get playbackStatus() {
      const ready = video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA;
      const state = video.ended ? 'ended' : session.paused() ? 'paused' : ready ? 'playing' : 'buffering';
      return {
        playing: state === 'playing',
        paused: state === 'paused',
        buffering: state === 'buffering',
        ended: state === 'ended',
        notready: video.readyState === HTMLMediaElement.HAVE_NOTHING,
        currentState: state,
      };
    },
    play() {
      note('api', 'play');
      session.play();
    },
    pause() {
      note('api', 'pause');
      session.pause();
    },
    seek(to: number) {
      note('api', 'seek', String(to));
      if (session.ad) return forbid('seek-in-ad', `API seek to ${to}`);
      session.seek(to / 1000);
    },
    get playbackRate() {
      return video.playbackRate;
    },
    set playbackRate(rate: number) {
      note('api', PRESETS.includes(rate) ? 'rate' : 'rate-refused', String(rate));
      if (PRESETS.includes(rate)) video.playbackRate = rate;
    },
    volume: {
      get level() {
        return Math.round(video.volume * 100);
      },
      set level(level: number) {
        video.volume = level / 100;
      },
    },
    on(name: string, listener: () => void) {
      session.listeners.set(name, (session.listeners.get(name) ?? new Set()).add(listener));
    },
    off: (name: string, listener: () => void) => void session.listeners.get(name)?.delete(listener),
    mediaPlaybackCriteria: {
      metadata: {
        title: { text: title.episode?.series ?? title.title },
        subtitle: { text: episodeText(title, (season, number) => `S${season}:E${number}`) },
        availId: session.id,
      },
    },
  };
}
