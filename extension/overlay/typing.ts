import type { Host } from './host.ts';
import { isOurs } from './shield.ts';

/** A loss of focus this soon after a hand's own doing was meant, ms. */
const MEANT_MS = 400;
/** After this many refocusings in `WAR_MS` the site wins: two scripts that fight over the focus would freeze the page. */
const WAR_MAX = 16;
const WAR_MS = 2_000;

/** After what is drawn anew has had the time to take the focus itself, ms. */
const HANDED_ON_MS = 30;

export interface Typing {
  /** An event of the window, before anybody else. */
  see(event: Event): void;
  /** The host is somewhere else, or something else is drawn in it. */
  goOn(): void;
}

/** Who has the focus, and the selection in it: buttons have none. */
type Selected = Partial<Pick<HTMLInputElement, 'selectionStart' | 'selectionEnd'>>;
type Focused = HTMLElement & Selected & Partial<Pick<HTMLInputElement, 'setSelectionRange'>>;

/**
 * Sites that pull the focus to their player (Netflix does), or throw all of us out while they build their player anew,
 * must not break off a sentence: what has the focus in here and loses it though no hand asked for it gets it back, a field
 * with its selection. What is gone itself, a button with its message or the field of who may not write any more, hands it
 * on: a keyboard left with nothing would have its next key go to the film. It is told by `shield`, which lets nobody else
 * hear of our events.
 * @param nearest who gets it from what is gone, unless that stood in the log, which gets it itself
 */
export function keepTyping(
  { root, ensure }: Pick<Host, 'root' | 'ensure'>,
  nearest: () => HTMLElement | null,
  signal: AbortSignal,
): Typing {
  const { host } = root;
  let meantAt = -Infinity;
  let byKey = false;
  let wins: number[] = [];
  // A press or a letter inside the overlay says that this is where the person is now, whatever was pressed before.
  const note = (event: Event) => {
    if (!event.isTrusted) return;
    const leads = /^(Tab|Escape)$/.test((event as KeyboardEvent).key);
    meantAt = isOurs(event, host) && !leads ? -Infinity : performance.now();
    byKey = event.type === 'keydown';
  };
  /** Who has the focus in here: a closed root does not tell out there whom it leaves. */
  let holder: Focused | null = null;
  let log: HTMLElement | null = null;
  const hold = () => {
    holder = root.activeElement as Focused | null;
    log = holder?.closest<HTMLElement>('[role=log]') ?? null;
  };
  hold();
  // From field to field it is heard in here only.
  root.addEventListener('focusin', hold, { capture: true, signal });

  const giveBack = (left: Focused, selected: Selected = left) => {
    const { selectionStart: start = null, selectionEnd: end = null } = selected;
    const now = performance.now();
    wins = wins.filter((at) => now - at < WAR_MS);
    if (root.activeElement === left || now - meantAt < MEANT_MS || wins.length >= WAR_MAX || !left.isConnected) return;
    wins.push(now);
    left.focus({ preventScroll: true });
    if (start !== null) left.setSelectionRange?.(start, end);
  };
  const goOn = () => {
    const left = holder;
    if (!left || left.isConnected || !host.isConnected) return left && giveBack(left);
    holder = null;
    // Who pressed with the mouse has the keys at the film. What took the place of a button may want the focus itself, two
    // frames later; a field is written in right now.
    if (!byKey) return;
    const hand = () =>
      root.activeElement === null && !signal.aborted && giveBack(log?.isConnected ? log : (nearest() ?? left));
    if (left.selectionStart != null) hand();
    else requestAnimationFrame(() => setTimeout(hand, HANDED_ON_MS));
  };
  const lost = (event: Event) => {
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
      if (!left.isConnected) goOn();
      else if (root.activeElement !== left && holder === left) holder = null;
    });
  };
  const doers: Record<string, (event: Event) => void> = {
    pointerdown: note,
    keydown: note,
    focusin: hold,
    focusout: lost,
  };
  return { see: (event) => doers[event.type]?.(event), goOn };
}
