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
const PROPERTIES = [
  'width',
  'min-width',
  'max-width',
  'margin-right',
  'border-right-width',
  'border-right-style',
  'border-right-color',
];

/**
 * An element of the page that can be narrowed to end at `limit` and put back exactly as it was. Of a fullscreen element
 * browsers let nobody set the size, but a border takes the room from all that lies in it: the film, its subtitles and the
 * controls beside it.
 */
export function narrowable(element: HTMLElement, limit: () => number, fullscreen = false): Narrowable {
  let before: OwnStyle[] | null = null;
  const set = (property: string, value: string) => element.style.setProperty(property, value, 'important');
  const over = () => Math.max(0, Math.ceil(element.getBoundingClientRect().right - limit()));
  return {
    right: () =>
      fullscreen
        ? element.getBoundingClientRect().left + element.clientLeft + element.clientWidth
        : element.getBoundingClientRect().right,
    // The figure that counts is the site's, not the one that `narrow` has just written.
    fixedByScript: () => element.tagName === 'VIDEO' || /\dpx$/.test(before?.[0]?.[1] ?? element.style.width),
    narrow() {
      before ??= PROPERTIES.map((property) => [
        property,
        element.style.getPropertyValue(property),
        element.style.getPropertyPriority(property),
      ]);
      // For who comes after us, should our script end without a word (background/inject.ts).
      element.setAttribute(NARROWED, JSON.stringify(before));
      if (fullscreen) return set('border-right', `${over()}px solid transparent`);
      const { left } = element.getBoundingClientRect();
      const width = `${Math.max(0, Math.floor(limit() - Math.max(0, left)))}px`;
      if (element.style.getPropertyValue('width') === width) return;
      set('width', width);
      set('min-width', '0');
      set('max-width', width);
      // On a page that reads from right to left what is narrower keeps to the right edge, below the panel.
      if (over() > TOLERANCE_PX) set('margin-right', `${over()}px`);
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
