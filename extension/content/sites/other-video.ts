import type { Player } from './adapter.ts';

/**
 * Does another video of the player run? On sites whose ads have no known mark of their own, an ad in an element of its
 * own is seen by this [G]. Neither the film's standing nor the other's being shown is asked for: both come some time
 * after the ad has begun, and a film that is told to go on in between is moved in an ad.
 */
export const otherVideoPlays = ({ video }: Player, selector: string): boolean =>
  [...document.querySelectorAll(selector)].some(
    (other) =>
      other !== video &&
      other instanceof HTMLVideoElement &&
      !other.paused &&
      !other.ended &&
      !other.loop &&
      other.currentSrc !== '',
  );
