/**
 * Which of a page's videos is the film? A plain description in, a number out. Facts: [A: ASB, MS, VSC].
 */
export interface VideoDescription {
  /** CSS pixels. */
  width: number;
  height: number;
  /** Square pixels of it inside the viewport. */
  visibleArea: number;
  viewportArea: number;
  /** Not painted: display none, visibility hidden, detached. */
  hidden: boolean;
  readyState: number;
  /** Seconds; NaN without metadata, Infinity for streams. */
  duration: number;
  /** Its clock moved since the last look. */
  advancing: boolean;
  paused: boolean;
  loop: boolean;
  muted: boolean;
  controls: boolean;
  hasSource: boolean;
  /** The site's own word: inside the film's box, inside a preview's, or nothing. */
  site: 'preferred' | 'rejected' | 'neutral';
  allowBlankSource: boolean;
}

/** Smaller ones are thumbnails and avatars. */
export const FILM_MIN_WIDTH_PX = 200;
export const FILM_MIN_HEIGHT_PX = 100;
/** Half an hour and more is as long as it gets: two long films do not differ by their minutes. */
const LONG_S = 1_800;
const HAVE_METADATA = 1;

/** @returns 0: not the film; else the higher the likelier, at most about 10,000 (elections between frames compare it) */
export function scoreVideo(video: VideoDescription): number {
  if (video.site === 'rejected' || video.hidden) return 0;
  if (video.width < FILM_MIN_WIDTH_PX || video.height < FILM_MIN_HEIGHT_PX) return 0;
  if (video.loop && video.muted && !video.controls) return 0;
  if (!video.hasSource && !video.allowBlankSource) return 0;
  const area = video.viewportArea > 0 ? Math.min(1, video.visibleArea / video.viewportArea) : 0;
  const size = video.viewportArea > 0 ? Math.min(1, (video.width * video.height) / video.viewportArea) : 0;
  // Scrolled out of sight is still a film, but a poor one.
  let score = 100 + 1_000 * area + 100 * size;
  if (video.readyState >= HAVE_METADATA) score += 300;
  if (video.duration > 0) score += 500 * Math.min(1, video.duration / LONG_S);
  if (video.advancing) score += 400;
  if (video.site === 'preferred') score += 5_000;
  return Math.round(score);
}

/** The film that is on keeps its place against slightly better ones: two equal videos must not take turns. */
const LEAD = 1.25;

/** Index of the film among scores, or -1. `current`: index of the present one, -1 for none. */
export function pickFilm(scores: readonly number[], current: number): number {
  let best = -1;
  for (const [index, score] of scores.entries()) if (score > 0 && score > (scores[best] ?? 0)) best = index;
  const held = scores[current] ?? 0;
  return held > 0 && best !== -1 && (scores[best] ?? 0) < held * LEAD ? current : best;
}
