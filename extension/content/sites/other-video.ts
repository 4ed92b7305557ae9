import type { Player } from './adapter.ts';

/**
 * Does another video of the player play over the film? On sites whose ads have no known mark of their own, an ad in an
 * element of its own is seen by this: it runs, and the film stands [G].
 */
export function otherVideoPlays({ video }: Player, selector: string): boolean {
  if (!video.paused) return false;
  return [...document.querySelectorAll(selector)].some(
    (other) =>
      other !== video &&
      other instanceof HTMLVideoElement &&
      !other.paused &&
      !other.loop &&
      other.readyState > 0 &&
      (other.checkVisibility?.({ visibilityProperty: true }) ?? true),
  );
}
