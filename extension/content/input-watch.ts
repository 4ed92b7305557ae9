/** When did a person last touch the page? Only trusted events count, and only those outside of our overlay. */
export interface InputWatch {
  /**
   * `performance.now()` of the last press that can explain an act on the player; -Infinity: none.
   * @param nativeControls the player shows the browser's own controls: presses on them do not reach the page's listeners
   */
  lastAt(nativeControls: boolean): number;
  /** Is a pointer that was pressed on the page down now? */
  held(): boolean;
}

/**
 * Chromium keeps an activation for 5 s; Firefox likewise. One that no press we saw explains came past us. It is believed
 * on native controls only: everywhere else it would make the site's own jumps look like a person's.
 */
const ACTIVATION_LIFE_MS = 5_500;
const PRESSES = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchend', 'keydown', 'wheel'] as const;
/** A move without a button tells of a release that nobody could hear. */
const RELEASES = ['pointerup', 'pointermove', 'pointercancel', 'dragend'] as const;

/**
 * @param isOurs does an event come from our own interface?
 * @param onPress called for every trusted press anywhere: a click lifts a block on playing (S26)
 */
export function watchInput(
  isOurs: (event: Event) => boolean,
  onPress: () => void,
  signal: AbortSignal,
  now: () => number = () => performance.now(),
): InputWatch {
  let pageAt = -Infinity;
  let anyAt = -Infinity;
  let down = false;
  const options = { capture: true, passive: true, signal };
  const onInput = (event: Event) => {
    if (!event.isTrusted) return;
    anyAt = now();
    if (event.type !== 'wheel') onPress();
    // Where a scrubber does not capture its pointer, its drag may end over our overlay: that release is the page's too.
    if (isOurs(event) && !(down && event.type === 'pointerup')) return;
    pageAt = now();
    // A menu swallows the release of the other buttons.
    if (event.type === 'pointerdown') down = (event as PointerEvent).button === 0;
  };
  const letGo = (event: Event) => {
    if (event.isTrusted && !(event as PointerEvent).buttons) down = false;
  };
  for (const type of PRESSES) window.addEventListener(type, onInput, options);
  for (const type of RELEASES) window.addEventListener(type, letGo, options);
  // Not in capture: the window's own, not that of a field which loses the focus to the press.
  window.addEventListener('blur', letGo, { signal });
  return {
    lastAt(nativeControls) {
      const unseen = nativeControls && navigator.userActivation?.isActive && now() - anyAt > ACTIVATION_LIFE_MS;
      return unseen ? now() : pageAt;
    },
    held: () => down,
  };
}
