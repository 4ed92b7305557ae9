import { HOST_ID } from '../messaging/page-marks.ts';
import { closedRoot } from './closed-root.ts';
import { placeFor } from './place.ts';
import type { OverlayOptions } from './types.ts';

export interface Host {
  element: HTMLElement;
  root: ShadowRoot;
  /**
   * It lies above a fullscreen element as a popover. Chromium makes everything outside a fullscreen element inert: it is
   * seen there, but neither clicked nor typed into (measured, Chromium 156; tests/gallery/behaviour.ts).
   */
  onlySeen(): boolean;
  /** Is it still where it must be? If not, put it there: for removals that no observer sees, and films found in a dialog. */
  ensure(): void;
}

/**
 * After this long it is looked again where the host belongs, ms: a page that throws it out may be building its player
 * anew. Until then it is not put back a second time: a page that keeps removing it wins slowly.
 */
const PUT_BACK_MS = 250;

/**
 * The overlay's element in the page: follows fullscreen and modal dialogs, comes back when a re-rendering site throws
 * it out, goes away with the signal.
 * @param onMoved called after the host has changed places: scroll positions are lost by moving, the focus too
 */
export function createHost(
  options: Pick<OverlayOptions, 'signal' | 'mountPoint' | 'shrinkTarget'>,
  onMoved: () => void,
): Host {
  const { signal } = options;
  const element = document.createElement('div');
  element.id = HOST_ID;
  const root = closedRoot(element);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const page = () => options.mountPoint() ?? document.body ?? document.documentElement;

  function place(): void {
    const film = options.shrinkTarget?.() ?? null;
    const where = placeFor(document.fullscreenElement ?? null, modalAround(film), page());
    if (element.parentElement !== where.parent) move(where.parent);
    setTopLayer(where.topLayer);
    // A fullscreen element may draw only some of its children (a closed shadow root): then above it.
    if (where.reason === 'fullscreen' && !element.checkVisibility()) {
      move(page());
      setTopLayer(true);
    }
  }

  function move(parent: HTMLElement): void {
    const focused = root.activeElement;
    if (element.isConnected && parent.isConnected && 'moveBefore' in parent) {
      // Keeps focus, scroll positions and running animations.
      (parent as { moveBefore(node: Node, before: Node | null): void }).moveBefore(element, null);
    } else {
      parent.append(element);
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    }
    watchParent.disconnect();
    watchParent.observe(parent, { childList: true });
    onMoved();
  }

  function setTopLayer(on: boolean): void {
    if (element.hasAttribute('popover')) {
      if (element.matches(':popover-open')) element.hidePopover();
      if (!on) element.removeAttribute('popover');
    } else if (on) element.setAttribute('popover', 'manual');
    // Shown anew each time: the last one in the top layer lies on top.
    if (on && element.isConnected) element.showPopover();
  }

  /** At once, before a key that is pressed now goes to the page: somebody may be writing. */
  function putBack(): void {
    place();
    timer ??= setTimeout(() => {
      timer = undefined;
      place();
    }, PUT_BACK_MS);
  }

  const watchParent = new MutationObserver(() => {
    if (!element.isConnected && timer === undefined) putBack();
  });

  document.addEventListener('fullscreenchange', place, { signal });
  // `toggle` does not bubble but is seen in the capture phase: a dialog has opened or closed.
  document.addEventListener('toggle', (event) => event.target !== element && place(), { capture: true, signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    watchParent.disconnect();
    element.remove();
  });
  place();
  const onlySeen = () => element.hasAttribute('popover');
  const misplaced = () => {
    // Thrown out, or what it hangs in is drawn no more.
    if (!element.checkVisibility()) return true;
    // In fullscreen `place` may have had its reasons to put it elsewhere.
    if (document.fullscreenElement) return false;
    const dialog = modalAround(options.shrinkTarget?.() ?? null);
    return dialog !== null && element.parentElement !== dialog;
  };
  return { element, root, onlySeen, ensure: () => !signal.aborted && misplaced() && putBack() };
}

function modalAround(film: HTMLElement | null): HTMLElement | null {
  const dialog = film?.closest('dialog[open]');
  return dialog instanceof HTMLElement && dialog.matches(':modal') ? dialog : null;
}
