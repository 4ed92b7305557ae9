import { numberOrNull, type PageDriver, textOrNull } from '../driver.ts';

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

const player = () => document.querySelector<YouTubePlayer>('#movie_player');
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
  watch(tell, signal) {
    // The player's own events [A: SB]; it may not be there yet, then the content script's looks have to do.
    const found = player();
    found?.addEventListener('onAdStart', () => tell('ad'), { signal });
    found?.addEventListener('onAdFinish', () => tell('ad'), { signal });
  },
});
