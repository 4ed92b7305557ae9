/** Tell whenever the page may show another title. Cheap and often is fine: the content tracker decides. */

/** A page that leaves no trace in history or events is noticed within a second. */
const POLL_MS = 1_000;

interface NavigationLike extends EventTarget {
  addEventListener: EventTarget['addEventListener'];
}

/**
 * Watch for moves within the document until `signal` aborts.
 * @param siteEvents events of the site's own, on document or window
 */
export function watchNavigation(onMove: () => void, siteEvents: readonly string[], signal: AbortSignal): void {
  const navigation = (window as { navigation?: NavigationLike }).navigation;
  navigation?.addEventListener('currententrychange', onMove, { signal });
  for (const type of ['popstate', 'hashchange']) window.addEventListener(type, onMove, { signal });
  for (const type of siteEvents) window.addEventListener(type, onMove, { capture: true, signal });
  let last = location.href;
  const timer = setInterval(() => {
    if (location.href === last) return;
    last = location.href;
    onMove();
  }, POLL_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
}
