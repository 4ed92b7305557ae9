/** The site's own player, as its controls use it. Times are content seconds. */
export interface SitePlayer {
  play(): void;
  pause(): void;
  seek(seconds: number): void;
  setRate(rate: number): void;
  position(): number;
  duration(): number;
  paused(): boolean;
}

/** The player of a page that does nothing special: the element itself. */
export function elementPlayer(video: HTMLVideoElement): SitePlayer {
  return {
    play: () => void video.play().catch(() => {}), // Blocked or interrupted: the page stays paused, as pages do.
    pause: () => video.pause(),
    seek: (seconds) => {
      video.currentTime = seconds;
    },
    setRate: (rate) => {
      video.playbackRate = rate;
    },
    position: () => video.currentTime,
    duration: () => video.duration,
    paused: () => video.paused,
  };
}
