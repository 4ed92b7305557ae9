import type { Page } from 'playwright-core';

/** Smallest side of what a finger or a shaky hand must hit, px (WCAG 2.5.8). */
const SMALLEST_PX = 24;

/**
 * What a hand can't hit: targets under 24 px, and what stays covered or outside even after scrolling to it. Links within a
 * sentence are as high as its letters, as everywhere.
 */
export async function outOfHand(page: Page): Promise<string[]> {
  // Who is about to press moves there: what goes away from a hand at rest is there then, however long the page took.
  for (const x of [1, 0]) await page.mouse.move(x, 0);
  return page.evaluate(async (smallest) => {
    const shadow = document.querySelector('#watchparty-overlay, #watchparty-farewell')?.shadowRoot;
    const root: Document | ShadowRoot = shadow ?? document;
    const found: string[] = [];
    const controls = 'button, a[href], input, textarea, select, summary, [role=option], [tabindex="0"]';
    for (const one of root.querySelectorAll<HTMLElement>(controls)) {
      // A radio button that is only heard is hit through its label.
      const seen = one.classList.contains('wp-only-heard') ? one.closest('label') : one;
      if (!seen?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      seen.scrollIntoView({ block: 'center' });
      const box = seen.getBoundingClientRect();
      const name = one.getAttribute('aria-label') ?? (one.textContent?.trim() || one.id);
      const label = `${one.tagName.toLowerCase()}.${seen.className} "${name.slice(0, 40)}"`;
      const inSentence = getComputedStyle(seen).display === 'inline';
      if (!inSentence && (box.width < smallest - 0.5 || box.height < smallest - 0.5))
        found.push(`small (${Math.round(box.width)} x ${Math.round(box.height)}): ${label}`);
      // What floats above a log goes away when one has come to its end: looked at again after two frames.
      for (let look = 0; look < 2; look++) {
        const now = seen.getBoundingClientRect();
        const top = root.elementFromPoint(now.left + now.width / 2, now.top + Math.min(now.height, innerHeight) / 2);
        // A list of suggestions covers what is behind it until one is chosen.
        if (top && (seen.contains(top) || top.contains(seen) || top.closest('[role=listbox]'))) break;
        if (look === 1) found.push(`out of reach, under ${top?.className}: ${label}`);
        for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    }
    return found;
  }, SMALLEST_PX);
}
