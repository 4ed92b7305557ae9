import type { Page } from 'playwright-core';

/**
 * What does not fit where it stands: text that is cut, things that stick out of the surface. Names and titles, which are
 * people's words, may be cut with an ellipsis where the whole is in a tooltip.
 */
export const overflows = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root: ParentNode =
      document.querySelector('#watchparty-overlay, #watchparty-farewell')?.shadowRoot ?? document.body;
    const found: string[] = [];
    for (const one of root.querySelectorAll<HTMLElement>('*')) {
      const style = getComputedStyle(one);
      if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (one.closest('.wp-only-heard, svg, select')) continue;
      const box = one.getBoundingClientRect();
      if (box.width === 0 || style.position === 'fixed') continue;
      const label = `${one.tagName.toLowerCase()}.${one.className} "${(one.textContent ?? '').trim().slice(0, 40)}"`;
      // What overflows and shows (a mark at a face's corner, the button at a row's) is not cut.
      const cut = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && style.overflowX !== 'visible';
      const told = style.textOverflow === 'ellipsis' && one.closest('[title]') !== null;
      if (
        cut &&
        style.overflowX !== 'auto' &&
        style.overflowX !== 'scroll' &&
        !told &&
        !(one instanceof HTMLInputElement)
      )
        found.push(`cut by ${one.scrollWidth - one.clientWidth} px: ${label}`);
      // What scrolls upwards and downwards must not scroll sideways as well.
      if (one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(style.overflowX))
        found.push(`scrolls sideways by ${one.scrollWidth - one.clientWidth} px: ${label}`);
      if (box.right > innerWidth + 1 || box.left < -1) found.push(`sticks out: ${label}`);
    }
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth)
      found.push(`the page scrolls sideways by ${page.scrollWidth - page.clientWidth} px`);
    return found;
  });
