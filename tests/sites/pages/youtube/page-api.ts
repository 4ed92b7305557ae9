import { note } from '../shared/journal.ts';
import type { YoutubePlayer } from './player.ts';

/** Puts the methods of `#movie_player` on the element: the page's world alone sees them. */
export function installPlayerMethods(player: YoutubePlayer): void {
  const { video } = player;
  const called = (name: string, detail = '') => note('api', name, detail);
  const listeners = new Map<string, Set<(detail: unknown) => void>>();
  Object.assign(player.root, {
    getVideoData: () => ({
      video_id: player.current?.id ?? '',
      title: player.current?.title ?? '',
      author: player.current?.author ?? '',
      isLive: player.current?.live ?? false,
      isPremiere: false,
    }),
    getCurrentTime: () => player.position(),
    getDuration: () => player.duration(),
    seekTo(seconds: number) {
      called('seekTo', String(seconds));
      player.seek(seconds);
    },
    playVideo() {
      called('playVideo');
      player.play();
    },
    pauseVideo() {
      called('pauseVideo');
      player.pause();
    },
    setPlaybackRate(rate: number) {
      called('setPlaybackRate', String(rate));
      player.setRate(rate);
    },
    getPlaybackRate: () => video.playbackRate,
    getPlayerState() {
      if (!player.loaded) return -1;
      if (video.ended) return 0;
      if (video.paused) return 2;
      return video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA ? 3 : 1;
    },
    getAdState: () => (player.adShowing ? 1 : -1),
    isInline: () => false,
    addEventListener(type: string, listener: (detail: unknown) => void) {
      listeners.set(type, (listeners.get(type) ?? new Set()).add(listener));
    },
    removeEventListener: (type: string, listener: (detail: unknown) => void) =>
      void listeners.get(type)?.delete(listener),
  });
  let ad = false;
  setInterval(() => {
    if (ad === player.adShowing) return;
    ad = player.adShowing;
    for (const listener of listeners.get(ad ? 'onAdStart' : 'onAdFinish') ?? []) listener(undefined);
  }, 100);
}
