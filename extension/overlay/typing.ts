import { isOurs } from './shield.ts';

/** A loss of focus this soon after a hand's own doing was meant, ms. */
const MEANT_MS = 400;
/** After this many refocusings in `WAR_MS` the site wins: two scripts that fight over the focus would freeze the page. */
const WAR_MAX = 16;
const WAR_MS = 2_000;

/** Or anything else that has the focus, and no place to write at. */
type TextField = HTMLInputElement | HTMLTextAreaElement | null;

/**
 * Sites that pull the focus to their player (Netflix does) must not break off a sentence: if a field of ours loses the
 * focus and no hand asked for it, it gets it back, with its selection. Call it before `shield`, which stops the events
 * that this listens to.
 */
export function keepTyping(root: ShadowRoot, signal: AbortSignal): void {
  const { host } = root;
  let meantAt = -Infinity;
  let wins: number[] = [];
  const first = { capture: true, signal };
  // A press or a letter inside the overlay says that this is where the person is now, whatever was pressed before.
  const note = (event: Event) => {
    const leads = /^(Tab|Escape)$/.test((event as KeyboardEvent).key);
    if (event.isTrusted) meantAt = isOurs(event, host) && !leads ? -Infinity : performance.now();
  };
  for (const type of ['pointerdown', 'keydown']) window.addEventListener(type, note, first);
  /** Who has the focus in here: a closed root does not tell out there whom it leaves. */
  let field: TextField = null;
  // From field to field it is heard in here only.
  for (const place of [window, root])
    place.addEventListener('focusin', () => (field = root.activeElement as TextField), first);
  window.addEventListener(
    'focusout',
    (event) => {
      const left = field;
      // Another window or tab was chosen; that is the user's doing, and the browser brings the focus back itself.
      if (!isOurs(event, host) || !document.hasFocus() || left?.selectionStart == null) return;
      const { selectionStart, selectionEnd } = left;
      // After the script that took it has run to its end: inside the event the new focus is not set yet.
      queueMicrotask(() => {
        const now = performance.now();
        wins = wins.filter((at) => now - at < WAR_MS);
        if (now - meantAt < MEANT_MS || wins.length >= WAR_MAX || !left.isConnected) return;
        wins.push(now);
        left.focus({ preventScroll: true });
        left.setSelectionRange(selectionStart, selectionEnd);
      });
    },
    first,
  );
}
