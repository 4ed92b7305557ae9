/** A frame of the party's tab that has introduced itself. */
export interface FrameCandidate {
  frameId: number;
  /** 0: it has no video. */
  score: number;
}

/**
 * Which frame's video is the film? The best score; on a tie the one that has it, else the outermost, so that two equal
 * frames never take the player from each other in turns.
 * @returns null while no frame has a video
 */
export function electFrame(frames: readonly FrameCandidate[], current: number | null): number | null {
  let best: FrameCandidate | null = null;
  for (const frame of frames) {
    if (!(frame.score > 0)) continue;
    const better =
      best === null || frame.score > best.score || (frame.score === best.score && wins(frame, best, current));
    if (better) best = frame;
  }
  return best?.frameId ?? null;
}

const wins = (frame: FrameCandidate, best: FrameCandidate, current: number | null): boolean =>
  best.frameId !== current && (frame.frameId === current || frame.frameId < best.frameId);
