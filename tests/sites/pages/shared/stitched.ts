import { CLIP_SECONDS, type ClipName } from './clips.ts';
import type { StreamPlan } from './mse-stream.ts';

/** A place in the content where ads play, in whole content seconds. */
export interface AdBreak {
  at: number;
  /** Length of all its ads together, in whole seconds. */
  seconds: number;
  ads: number;
  played: boolean;
}

/** A run of content or ads on the element's clock; all numbers are whole seconds. */
export interface Piece {
  /** The break whose ads these are; undefined for content. */
  adBreak: AdBreak | undefined;
  /** Content second at the start; in an ad, where the content stands still. */
  from: number;
  mediaStart: number;
  mediaEnd: number;
}

/** Reads breaks written as `30,75x2`: content seconds, and how many ads of `adSeconds` if not one. */
export function parseBreaks(text: string, adSeconds: number): AdBreak[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [at = 0, ads = 1] = part.split('x').map(Number);
      return { at, ads, seconds: ads * adSeconds, played: false };
    })
    .sort((a, b) => a.at - b.at);
}

/** Lays content from second `from` to `end` and its unplayed breaks out on a media clock that starts at `mediaStart`. */
export function stitch(from: number, end: number, breaks: readonly AdBreak[], mediaStart: number): Piece[] {
  const pieces: Piece[] = [];
  let media = mediaStart;
  let content = from;
  const add = (seconds: number, adBreak?: AdBreak) => {
    if (seconds <= 0) return;
    pieces.push({ adBreak, from: content, mediaStart: media, mediaEnd: media + seconds });
    media += seconds;
    if (!adBreak) content += seconds;
  };
  for (const adBreak of breaks) {
    if (adBreak.played || adBreak.at < from || adBreak.at >= end) continue;
    add(adBreak.at - content);
    add(adBreak.seconds, adBreak);
  }
  add(end - content);
  return pieces;
}

/** The piece playing at a media time, the nearest one when the time lies outside of all. */
export function pieceAt(pieces: readonly Piece[], media: number): Piece | undefined {
  return pieces.find((piece) => media < piece.mediaEnd) ?? pieces.at(-1);
}

/** Content seconds at a media time; in an ad, where the content stands still. */
export function contentAt(pieces: readonly Piece[], media: number): number {
  const piece = pieceAt(pieces, media);
  if (!piece) return 0;
  return piece.adBreak ? piece.from : piece.from + media - piece.mediaStart;
}

/** Media time of a content second, or undefined when the pieces do not hold it. */
export function mediaAt(pieces: readonly Piece[], content: number): number | undefined {
  const piece = pieces.find(
    (p) => !p.adBreak && p.from <= content && content < p.from + p.mediaEnd - p.mediaStart + 1e-6,
  );
  return piece && piece.mediaStart + content - piece.from;
}

/**
 * The plan that shows these pieces, content from `clip` (over and over where it is too short). The clip begins at
 * content second `lead`, after something else.
 */
export function planOf(pieces: readonly Piece[], clip: ClipName, lead = 0): StreamPlan {
  return {
    at(mediaSecond) {
      const piece = pieces.find((p) => p.mediaStart <= mediaSecond && mediaSecond < p.mediaEnd);
      if (!piece) return undefined;
      const into = mediaSecond - piece.mediaStart;
      if (piece.adBreak) return { clip: 'ad', second: into % CLIP_SECONDS.ad };
      const second = piece.from + into - lead;
      return second < 0 ? { clip: 'ad', second: piece.from + into } : { clip, second: second % CLIP_SECONDS[clip] };
    },
    end: () => pieces.at(-1)?.mediaEnd ?? 0,
  };
}
