import partsCss from '../ui/parts.css?inline';
import themeCss from '../ui/theme.css?inline';
import chatCss from './chat.css?inline';
import overlayCss from './overlay.css?inline';

const CSS = [themeCss, partsCss, overlayCss, chatCss].join('\n');

/**
 * Put our styles into a shadow root, after those that are there. A constructed sheet is script, not markup: no style-src of a page forbids it.
 * Firefox's content scripts may not assign `adoptedStyleSheets` through their Xray wrappers (bug 1751346): a style
 * element there, whose text the browser takes as the extension's own.
 */
export function addStyles(root: ShadowRoot, css = CSS): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const sheets = [...root.adoptedStyleSheets, sheet];
    root.adoptedStyleSheets = sheets;
    if (root.adoptedStyleSheets.length === sheets.length) return;
  } catch {
    // The reason is above; the element follows.
  }
  const style = document.createElement('style');
  style.textContent = css;
  root.append(style);
}
