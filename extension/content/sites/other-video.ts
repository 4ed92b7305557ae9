import type { Player } from './adapter.ts';

/** Players put the film back some time after the ad's element has stopped [G]; a tick of a busy page lasts 100-300 ms. */
const HANDING_BACK_MS = 500;
const seenAt = new WeakMap<HTMLVideoElement, number>();

/**
 * Does another video of the player run? On sites whose ads have no known mark of their own, an ad in an element of its
 * own is seen by this [G]. Neither the film's standing nor the other's being shown is asked for: both come some time
 * after the ad has begun, and a film that is told to go on in between is moved in an ad.
 */
export function otherVideoPlays({ video }: Player, selector: string, now = performance.now()): boolean {
  const plays = [...document.querySelectorAll(selector)].some(
    (other) =>
      other !== video &&
      other instanceof HTMLVideoElement &&
      !other.paused &&
      !other.ended &&
      !other.loop &&
      other.currentSrc !== '',
  );
  if (plays) seenAt.set(video, now);
  return now - (seenAt.get(video) ?? -Infinity) < HANDING_BACK_MS;
}
