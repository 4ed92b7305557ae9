import type { BrowserContext, CDPSession, Page } from 'playwright';
import { until } from './poll.ts';
import { drivePopup, type PopupDriver } from './popup-driver.ts';

interface TargetInfo {
  targetId: string;
  type: string;
  url: string;
}

/** Playwright never lists the popup, so it is spoken to by the protocol's non-flattened sessions. */
async function attach(
  cdp: CDPSession,
  target: TargetInfo,
): Promise<(method: string, params?: object) => Promise<never>> {
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId: target.targetId, flatten: false });
  let lastId = 0;
  const waiting = new Map<number, { done: (value: never) => void; failed: (error: Error) => void }>();
  cdp.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const message = JSON.parse(event.message);
    const entry = waiting.get(message.id);
    if (!entry) return;
    waiting.delete(message.id);
    if (message.error) entry.failed(new Error(message.error.message));
    else entry.done(message.result as never);
  });
  cdp.on('Target.detachedFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    for (const { failed } of waiting.values()) failed(new Error('the popup closed'));
    waiting.clear();
  });
  return (method, params = {}) =>
    new Promise((done, failed) => {
      const id = ++lastId;
      waiting.set(id, { done, failed });
      const message = JSON.stringify({ id, method, params });
      cdp.send('Target.sendMessageToTarget', { sessionId, message }).catch(failed);
    });
}

/** The popup of a button that was pressed. */
export interface ToolbarPopup extends PopupDriver {
  /** Wall clock, ms. */
  pressedAt: number;
}

/**
 * Press the toolbar button of the tab that shows `page`: grants activeTab and opens the real popup.
 * @throws if no popup opens within 10 s
 */
export async function pressToolbarButton(
  context: BrowserContext,
  extensionId: string,
  page: Page,
): Promise<ToolbarPopup> {
  await page.bringToFront();
  const browser = context.browser();
  if (!browser) throw new Error('no browser connection');
  const cdp = await browser.newBrowserCDPSession();
  const targets = async (filter: object[]): Promise<TargetInfo[]> =>
    (await cdp.send('Target.getTargets', { filter } as never)).targetInfos as TargetInfo[];
  // triggerAction works on the *tab* target, which shares only the address with its page.
  const address = page.url();
  const tab = await until(
    async () => (await targets([{ type: 'tab' }])).find((candidate) => candidate.url === address),
    `a tab shows ${address}`,
  );
  const own = `chrome-extension://${extensionId}/extension/popup/`;
  const findPopup = async () =>
    (await targets([{}])).find((t) => t.type !== 'tab' && t.type !== 'service_worker' && t.url.startsWith(own));
  const pressedAt = Date.now();
  await cdp.send('Extensions.triggerAction' as never, { id: extensionId, targetId: tab.targetId } as never);
  const send = await attach(cdp, await until(findPopup, 'the popup opens', 10_000));

  const evaluate = async <T>(expression: string): Promise<T> => {
    const answer = (await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })) as {
      result: { value: T };
      exceptionDetails?: { text: string; exception?: { description?: string } };
    };
    if (answer.exceptionDetails)
      throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
    return answer.result.value;
  };
  /** The browser's question, or another page in the tab, closes the popup under the press. */
  const input = (method: string, params: object): Promise<unknown> =>
    send(method, params).catch(async (error: Error) => {
      if (await findPopup()) throw error;
    });
  const driver = drivePopup({
    evaluate,
    async clickAt({ x, y }, clickCount) {
      for (const type of ['mousePressed', 'mouseReleased'])
        await input('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount });
    },
    async insertText(text) {
      await send('Input.insertText', { text });
    },
    async press(key) {
      const code = { Enter: 13, Escape: 27 }[key];
      const common = { key, code: key, windowsVirtualKeyCode: code, ...(key === 'Enter' ? { text: '\r' } : {}) };
      for (const type of ['keyDown', 'keyUp']) await input('Input.dispatchKeyEvent', { type, ...common });
    },
    async screenshot() {
      const { data } = (await send('Page.captureScreenshot', { format: 'png' })) as { data: string };
      return Buffer.from(data, 'base64');
    },
    isOpen: async () => (await findPopup()) !== undefined,
    async close() {
      await evaluate('window.close()').catch(() => undefined); // it answers nothing once it is closed
      await until(async () => (await findPopup()) === undefined, 'the popup closes', 5_000);
      await cdp.detach();
    },
  });
  return { ...driver, pressedAt };
}
