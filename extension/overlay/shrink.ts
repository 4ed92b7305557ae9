import { NARROWED, type OwnStyle } from '../messaging/page-marks.ts';

/** What shrinking needs of an element; a test gives it one without a browser. */
export interface Narrowable {
  /** Right edge on the screen, px. */
  right(): number;
  /** Its width is a figure that the site's script wrote: it does not follow its parent until that script runs again. */
  fixedByScript(): boolean;
  narrow(): void;
  restore(): void;
}

/** Rounding of zoomed layouts, px. */
const TOLERANCE_PX = 2;

/**
 * Make room for the sidebar: narrow one element of the chain so that everything below it ends left of the limit. Which
 * one is found by trying, outermost first, and measuring (`position` does not tell, some layers are
 * laid out against the viewport whatever their parents measure).
 * @param chain from the outermost ancestor (the document's element, or the fullscreen element) to
 *   the video
 * @param limit px from the left that the film may use
 * @returns the narrowed element, `not-needed`, or `failed`
 */
export function makeRoom<E extends Narrowable>(chain: readonly E[], limit: number): E | 'not-needed' | 'failed' {
  const ends = (element: E) => element.right() <= limit + TOLERANCE_PX;
  if (chain.every(ends)) return 'not-needed';
  for (const [at, candidate] of chain.entries()) {
    if (ends(candidate)) continue;
    candidate.narrow();
    const below = chain.slice(at);
    if (below.every((element) => ends(element) || element.fixedByScript())) return candidate;
    candidate.restore();
  }
  return 'failed';
}

/** The width first: `fixedByScript` reads it. */
const WIDTHS = ['width', 'min-width', 'max-width', 'margin-right'] as const;
const BORDER = ['border-right-width', 'border-right-style', 'border-right-color'] as const;

/** What an element's own style says of these, to be put back exactly as it was. */
function keeper(element: HTMLElement, properties: readonly string[]) {
  let before: OwnStyle[] | null = null;
  return {
    /** The site's, not what was written since. */
    first: () => before?.[0]?.[1] ?? element.style.getPropertyValue(properties[0] ?? ''),
    keep() {
      before ??= properties.map((property) => [
        property,
        element.style.getPropertyValue(property),
        element.style.getPropertyPriority(property),
      ]);
      // For who comes after us, should our script end without a word (background/inject.ts).
      element.setAttribute(NARROWED, JSON.stringify(before));
    },
    restore() {
      if (before === null) return;
      // Without a value it is removed.
      for (const own of before) element.style.setProperty(...own);
      before = null;
      element.removeAttribute(NARROWED);
      if (!element.getAttribute('style')) element.removeAttribute('style');
    },
  };
}

/** An element of the page that can be narrowed to end at `limit` and put back exactly as it was. */
export function narrowable(element: HTMLElement, limit: () => number): Narrowable {
  const style = keeper(element, WIDTHS);
  return {
    right: () => element.getBoundingClientRect().right,
    fixedByScript: () => element.tagName === 'VIDEO' || /\dpx$/.test(style.first()),
    narrow() {
      style.keep();
      const { left } = element.getBoundingClientRect();
      const width = `${Math.max(0, Math.floor(limit() - Math.max(0, left)))}px`;
      if (element.style.getPropertyValue('width') === width) return;
      element.style.setProperty('width', width, 'important');
      element.style.setProperty('min-width', '0', 'important');
      element.style.setProperty('max-width', width, 'important');
      // On a page that reads from right to left what is narrower keeps to the right edge, below the panel.
      const over = element.getBoundingClientRect().right - limit();
      if (over > TOLERANCE_PX) element.style.setProperty('margin-right', `${Math.ceil(over)}px`, 'important');
    },
    restore: style.restore,
  };
}

/**
 * The fullscreen element: browsers let nobody set its size, but a border takes the room from all that lies in it, the
 * film, its subtitles and the controls beside it.
 */
export function fullscreenBox(element: HTMLElement, limit: () => number): Narrowable {
  const style = keeper(element, BORDER);
  return {
    right: () => element.getBoundingClientRect().left + element.clientLeft + element.clientWidth,
    fixedByScript: () => false,
    narrow() {
      style.keep();
      const width = Math.max(0, Math.ceil(element.getBoundingClientRect().right - limit()));
      element.style.setProperty('border-right-width', `${width}px`, 'important');
      element.style.setProperty('border-right-style', 'solid', 'important');
      element.style.setProperty('border-right-color', 'transparent', 'important');
    },
    restore: style.restore,
  };
}
