/** When did a person last touch the page? Only trusted events count, and only those outside of our overlay. */
export interface InputWatch {
  /**
   * `performance.now()` of the last press that can explain an act on the player; -Infinity: none.
   * @param nativeControls the player shows the browser's own controls: presses on them do not reach the page's listeners
   */
  lastAt(nativeControls: boolean): number;
  /** Is a pointer down now? */
  held(): boolean;
}

/**
 * Chromium keeps an activation for 5 s; Firefox likewise. One that no press we saw explains came past us. It is believed
 * on native controls only: everywhere else it would make the site's own jumps look like a person's.
 */
const ACTIVATION_LIFE_MS = 5_500;
const PRESSES = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchend', 'keydown', 'wheel'] as const;

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
  const onInput = (event: Event) => {
    if (!event.isTrusted) return;
    anyAt = now();
    if (event.type !== 'wheel') onPress();
    if (isOurs(event)) return;
    pageAt = now();
    if (event.type === 'pointerdown') down = true;
    if (event.type === 'pointerup') down = false;
  };
  for (const type of PRESSES) window.addEventListener(type, onInput, { capture: true, passive: true, signal });
  for (const type of ['blur', 'pointercancel', 'dragend'])
    window.addEventListener(
      type,
      () => {
        down = false;
      },
      { capture: true, signal },
    );
  return {
    lastAt(nativeControls) {
      const unseen =
        nativeControls && navigator.userActivation?.isActive === true && now() - anyAt > ACTIVATION_LIFE_MS;
      return unseen ? now() : pageAt;
    },
    held: () => down,
  };
}
