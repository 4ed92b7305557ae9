import type { Host } from './host.ts';
import { isOurs } from './shield.ts';

/** A loss of focus this soon after a hand's own doing was meant, ms. */
const MEANT_MS = 400;
/** After this many refocusings in `WAR_MS` the site wins: two scripts that fight over the focus would freeze the page. */
const WAR_MAX = 16;
const WAR_MS = 2_000;

/** Who has the focus, and the selection in it: buttons have none. */
type Selected = Partial<Pick<HTMLInputElement, 'selectionStart' | 'selectionEnd'>>;
type Focused = HTMLElement & Selected & Partial<Pick<HTMLInputElement, 'setSelectionRange'>>;

/**
 * Sites that pull the focus to their player (Netflix does), or throw all of us out while they build their player anew,
 * must not break off a sentence: what has the focus in here and loses it though no hand asked for it gets it back, a field
 * with its selection. Call it before `shield`, which stops the events that this listens to.
 * @returns to be called when the host is somewhere else
 */
export function keepTyping({ root, ensure }: Pick<Host, 'root' | 'ensure'>, signal: AbortSignal): () => void {
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
  let holder: Focused | null = null;
  // From field to field it is heard in here only.
  for (const place of [window, root])
    place.addEventListener('focusin', () => (holder = root.activeElement as Focused | null), first);

  const giveBack = (left: Focused, selected: Selected = left) => {
    const { selectionStart: start = null, selectionEnd: end = null } = selected;
    const now = performance.now();
    wins = wins.filter((at) => now - at < WAR_MS);
    if (root.activeElement === left || now - meantAt < MEANT_MS || wins.length >= WAR_MAX || !left.isConnected) return;
    wins.push(now);
    left.focus({ preventScroll: true });
    if (start !== null) left.setSelectionRange?.(start, end);
  };
  window.addEventListener(
    'focusout',
    (event) => {
      const left = holder;
      // Another window or tab was chosen; that is the user's doing, and the browser brings the focus back itself.
      if (!isOurs(event, host) || !document.hasFocus() || !left) return;
      const { selectionStart = null, selectionEnd = null } = left;
      // After the script that took it has run to its end: inside the event the new focus is not set yet.
      queueMicrotask(() => {
        // Chromium says so of who is thrown out, too; Firefox does not.
        const isOut = !host.isConnected;
        if (isOut) ensure();
        if (isOut || selectionStart !== null) giveBack(left, { selectionStart, selectionEnd });
        if (root.activeElement !== left && holder === left) holder = null;
      });
    },
    first,
  );
  return () => holder && giveBack(holder);
}
