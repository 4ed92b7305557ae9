import type { Page } from '@playwright/test';
import type { ChromiumUser } from '../support/chromium.ts';
import { type Desktop, openDesktop } from '../support/desktop.ts';
import { codeIn, enterName, overlayOn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { test as base, expect, GENERIC_FILM } from './fixtures.ts';

/** The browser's own permission prompt, pressed by keys: the focus is on "Deny", "Allow" is one Tab away. */
const test = base.extend<{ desktop: Desktop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  desktop: async ({}, use) => {
    const desktop = await openDesktop();
    await use(desktop);
    await desktop.close();
  },
});

/** Nothing is allowed beforehand: the click brings the prompt, which closes the popup. */
async function startAndBePrompted(user: ChromiumUser, page: Page, desktop: Desktop): Promise<void> {
  const popup = await user.popup(page);
  await enterName(popup, 'Ana');
  const before = desktop.windows().length;
  await popup.click('Start a party');
  await until(async () => !(await popup.isOpen()), 'the prompt has closed the popup');
  await until(() => desktop.windows().length >= before, 'the prompt is shown');
}
const allowed = (user: ChromiumUser) =>
  user.worker.evaluate(async () => (await chrome.permissions.getAll()).origins ?? []);

test('the real prompt: denied, nothing happens and one can try again; allowed, the party starts', async ({
  chromium,
  desktop,
}) => {
  const window = { x: 0, y: 0, width: 1200, height: 860 };
  const ana = await chromium('ana', { allowedOrigins: [], window, display: desktop.display });
  const page = await ana.open(GENERIC_FILM);
  await startAndBePrompted(ana, page, desktop);
  desktop.keys('Return');
  // Deny tells nobody: the wish stays, with its reason and one button.
  const popup = await until(() => ana.popup(page).catch(() => null), 'the popup opens again');
  await popup.waitFor('One permission first');
  expect(await allowed(ana)).toEqual([]);
  await expect(page.locator('#watchparty-overlay')).toHaveCount(0);
  await popup.click('Allow films.example');
  await until(async () => !(await popup.isOpen()), 'the prompt has closed the popup again');
  await until(async () => {
    desktop.keys('Tab', 'Return');
    return (await allowed(ana)).length > 0;
  }, 'the prompt is allowed');
  await overlayOn(page);
  const party = await ana.popup(page);
  await codeIn(party);
  expect(await allowed(ana)).toEqual(['https://films.example/*']);
});
