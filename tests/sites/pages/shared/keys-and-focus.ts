import { note } from './journal.ts';

/**
 * Global keys and a thief of the focus, as big players have them. Keys that reach the document act on the player, and
 * the focus goes back to `home` after each key (`keys`), besides every half second (`always`), or never (`off`).
 */
export function grabKeysAndFocus(
  home: HTMLElement,
  thief: () => string,
  keys: Record<string, () => void>,
  signal = new AbortController().signal,
): void {
  home.tabIndex = -1;
  const steal = (why: string) => {
    const holder = document.activeElement;
    // The page's own buttons may keep it; a stranger's panel may not, even inside the player.
    if (holder === home || holder?.closest('.standin-controls') || holder?.matches('[data-uia]')) return;
    note('site', 'focus-stolen', why);
    home.focus({ preventScroll: true });
  };
  document.addEventListener(
    'keydown',
    (event) => {
      const act = keys[event.key];
      note('site', 'key', event.key);
      if (thief() !== 'off') steal(`key ${event.key}`);
      if (!act) return;
      event.preventDefault();
      act();
    },
    { signal },
  );
  const timer = setInterval(() => {
    if (thief() === 'always') steal('timer');
  }, 500);
  signal.addEventListener('abort', () => clearInterval(timer));
}
