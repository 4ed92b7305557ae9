import { listening, numberOrNull, type PageDriver, textOrNull } from '../driver.ts';

/** Methods of `#movie_player` [A: SB, VSC; SSAP offset B: SB/maze-utils]. Times in seconds. */
interface YouTubePlayer extends HTMLElement {
  getVideoData?(): { video_id?: unknown; title?: unknown; author?: unknown; isLive?: unknown } | undefined;
  getCurrentTime?(): number;
  getDuration?(): number;
  getPlayerState?(): number;
  /** 1: an ad plays. */
  getAdState?(): number;
  seekTo?(seconds: number, allowSeekAhead: boolean): void;
  playVideo?(): void;
  pauseVideo?(): void;
}

/** Where another page of the site shows, the player of the last video stays behind, hidden [G]: it says nothing of this page. */
const find = () => {
  const found = document.querySelector<YouTubePlayer>('#movie_player');
  return found?.checkVisibility() ? found : null;
};
/** The player's own events, by functions of its own in place of the element's [A: SB]: they know nothing of signals. */
const EVENTS = ['onAdStart', 'onAdFinish'];
const { player, watch } = listening(find, (found, tell, signal) => {
  const listener = () => tell('ad');
  for (const name of EVENTS) found.addEventListener(name, listener);
  signal.addEventListener('abort', () => EVENTS.map((name) => found.removeEventListener(name, listener)), {
    once: true,
  });
});
const ms = (seconds: unknown): number | null => {
  const value = numberOrNull(seconds);
  return value === null ? null : value * 1000;
};

function onPlayer(act: (player: YouTubePlayer) => void): boolean {
  const found = player();
  if (!found?.getVideoData) return false;
  act(found);
  return true;
}

/** The public iframe API's number for "paused" [G], as SponsorBlock uses it [A]. */
const PAUSED = 2;

export const youtubeDriver = (): PageDriver => ({
  probe: () => typeof player()?.getVideoData === 'function',
  snapshot() {
    const found = player();
    const data = found?.getVideoData?.();
    if (!found || !data) return null;
    const adState = found.getAdState?.();
    return {
      contentMs: ms(found.getCurrentTime?.()),
      mediaMs: null,
      durationMs: ms(found.getDuration?.()),
      paused: found.getPlayerState ? found.getPlayerState() === PAUSED : null,
      ad: adState === undefined ? null : adState === 1,
      contentId: textOrNull(data.video_id),
      live: data.isLive === true,
    };
  },
  play: () => onPlayer((found) => found.playVideo?.()),
  pause: () => onPlayer((found) => found.pauseVideo?.()),
  seek: (contentMs) => onPlayer((found) => found.seekTo?.(contentMs / 1000, true)),
  rate: () => false, // The element takes any rate; the API knows presets only.
  identity: () => textOrNull(player()?.getVideoData?.()?.video_id),
  metadata() {
    const title = textOrNull(player()?.getVideoData?.()?.title);
    return title ? { title } : null;
  },
  watch,
});
