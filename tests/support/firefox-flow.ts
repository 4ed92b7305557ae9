import type { ElementHandle, Page } from 'puppeteer-core';
import type { FirefoxUser } from './firefox.ts';
import { codeIn, enterName, useServerIn } from './party-flow.ts';
import { until } from './poll.ts';
import type { PopupDriver } from './popup-driver.ts';

/** What people do in Firefox, whose driver speaks otherwise than Chromium's. */

/** Other tests in Firefox grant access without the browser's own question; with this it is asked, and answered by a press. */
export const ASKED = { 'extensions.webextOptionalPermissionPrompts': true };

/**
 * The one field of the screen has the focus: what is typed now stands in it. Where presses are counted: that on the toolbar's
 * button is done by Firefox's own function for it, and what it opens stands in a tab, for WebDriver reaches neither the toolbar
 * nor its panel. Every press after that one, the browser's question among them, is one on the button itself.
 */
export const fieldReady = (popup: PopupDriver): Promise<unknown> =>
  until(() => popup.evaluate<boolean>('document.activeElement instanceof HTMLInputElement'), 'the field is ready');

/** Films that have not begun to load are not seen by the popup's look into the tab. */
export const filmLoads = (page: Page): Promise<unknown> =>
  until(() => page.evaluate(() => (document.querySelector('video')?.readyState ?? 0) > 0), 'the film is there');

/** The popup on this page, for a guest of this name, at the test's server. */
async function guest(user: FirefoxUser, page: Page, name: string, serverUrl: string) {
  await filmLoads(page);
  const popup = await user.popup(page);
  await useServerIn(popup, serverUrl);
  await enterName(popup, name);
  return popup;
}

/** "Start a party" on this page. @returns the party code */
export async function createInFirefox(user: FirefoxUser, page: Page, name: string, serverUrl: string): Promise<string> {
  const popup = await guest(user, page, name, serverUrl);
  await popup.click('Start a party');
  const code = await codeIn(popup);
  await popup.close();
  await page.bringToFront();
  return code;
}

/** Joins by code; the page shows the party's film already. */
export async function joinInFirefox(user: FirefoxUser, page: Page, name: string, serverUrl: string, code: string) {
  await giveCode(await guest(user, page, name, serverUrl), page, code);
}

/** Joins again after having been put out. */
export async function rejoinInFirefox(user: FirefoxUser, page: Page, code: string): Promise<void> {
  const popup = await user.popup(page);
  await popup.click('Back to the start');
  await giveCode(popup, page, code);
}

async function giveCode(popup: PopupDriver, page: Page, code: string): Promise<void> {
  await popup.fill('Code or link', code);
  await popup.press('Enter');
  await popup.click('Join the party');
  await codeIn(popup);
  await popup.close();
  await page.bringToFront();
}

/** Runs in the page. */
function buttonThatSays(host: string, words: string, near: string): Element | undefined {
  const root = document.querySelector(host)?.shadowRoot;
  const messages = [...(root?.querySelectorAll<HTMLElement>('.wp-message') ?? [])];
  const within = near ? messages.findLast((message) => message.innerText.includes(near)) : root;
  const all = [...(within?.querySelectorAll('button, label') ?? [])];
  const says = (element: Element) => [element.getAttribute('aria-label'), element.textContent?.trim()];
  return (
    all.find((element) => says(element).includes(words)) ??
    all.find((element) => says(element).some((said) => said?.startsWith(words)))
  );
}

/** An element of ours in the page, by what is in its shadow root. Real clicks, waited for. */
export function oursIn(page: Page, host = '#watchparty-overlay') {
  const find = (selector: string) => page.waitForSelector(`${host} >>> ${selector}`, { timeout: 15_000 });
  return {
    find,
    async press(selector: string): Promise<void> {
      const element = await find(selector);
      await element?.click();
    },
    /**
     * Press the button or labelled control that says this, exactly or at its beginning.
     * @param near words of the message that it belongs to; the newest that has them
     */
    async pressWords(words: string, near = ''): Promise<void> {
      const found = await until(
        async () => {
          const handle = await page.evaluateHandle(buttonThatSays, host, words, near);
          return handle.asElement() as ElementHandle<HTMLElement> | null;
        },
        `${host} offers "${words}"${near && ` at "${near}"`}`,
      );
      await found.click();
    },
    /** What has the focus in there: its label, else its words; empty: nothing. */
    focused: (): Promise<string> =>
      page.evaluate((id) => {
        const held = document.querySelector(id)?.shadowRoot?.activeElement;
        return held?.getAttribute('aria-label') ?? held?.textContent ?? '';
      }, host),
    /** What is written in the chat's field. */
    written: (): Promise<string> =>
      page.evaluate((id) => document.querySelector(id)?.shadowRoot?.querySelector('textarea')?.value ?? '', host),
    /** All words that can be seen. */
    text: (): Promise<string> =>
      page.evaluate((id) => {
        const root = document.querySelector(id)?.shadowRoot;
        return [...(root?.children ?? [])].map((child) => (child as HTMLElement).innerText).join('\n');
      }, host),
    async says(words: string): Promise<void> {
      await until(async () => (await this.text()).includes(words), `${host} says "${words}"`);
    },
    isThere: (): Promise<boolean> => page.evaluate((id) => document.querySelector(id) !== null, host),
  };
}
