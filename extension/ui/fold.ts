/** Focus inside a document or a shadow root, as that one sees it. */
const focusedIn = (element: Element): Element | null => (element.getRootNode() as Document | ShadowRoot).activeElement;

/**
 * Escape folds in what stands open below a button. The button (`aria-expanded`) gets the focus back, or a keyboard would
 * be sent to the top of the page. Properties for the element around both.
 */
export const foldable = (fold: () => void) => ({
  onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }) {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    const opener = openerIn(event.currentTarget);
    if (!opener) return;
    // Else the browser closes the whole popup, or the site takes the key for its own.
    event.preventDefault();
    event.stopPropagation();
    fold();
    opener.focus({ preventScroll: true });
  },
});

/** Before something pressed inside the fold folds it in: the focus goes back to the opener, if it was in there. */
export function leaveFold(within: HTMLElement | null | undefined): void {
  if (within && holdsFocus(within)) openerIn(within)?.focus({ preventScroll: true });
}

const openerIn = (element: HTMLElement): HTMLElement | null => element.querySelector('[aria-expanded="true"]');

/** Is the focus inside of this? */
export function holdsFocus(element: HTMLElement | null | undefined): boolean {
  const focused = element && focusedIn(element);
  return !!focused && element.contains(focused);
}
