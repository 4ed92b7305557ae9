/**
 * Keeps what is typed in the overlay from the site, the site's grip on the focus from the typing, and the site's hand from
 * the buttons.
 *
 * Sites listen for keys on window and document, some in the capture phase. Our listener stands on window, capture, from
 * mount on: it stops an event that comes from our tree before anybody later sees it, and hands a copy that can't leave
 * the shadow root to our own handlers. The default action (the letter appears) is untouched, unless a handler of ours
 * prevents the copy's. What a site registered on window, capture, before us still sees it: nobody can be earlier.
 *
 * What no hand has done is done by nobody: a script that has come by a node of ours (Firefox tells it of those under the
 * mouse, `Event.originalTarget`) can press no button with it.
 */
const WRITING = [
  'keydown',
  'keypress',
  'keyup',
  'beforeinput',
  'input',
  'compositionstart',
  'compositionupdate',
  'compositionend',
] as const;
/** Ours need no copy of these, the default action is all. Clipboard and drag carry words. */
const SILENT = [
  'paste',
  'copy',
  'cut',
  'dragstart',
  'drop',
  'textInput',
  'focusin',
  'focusout',
  'focus',
  'blur',
] as const;
/** Stopped only on the way up: a site's play-on-click sits on the player, which in fullscreen is our parent. */
const POINTERS = [
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'touchstart',
  'touchend',
  'touchmove',
  'wheel',
] as const;

/**
 * A plain event with what our handlers read of the one that it stands for. A `KeyboardEvent` would not stay in our tree:
 * Firefox has each of them leave its shadow root, whatever it is told (measured, 153), so we would hear our own copies
 * without end, and the page too.
 */
function copyOf(event: Event): Event {
  const { type, cancelable, key, shiftKey, isComposing } = event as KeyboardEvent;
  return Object.assign(new Event(type, { bubbles: true, cancelable }), { key, shiftKey, isComposing });
}

/** Is the event from inside the overlay? */
export const isOurs = (event: Event, host: EventTarget): boolean => event.composedPath().includes(host);

/**
 * Call it before anything in the root listens.
 * @param see is shown what a hand does to the window and who gets the focus, ours or not, first of all
 */
export function shield(root: ShadowRoot, signal: AbortSignal, see?: (event: Event) => void): void {
  const { host } = root;
  const options = { capture: true, signal };
  let handed: Event | undefined;
  // Who may look in may press, too: a developer has said so.
  const forged = (event: Event) => root.mode === 'closed' && !event.isTrusted && event !== handed;
  const pass = (event: Event) => {
    see?.(event);
    if (!isOurs(event, host)) return;
    event.stopImmediatePropagation();
    // A closed root does not tell out here whom it is for: whoever has the focus.
    const target = root.activeElement;
    if (!target || forged(event)) return;
    handed = copyOf(event);
    if (!target.dispatchEvent(handed)) event.preventDefault();
  };
  const refuse = (event: Event) => {
    if (!forged(event)) return;
    event.stopImmediatePropagation();
    // A box is not ticked, an address not opened: what would follow from it is trusted again.
    event.preventDefault();
  };
  for (const type of [...WRITING, 'click', 'change']) root.addEventListener(type, refuse, options);
  const silence = (event: Event) => {
    see?.(event);
    if (isOurs(event, host)) event.stopImmediatePropagation();
  };
  for (const type of WRITING) window.addEventListener(type, pass, options);
  for (const type of SILENT) window.addEventListener(type, silence, options);
  // A drag of the site's scrubber may end over us: what began on the page ends there.
  let fromPage = false;
  const begin = (event: Event) => {
    see?.(event);
    fromPage = !isOurs(event, host);
  };
  window.addEventListener('pointerdown', begin, options);
  const stop = (event: Event) => {
    if (!(fromPage && /up$/.test(event.type))) event.stopPropagation();
  };
  for (const type of POINTERS) host.addEventListener(type, stop, { signal, passive: true });
}
