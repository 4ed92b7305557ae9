/** What a scroll through the chat came to. Times in ms. */
export interface Measured {
  /** Tasks of 50 ms and more, as the browser reports them. */
  longTasks: number[];
  /** Between one frame and the next. */
  frames: { count: number; p50: number; p95: number; worst: number };
  /** Of the log, at most at once. */
  rowsDrawn: number;
  messages: number;
  seconds: number;
}

/** RAIL: a task longer than this is felt. ms. */
export const LONG_TASK_MS = 50;
/** A frame at 60 Hz and what timers round: nineteen frames of twenty come in time. ms. */
export const FRAME_P95_MS = 20;
/** Three frames late in a row are a stutter. ms. */
export const FRAME_WORST_MS = 67;
/** Drawn by the window on the log; all thousand would be scrolled smoothly on a quick machine too. */
export const ROWS_MOST = 60;

/** What a reader would feel, in words; none: without jank. */
export function jankIn({ longTasks, frames, rowsDrawn }: Measured): string[] {
  const longest = Math.max(0, ...longTasks);
  return [
    longest > LONG_TASK_MS && `a task of ${longest} ms (at most ${LONG_TASK_MS})`,
    frames.p95 > FRAME_P95_MS && `frames p95 ${frames.p95} ms (at most ${FRAME_P95_MS})`,
    frames.worst > FRAME_WORST_MS && `a frame after ${frames.worst} ms (at most ${FRAME_WORST_MS})`,
    rowsDrawn > ROWS_MOST && `${rowsDrawn} rows drawn (at most ${ROWS_MOST})`,
  ].filter((felt) => felt !== false);
}
