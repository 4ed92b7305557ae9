import { isOurs } from './shield.ts';

/** A loss of focus this soon after a hand's own doing was meant, ms. */
const MEANT_MS = 400;
/** After this many refocusings in `WAR_MS` the site wins: two scripts that fight over the focus would freeze the page. */
const WAR_MAX = 16;
const WAR_MS = 2_000;

type TextField = HTMLInputElement | HTMLTextAreaElement;
const isTextField = (target: unknown): target is TextField =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text');

/**
 * Sites that pull the focus to their player (Netflix does) must not break off a sentence: if a field of ours loses the
 * focus and no hand asked for it, it gets it back, with its selection. Call it before `shield`, which stops the events
 * that this listens to.
 */
export function keepTyping(host: HTMLElement, signal: AbortSignal): void {
  let meantAt = Number.NEGATIVE_INFINITY;
  let wins: number[] = [];
  const first = { capture: true, signal };
  const meant = () => {
    meantAt = performance.now();
  };
  // A press or a letter inside the overlay says that this is where the person is now, whatever was pressed before.
  const here = () => {
    meantAt = Number.NEGATIVE_INFINITY;
  };
  window.addEventListener('pointerdown', (event) => (isOurs(event, host) ? here() : meant()), first);
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Tab' || event.key === 'Escape') meant();
      else if (isOurs(event, host)) here();
    },
    first,
  );
  window.addEventListener(
    'focusout',
    (event) => {
      const field = event.composedPath()[0];
      if (!isOurs(event, host) || !isTextField(field) || event.relatedTarget === host) return;
      // Another window or tab was chosen; that is the user's doing, and the browser brings the focus back itself.
      if (!document.hasFocus()) return;
      const { selectionStart, selectionEnd } = field;
      // After the script that took it has run to its end: inside the event the new focus is not set yet.
      queueMicrotask(() => {
        const now = performance.now();
        wins = wins.filter((at) => now - at < WAR_MS);
        if (now - meantAt < MEANT_MS || wins.length >= WAR_MAX || !field.isConnected || signal.aborted) return;
        wins.push(now);
        field.focus({ preventScroll: true });
        if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd);
      });
    },
    first,
  );
}
