import type { BrowserContext, Frame, Page } from 'playwright';

/**
 * Looks into a page, or into a frame of another site, that are no hand's doing. Whatever Playwright itself runs in a page
 * counts as one, and lets films play from then on.
 * @param where asked anew each time: a page that is loaded again has another frame
 * @returns evaluates an expression in the page's own world, by value. @throws what it throws, or if there is no such frame
 */
export function untouched(context: BrowserContext, where: () => Page | Frame | undefined) {
  return async <T>(expression: string): Promise<T> => {
    const there = where();
    if (!there) throw new Error('nothing there to look into');
    const cdp = await context.newCDPSession(there);
    try {
      const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', { expression, returnByValue: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as T;
    } finally {
      await cdp.detach().catch(() => undefined); // it has gone with its page
    }
  };
}
