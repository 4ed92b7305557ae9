import type { Page } from 'playwright-core';

export interface Walk {
  /** What the tab key led to, one after the other. */
  visited: string[];
  /** What is wrong with the way, one line each. */
  faults: string[];
}

/** Nobody has so many stops on one screen. */
const STOPS_AT_MOST = 80;

/**
 * Walk through a screen by the tab key, from its beginning until the key leaves it. Faults: a stop that nobody can see, one
 * that comes before what stands above it or before it in the line, and controls that are never reached.
 */
export async function tabWalk(page: Page): Promise<Walk> {
  await page.evaluate(() => {
    const shadow = document.querySelector('#watchparty-overlay')?.shadowRoot;
    (shadow?.activeElement as HTMLElement | null)?.blur();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    const controls = 'button, a[href], input, textarea, select, [tabindex="0"]';
    const promised = [...(shadow ?? document).querySelectorAll(controls)];
    Object.assign(globalThis, { walked: [], promised });
  });
  const faults: string[] = [];
  for (let stop = 0; stop < STOPS_AT_MOST; stop++) {
    await page.keyboard.press('Tab');
    const fault = await page.evaluate(async () => {
      const root: Document | ShadowRoot = document.querySelector('#watchparty-overlay')?.shadowRoot ?? document;
      const { walked } = globalThis as unknown as { walked: Element[] };
      // What scrolls into view is told to the page in the next frame, and "To the newest" comes and goes with that: a
      // second key before it would land on a button that is just going. Nobody is so quick.
      if (root.activeElement?.closest('.wp-log'))
        for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
      const here = root.activeElement;
      // A date has several stops of its own.
      if (here && here === walked.at(-1)) return '';
      if (!here || here === document.body || walked.includes(here)) return null;
      walked.push(here);
      const seen = here.classList.contains('wp-only-heard') ? (here.closest('label') ?? here) : here;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(seen);
      const ringed = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
      return ringed && seen.checkVisibility({ opacityProperty: true, visibilityProperty: true })
        ? ''
        : 'focus is not seen';
    });
    if (fault === null) break;
    if (fault) faults.push(`stop ${stop + 1}: ${fault}`);
  }
  const { visited, more } = await page.evaluate(() => {
    const { walked, promised } = globalThis as unknown as { walked: HTMLElement[]; promised: HTMLElement[] };
    const scrollerOf = (one: Element): Element | null => {
      for (let up = one.parentElement; up; up = up.parentElement)
        if (/auto|scroll/.test(getComputedStyle(up).overflowY) && up.scrollHeight > up.clientHeight) return up;
      return null;
    };
    const nameOf = (one: Element) =>
      one.getAttribute('aria-label') ?? (one.textContent?.trim() || one.closest('label')?.textContent || one.tagName);
    const found: string[] = [];
    for (const [at, one] of walked.entries()) {
      const before = walked[at - 1];
      // What scrolls by itself stands now here, now there, beside the rest.
      if (!before || scrollerOf(before) !== scrollerOf(one)) continue;
      const [a, b] = [before.getBoundingClientRect(), one.getBoundingClientRect()];
      const rtl = getComputedStyle(one).direction === 'rtl';
      const sameLine = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
      const backwards = rtl ? b.left >= a.right : b.right <= a.left;
      if (b.bottom <= a.top || (sameLine && backwards)) found.push(`"${nameOf(one)}" comes after "${nameOf(before)}"`);
    }
    for (const one of promised) {
      if (
        !one.isConnected ||
        one.tabIndex < 0 ||
        one.matches(':disabled') ||
        walked.includes(one) ||
        !one.checkVisibility()
      )
        continue;
      // Of radio buttons one is a stop; arrows lead to the others.
      if (one instanceof HTMLInputElement && one.type === 'radio' && !one.checked) continue;
      found.push(`never reached: "${nameOf(one)}"`);
    }
    return { visited: walked.map((one) => nameOf(one).trim().slice(0, 40)), more: found };
  });
  return { visited, faults: [...faults, ...more] };
}
