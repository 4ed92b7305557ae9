/** When did a person last touch the page? Only trusted events count, and only those outside of our overlay. */
export interface InputWatch {
  /** `performance.now()` of the last press that can explain an act on the player; -Infinity: none. */
  lastAt(): number;
  /** Is a pointer down now? */
  held(): boolean;
}

/** Chromium keeps an activation for 5 s; Firefox likewise. One that no press we saw explains came past us. */
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
    lastAt() {
      // Presses on a browser's own video controls or in a child frame do not pass here; the activation shows them.
      const unseen = navigator.userActivation?.isActive === true && now() - anyAt > ACTIVATION_LIFE_MS;
      return unseen ? now() : pageAt;
    },
    held: () => down,
  };
}
