import type { Page } from 'playwright-core';

/** Smallest side of what a finger or a shaky hand must hit, px (WCAG 2.5.8). */
const SMALLEST_PX = 24;

/**
 * What a hand can't hit: targets under 24 px, and what stays covered or outside even after scrolling to it. Links within a
 * sentence are as high as its letters, as everywhere.
 */
export const outOfHand = (page: Page): Promise<string[]> =>
  page.evaluate((smallest) => {
    const shadow = document.querySelector('#watchparty-overlay')?.shadowRoot;
    const root: Document | ShadowRoot = shadow ?? document;
    const found: string[] = [];
    const controls = 'button, a[href], input, textarea, select, summary, [role=option], [tabindex="0"]';
    for (const one of root.querySelectorAll<HTMLElement>(controls)) {
      // A radio button that is only heard is hit through its label.
      const seen = one.classList.contains('wp-only-heard') ? one.closest('label') : one;
      if (!seen?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      seen.scrollIntoView({ block: 'nearest' });
      const box = seen.getBoundingClientRect();
      const name = one.getAttribute('aria-label') ?? (one.textContent?.trim() || one.id);
      const label = `${one.tagName.toLowerCase()}.${seen.className} "${name.slice(0, 40)}"`;
      const inSentence = getComputedStyle(seen).display === 'inline';
      if (!inSentence && (box.width < smallest - 0.5 || box.height < smallest - 0.5))
        found.push(`small (${Math.round(box.width)} x ${Math.round(box.height)}): ${label}`);
      const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2];
      const top = root.elementFromPoint(x, y);
      if (!top || !(seen.contains(top) || top.contains(seen)))
        found.push(`out of reach, under ${top?.className}: ${label}`);
    }
    return found;
  }, SMALLEST_PX);
