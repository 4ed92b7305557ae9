import type { Page } from 'playwright';
import type { PopupRequests } from '../../extension/messaging/messages.ts';
import type { ChromiumUser } from './chromium.ts';
import { overlayOf } from './overlay-flow.ts';
import { until } from './poll.ts';
import type { PopupDriver } from './popup-driver.ts';

/** What people do with the popup, step by step as they do it, for tests that are about something else. */

/** Put another server into the extension's settings, by the message that the settings screen sends. */
export const useServer = (user: ChromiumUser, url: string): Promise<void> =>
  tellExtension(user, 'popup:set-server', { url });

/** The same by a popup that is open, of either browser. */
export const useServerIn = (popup: PopupDriver, url: string): Promise<void> =>
  tellIn(popup, 'popup:set-server', { url });

/** Say to the extension what its popup says when somebody presses there. @throws if it is refused */
export async function tellExtension(user: ChromiumUser, name: keyof PopupRequests, payload: object): Promise<void> {
  const page = await user.open(`chrome-extension://${user.extensionId}/extension/popup/index.html`);
  const result = await page.evaluate(sayAsPopup, { name, payload });
  if (!result.ok) throw new Error(`${name} was refused: ${JSON.stringify(result)}`);
  await page.close();
}

/** The same by a popup that is open, of either browser. @throws if it is refused */
export async function tellIn(popup: PopupDriver, name: keyof PopupRequests, payload: object): Promise<void> {
  const result = await popup.evaluate<{ ok: boolean }>(`(${sayAsPopup})(${JSON.stringify({ name, payload })})`);
  if (!result.ok) throw new Error(`${name} was refused: ${JSON.stringify(result)}`);
}

/** Runs in a page of the extension. */
function sayAsPopup(request: { name: keyof PopupRequests; payload: object }): Promise<{ ok: boolean }> {
  return new Promise((resolve) => {
    const port = chrome.runtime.connect({ name: 'watchparty:popup' });
    port.onMessage.addListener((message: { id?: number; result?: { ok: boolean } }) => {
      if (message.id !== 1 || !message.result) return;
      port.disconnect();
      resolve(message.result);
    });
    port.postMessage({ id: 1, ...request });
  });
}

/** From the welcome screen on; does nothing for somebody who is signed in. */
export async function enterName(popup: PopupDriver, name: string): Promise<void> {
  const words = await until(async () => {
    const text = await popup.text();
    return /What can you watch|Continue as guest|Code or link|Copy link|Join the party/.test(text) ? text : null;
  }, 'the popup shows a screen');
  if (words.includes('What can you watch')) await popup.click('Continue');
  else if (!words.includes('Continue as guest')) return;
  await popup.fill('Your name', name);
  await popup.click('Continue as guest');
  await until(async () => !(await popup.text()).includes('Continue as guest'), `${name} is in`);
}

export const REMINDERS = 'Tell me when a planned party begins';

/** Whether the switch with these words is on, as it is seen and as it is heard. */
export const isOn = async (popup: PopupDriver, words: string): Promise<boolean> => {
  const [seen, heard] = await popup.evaluate<[boolean, string]>(`(() => {
    const all = [...document.querySelectorAll('[role=switch]')];
    const one = all.find((each) => each.labels[0].textContent.includes(${JSON.stringify(words)}));
    return [one.checked, one.getAttribute('aria-checked')];
  })()`);
  if (`${seen}` !== heard) throw new Error(`“${words}” is seen to be ${seen} and heard to be ${heard}`);
  return seen;
};

/**
 * From the welcome screen to a new account: `ana@example.org` for Ana, with "correct horse" for a password.
 * @param onForm once the form stands
 */
export async function signUp(popup: PopupDriver, name: string, onForm?: () => Promise<void>): Promise<void> {
  await popup.click('Continue');
  await popup.click('Make an account');
  await popup.fill('Your name', name);
  await onForm?.();
  await popup.fill('E-mail', `${name.toLowerCase()}@example.org`);
  await popup.fill('Password', 'correct horse');
  await popup.press('Enter');
  await popup.waitFor(`You are ready, ${name}`);
}

/** In the settings: test an address where nobody listens, then that of the server, which stays in the field. */
export async function testConnection(popup: PopupDriver, url: string): Promise<void> {
  // Nobody listens at the port of "discard".
  await popup.fill('Server', 'http://127.0.0.1:9');
  await popup.click('Test the connection');
  await popup.waitFor('does not answer. Check the address');
  await popup.fill('Server', url);
  await popup.click('Test the connection');
  await popup.waitFor(`${new URL(url).host} answers in`);
}

const CODE = /\b[2-9A-Y]{3}-[2-9A-Y]{3}-[2-9A-Y]{3}\b/;

/** The code that the party screen shows. */
export const codeIn = async (popup: PopupDriver): Promise<string> =>
  until(async () => CODE.exec(await popup.text())?.[0], 'the popup shows the party code');

/** Wait until the page's overlay says that its player is in the party. */
export const overlayOn = (page: Page): Promise<void> => overlayOf(page).waitFor({ state: 'attached', timeout: 20_000 });

/**
 * Guest sign-in and "Start a party" on the tab of this page.
 * @param button of the popup: where it can't see a film it has another one
 * @returns the party code
 */
export async function createParty(
  user: ChromiumUser,
  page: Page,
  name: string,
  button = 'Start a party',
): Promise<string> {
  const popup = await user.popup(page);
  await enterName(popup, name);
  await popup.click(button);
  const code = await codeIn(popup);
  await popup.close();
  await overlayOn(page);
  return code;
}

/**
 * Guest sign-in and joining by code or link, pressed on the tab of `page`. The film's page is touched by nothing but that.
 * @returns the page that goes to the film then: `page` itself or a new tab
 */
export async function goToParty(user: ChromiumUser, page: Page, name: string, codeOrLink: string): Promise<Page> {
  const before = new Set(user.context.pages());
  const popup = await user.popup(page);
  await enterName(popup, name);
  await popup.fill('Code or link', codeOrLink);
  await popup.press('Enter');
  // Where the tab itself goes to the film, the popup closes under the click.
  await popup.click('Join the party');
  return until(
    () =>
      [...user.context.pages()].find((p) => !before.has(p) && p.url().startsWith('https:')) ??
      (page.url().startsWith('https:') ? page : null),
    `${name}'s tab with the film`,
  );
}

/** The same, until the overlay is on. */
export async function joinParty(user: ChromiumUser, page: Page, name: string, codeOrLink: string): Promise<Page> {
  const film = await goToParty(user, page, name, codeOrLink);
  await overlayOn(film);
  return film;
}
