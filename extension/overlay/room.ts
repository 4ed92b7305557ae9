import { SIDEBAR_PX } from './layout.ts';
import { makeRoom, type Narrowable, narrowable } from './shrink.ts';

export interface Room {
  /** Narrow the page for the sidebar, or put it back. Idempotent; call it on every change of size or fullscreen. */
  set(wanted: boolean): 'untried' | 'fits' | 'failed';
}

type Part = Narrowable & { element: HTMLElement };

/** Ancestors of the film from the outermost that may be narrowed, through open shadow roots, down to the film. */
function chainTo(film: HTMLElement, limit: () => number): Part[] {
  const fullscreen = document.fullscreenElement ?? null;
  const chain: Part[] = [];
  let node: Node | null = film;
  while (node !== null && node !== fullscreen) {
    if (node instanceof HTMLElement) chain.unshift({ element: node, ...narrowable(node, limit) });
    node = node instanceof ShadowRoot ? node.host : (node.assignedSlot ?? node.parentNode);
  }
  if (fullscreen instanceof HTMLElement && node === fullscreen)
    chain.unshift({ element: fullscreen, ...narrowable(fullscreen, limit, true) });
  return chain;
}

declare global {
  interface Node {
    readonly assignedSlot?: HTMLSlotElement | null;
  }
}

/**
 * Keeps the page narrow while the sidebar is open and puts it back exactly.
 * @param film the element to make room for; null: nothing to shrink (`failed`)
 * @param onLost the page undid it and it can't be done again
 */
export function createRoom(film: () => HTMLElement | null, onLost: () => void, signal: AbortSignal): Room {
  let wanted = false;
  let narrowed: Part | null = null;
  let result: 'untried' | 'fits' | 'failed' = 'untried';
  const limit = () => document.documentElement.clientWidth - SIDEBAR_PX;
  const watch = new ResizeObserver(() => recheck());

  /** Players lay themselves out on resize; many have no other occasion. */
  const tellPage = () => window.dispatchEvent(new Event('resize'));

  function undo(): void {
    watch.disconnect();
    narrowed?.restore();
    narrowed = null;
  }

  function apply(): void {
    undo();
    const target = film();
    if (target === null || document.fullscreenElement === target) {
      result = 'failed';
      return;
    }
    const found = makeRoom(chainTo(target, limit), limit());
    result = found === 'failed' ? 'failed' : 'fits';
    if (typeof found === 'string') return;
    narrowed = found;
    watch.observe(found.element);
    watch.observe(target);
  }

  function recheck(): void {
    if (!wanted || narrowed === null) return;
    if (narrowed.element.isConnected && Math.abs(narrowed.right() - limit()) <= 2) return;
    apply();
    if (result === 'failed') onLost();
  }

  window.addEventListener('resize', () => recheck(), { signal });
  signal.addEventListener('abort', () => {
    const was = narrowed !== null;
    undo();
    if (was) tellPage();
  });
  return {
    set(next) {
      const was = narrowed?.element ?? null;
      wanted = next;
      if (next) apply();
      else {
        undo();
        result = 'untried';
      }
      if (was !== (narrowed?.element ?? null)) tellPage();
      return result;
    },
  };
}
