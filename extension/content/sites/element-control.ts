import { toMedia } from '../content-clock.ts';
import type { Outcome } from '../controller/types.ts';
import type { SiteControl } from './adapter.ts';

/** How a rejected `play()` is to be understood: a missing gesture is the user's to give, an interruption is nobody's fault. */
export function outcomeOfRejection(reason: unknown): Outcome {
  const name = reason instanceof DOMException ? reason.name : '';
  if (name === 'NotAllowedError') return 'blocked';
  return name === 'AbortError' ? 'cancelled' : 'failed';
}

/** Control by the element itself: right on most sites, from the isolated world. */
export const elementControl: SiteControl = {
  play: ({ video }) =>
    video.play().then(
      () => 'done' as const,
      (reason: unknown) => outcomeOfRejection(reason),
    ),
  pause({ video }) {
    video.pause();
    return 'done';
  },
  seek({ video, clock }, content) {
    if (video.readyState === HTMLMediaElement.HAVE_NOTHING) return 'failed';
    video.currentTime = Math.max(0, toMedia(clock, content));
    return 'done';
  },
  rate({ video }, rate, preservesPitch) {
    if (video.preservesPitch !== preservesPitch) video.preservesPitch = preservesPitch;
    if (video.playbackRate !== rate) video.playbackRate = rate;
    return 'done';
  },
};
