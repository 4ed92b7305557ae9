import type { Page } from 'playwright-core';

/**
 * Sentences of ours that are laid out the other way than the language they are in, as `dir="auto"` does where one begins
 * with somebody's name; and names that fly to the other side. What people wrote themselves goes its own way.
 */
export const turned = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root: ParentNode =
      document.querySelector('#watchparty-overlay, #watchparty-farewell')?.shadowRoot ?? document.body;
    // The invitation page and the popup say it of the whole document.
    const tree = root.querySelector('.wp-overlay') ?? document.documentElement;
    const way = getComputedStyle(tree).direction;
    const side = way === 'rtl' ? 'right' : 'left';
    const THEIRS = '.wp-text, .wp-quote-words, .wp-glimpse-words, bdi, input, textarea, svg, [dir="ltr"]';
    return [...tree.querySelectorAll('*')]
      .filter((one) => {
        const { direction, textAlign } = getComputedStyle(one);
        if (direction === way || one.closest(THEIRS)) return false;
        return !(one.matches('.wp-name[dir]') && textAlign === side);
      })
      .map(
        (one) =>
          `turned round: ${one.tagName.toLowerCase()}.${one.className} "${(one.textContent ?? '').slice(0, 40)}"`,
      );
  });
