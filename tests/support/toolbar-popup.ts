import type { BrowserContext, CDPSession, Page } from 'playwright';
import { until } from './poll.ts';

/** The real toolbar popup, driven by what a person sees: labels and words. */
export interface PopupDriver {
  /** All visible text. */
  text(): Promise<string>;
  /** Click the first button, link or labelled control whose accessible words contain this. */
  click(words: string): Promise<void>;
  /** Type into the field with this label or placeholder, replacing what is in it. */
  fill(label: string, value: string): Promise<void>;
  press(key: 'Enter' | 'Escape'): Promise<void>;
  waitFor(words: string): Promise<void>;
  evaluate<T>(expression: string): Promise<T>;
  screenshot(): Promise<Buffer>;
  /** False once the popup has closed, as it does when a permission prompt opens. */
  isOpen(): Promise<boolean>;
  close(): Promise<void>;
}

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
  return (method, params = {}) =>
    new Promise((done, failed) => {
      const id = ++lastId;
      waiting.set(id, { done, failed });
      cdp
        .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) })
        .catch(failed);
    });
}

/** Runs in the popup: elements a person could mean by these words, best first. */
const FIND = `(words) => {
  const say = (e) => [e.getAttribute('aria-label'), e.textContent, e.getAttribute('title'), e.getAttribute('placeholder'), e.labels?.[0]?.textContent, e.name]
    .filter(Boolean).map((s) => s.trim().toLowerCase());
  const wanted = words.toLowerCase();
  const all = [...document.querySelectorAll('button, a, [role=button], [role=radio], [role=tab], [role=menuitem], input, select, textarea, summary, label')]
    .filter((e) => e.offsetParent !== null && !e.disabled);
  return all.find((e) => say(e).some((s) => s === wanted)) ?? all.find((e) => say(e).some((s) => s.includes(wanted))) ?? null;
}`;

/**
 * Press the toolbar button of the tab that shows `page`.
 * @throws if no popup opens within 10 s
 */
export async function pressToolbarButton(
  context: BrowserContext,
  extensionId: string,
  page: Page,
): Promise<PopupDriver> {
  await page.bringToFront();
  const browser = context.browser();
  if (!browser) throw new Error('no browser connection');
  const cdp = await browser.newBrowserCDPSession();
  const targets = async (filter: object[]): Promise<TargetInfo[]> =>
    (await cdp.send('Target.getTargets', { filter } as never)).targetInfos as TargetInfo[];
  const pageSession = await context.newCDPSession(page);
  const { targetInfo } = await pageSession.send('Target.getTargetInfo');
  await pageSession.detach();
  // triggerAction works on the *tab* target, which shares no id with its page: the one with the same address, newest first.
  const tab = (await targets([{ type: 'tab' }])).find((candidate) => candidate.url === targetInfo.url);
  if (!tab) throw new Error(`no tab shows ${targetInfo.url}`);
  await cdp.send('Extensions.triggerAction' as never, { id: extensionId, targetId: tab.targetId } as never);
  const own = `chrome-extension://${extensionId}/`;
  const findPopup = async () =>
    (await targets([{}])).find(
      (t) => t.type !== 'tab' && t.type !== 'service_worker' && t.url.startsWith(`${own}extension/popup/`),
    );
  const popup = await until(findPopup, 'the popup opens', 10_000);
  const send = await attach(cdp, popup);

  const evaluate = async <T>(expression: string): Promise<T> => {
    const answer = (await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })) as {
      result: { value: T };
      exceptionDetails?: { text: string; exception?: { description?: string } };
    };
    if (answer.exceptionDetails)
      throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
    return answer.result.value;
  };
  const text = () => evaluate<string>('document.body.innerText');
  const spotOf = (words: string) =>
    until(
      () =>
        evaluate<{ x: number; y: number } | null>(`(() => {
          const e = (${FIND})(${JSON.stringify(words)});
          if (!e) return null;
          e.scrollIntoView({ block: 'nearest' });
          const r = e.getBoundingClientRect();
          return { x: r.x + r.width / 2, y: r.y + r.height / 2 };
        })()`),
      `the popup shows "${words}"`,
    ).catch(async (error) => {
      throw new Error(`${(error as Error).message}\npopup says:\n${await text().catch(() => '(closed)')}`);
    });
  const clickAt = async ({ x, y }: { x: number; y: number }, clickCount = 1) => {
    for (const type of ['mousePressed', 'mouseReleased'])
      await send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount });
  };
  return {
    text,
    evaluate,
    async click(words) {
      await clickAt(await spotOf(words));
    },
    async fill(label, value) {
      await clickAt(await spotOf(label), 3);
      await evaluate('document.activeElement.select?.()');
      await send('Input.insertText', { text: value });
    },
    async press(key) {
      const code = { Enter: 13, Escape: 27 }[key];
      const common = { key, code: key, windowsVirtualKeyCode: code, ...(key === 'Enter' ? { text: '\r' } : {}) };
      for (const type of ['keyDown', 'keyUp']) await send('Input.dispatchKeyEvent', { type, ...common });
    },
    async waitFor(words) {
      await until(async () => (await text()).includes(words), `the popup says "${words}"`).catch(async (error) => {
        throw new Error(`${(error as Error).message}\npopup says:\n${await text().catch(() => '(closed)')}`);
      });
    },
    async screenshot() {
      const { data } = (await send('Page.captureScreenshot', { format: 'png' })) as { data: string };
      return Buffer.from(data, 'base64');
    },
    isOpen: async () => (await findPopup()) !== undefined,
    async close() {
      await evaluate('window.close()').catch(() => undefined);
      await until(async () => (await findPopup()) === undefined, 'the popup closes', 5_000);
      await cdp.detach();
    },
  };
}
