import { CLIP_SECONDS } from './clips.ts';
import type { StreamPlan } from './mse-stream.ts';

/** How far back a live stream reaches, in seconds. */
const WINDOW_S = 60;
/** The stream had been running for so long when the server started. */
const HEAD_START_S = 120;

/** The newest second of the live stream; all pages of one server agree on it. */
export function liveEdge(): number {
  const startedAt = Number(document.querySelector('meta[name=standin-started-at]')?.getAttribute('content'));
  return (Date.now() - startedAt) / 1000 + HEAD_START_S;
}

/** A stream without end, in which only what has happened already can be had. */
export const livePlan: StreamPlan = {
  at: (second) => (second + 1 < liveEdge() ? { clip: 'main', second: second % CLIP_SECONDS.main } : undefined),
  end: () => Number.POSITIVE_INFINITY,
  seekable: () => [liveEdge() - WINDOW_S, liveEdge() - 1],
};
