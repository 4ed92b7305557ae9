/** Sites hide their controls about this long after the last movement (YouTube 3 s, Netflix 3-5 s). */
const IDLE_AFTER_MS = 3_000;

/**
 * Tells when the hand rests, as sites' own controls do.
 * @param onChange called with `true` when it has rested for `IDLE_AFTER_MS`, with `false` at the next movement
 * @returns stops it
 */
export function watchIdle(onChange: (idle: boolean) => void): () => void {
  const stop = new AbortController();
  let idle = false;
  let timer = setTimeout(rest, IDLE_AFTER_MS);
  function rest(): void {
    idle = true;
    onChange(true);
  }
  function stir(): void {
    clearTimeout(timer);
    timer = setTimeout(rest, IDLE_AFTER_MS);
    if (!idle) return;
    idle = false;
    onChange(false);
  }
  const options = { capture: true, passive: true, signal: stop.signal };
  for (const type of ['mousemove', 'pointerdown', 'touchstart', 'keydown'])
    window.addEventListener(type, stir, options);
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}
