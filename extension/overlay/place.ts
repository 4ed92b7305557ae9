/** Where the host must be to be seen, and why. `top-layer`: as a popover above the fullscreen element. */
export type Place =
  | { parent: HTMLElement; topLayer: false; reason: 'page' | 'fullscreen' | 'dialog' }
  | { parent: HTMLElement; topLayer: true; reason: 'fullscreen-video' };

/** These can be fullscreen, and draw no children. */
const CHILDLESS = new Set(['VIDEO', 'IFRAME', 'IMG', 'CANVAS', 'OBJECT', 'EMBED']);

/**
 * Only what lies inside the fullscreen element or a modal dialog, or in the top layer above, is drawn and can be clicked.
 * @param fullscreen the innermost fullscreen element
 * @param dialog the modal dialog that the film plays in, if any
 */
export function placeFor(fullscreen: Element | null, dialog: HTMLElement | null, page: HTMLElement): Place {
  if (fullscreen !== null) {
    const childless = CHILDLESS.has(fullscreen.tagName) || fullscreen.shadowRoot !== null;
    if (childless || !(fullscreen instanceof HTMLElement)) {
      return { parent: page, topLayer: true, reason: 'fullscreen-video' };
    }
    return { parent: fullscreen, topLayer: false, reason: 'fullscreen' };
  }
  if (dialog !== null) return { parent: dialog, topLayer: false, reason: 'dialog' };
  return { parent: page, topLayer: false, reason: 'page' };
}
