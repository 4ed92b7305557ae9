/** Frames come in swarms (ads, widgets): the background hears of them once. */
const FRAMES_AFTER_MS = 300;

/** @returns call it for each frame that came or navigated */
export function tellOfFrames(tell: () => void, signal: AbortSignal): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!signal.aborted) tell();
    }, FRAMES_AFTER_MS);
  };
}
