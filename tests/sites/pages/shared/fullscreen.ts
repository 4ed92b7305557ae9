/** What a fullscreen button does: puts `target` into fullscreen, or leaves it. */
export function toggleFullscreen(target: Element): void {
  const change = document.fullscreenElement ? document.exitFullscreen() : target.requestFullscreen();
  change.catch(() => {}); // No gesture: the browser refuses, the page goes on.
}
