/** Longer than any look at a tab takes; whoever has gone on by then is not called back. */
const PATIENCE_MS = 1_000;

/**
 * Focus an element that may still have to be drawn: a screen's lower half comes when the look at the tab is back.
 * @param id empty: nothing
 * @returns stops waiting
 */
export function focusWhenThere(id: string): () => void {
  const here = id === '' ? null : document.getElementById(id);
  here?.focus();
  if (id === '' || here) return () => {};
  const observer = new MutationObserver(() => {
    const found = document.getElementById(id);
    if (!found) return;
    stop();
    found.focus();
  });
  const timer = setTimeout(() => stop(), PATIENCE_MS);
  function stop(): void {
    clearTimeout(timer);
    observer.disconnect();
  }
  observer.observe(document.body, { childList: true, subtree: true });
  return stop;
}
