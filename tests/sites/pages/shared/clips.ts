/** The committed clips and their length in whole seconds; `still` is one picture, in one fragment only. */
export const CLIP_SECONDS = { main: 120, other: 60, ad: 15, still: 20 } as const;

export type ClipName = keyof typeof CLIP_SECONDS;

/** The clip as a plain MP4 file, for `video.src`. */
export function clipUrl(clip: ClipName): string {
  return `/__standin/media/${clip}.mp4`;
}

/** The clip in fragments of one second, for Media Source Extensions. */
export function fragmentedClipUrl(clip: ClipName): string {
  return `/__standin/media/${clip}.frag.mp4`;
}
