import type { Page } from 'playwright-core';

/** From now on everything that live regions get to say is written down, as a screen reader would speak it. */
export async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const root: Node = document.querySelector('#watchparty-overlay, #watchparty-farewell')?.shadowRoot ?? document;
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const speaks = (node: Node) => {
      const element = node instanceof Element ? node : node.parentElement;
      const region = element?.closest('[aria-live], [role=status], [role=alert], [role=log]');
      return region && region.getAttribute('aria-live') !== 'off' && !element?.closest('[aria-hidden=true]');
    };
    const wordsOf = (node: Node): string => {
      if (node instanceof Element && node.getAttribute('aria-hidden') === 'true') return '';
      return node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : [...node.childNodes].map(wordsOf).join('');
    };
    new MutationObserver((changes) => {
      const news = new Set(
        changes.flatMap((one) => (one.type === 'characterData' ? [one.target] : [...one.addedNodes])),
      );
      for (const node of news) {
        // What came inside of something else that came is said with it.
        if (!node.isConnected || [...news].some((other) => other !== node && other.contains(node))) continue;
        const alert = node instanceof Element ? node.querySelector('[role=alert], [role=status]') : null;
        const words = speaks(node) ? wordsOf(node) : alert ? wordsOf(alert) : '';
        if (words.trim()) heard.push(words.trim());
      }
    }).observe(root, { subtree: true, childList: true, characterData: true });
  });
}

/** What has been said since the last time. */
export const heard = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    return (globalThis as unknown as { heard: string[] }).heard.splice(0);
  });
