import type { ClipName } from './clips.ts';

export interface FrameCode {
  clip: ClipName;
  /** Number of the picture on screen; all clips have 30 a second. */
  frame: number;
}

const CELLS = 16;
const FRAME_BITS = 12;
const CLIPS: readonly ClipName[] = ['main', 'other', 'ad'];

/** Reads the frame number burned into the bottom of the clips; null when there is no picture or it is not one of ours. */
export function readFrameCode(video: HTMLVideoElement): FrameCode | null {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = CELLS;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  // One pixel from the middle of each cell: scaling the whole strip would mix neighbours.
  const cell = video.videoWidth / CELLS;
  const y = video.videoHeight * (258 / 270);
  for (let i = 0; i < CELLS; i++) context.drawImage(video, (i + 0.5) * cell, y, 1, 1, i, 0, 1, 1);
  const pixels = context.getImageData(0, 0, CELLS, 1).data;
  const bits: number[] = Array.from({ length: CELLS }, (_, i) => ((pixels[i * 4] ?? 0) > 127 ? 1 : 0));

  const ones = bits.slice(1).reduce((sum, bit) => sum + bit, 0);
  if (bits[0] !== 1 || ones % 2 !== 0) return null;
  const number = (from: number, count: number) =>
    bits.slice(from, from + count).reduce((sum, bit, i) => sum + bit * 2 ** i, 0);
  const clip = CLIPS[number(1 + FRAME_BITS, 2)];
  return clip ? { clip, frame: number(1, FRAME_BITS) } : null;
}
