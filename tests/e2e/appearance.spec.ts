import type { Page } from '@playwright/test';
import type { ChromiumUser } from '../support/chromium.ts';
import { createParty, enterName } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import type { PopupDriver } from '../support/popup-driver.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

const LIGHT = 'rgb(251, 250, 248)';
const DARK = 'rgb(19, 18, 17)';

/** The popup's page in a tab: there the system's wishes can be set as a person sets them for the whole computer. */
const inTab = (user: ChromiumUser): Promise<Page> =>
  user.open(`chrome-extension://${user.extensionId}/extension/popup/index.html`);

const speak = (popup: PopupDriver, code: string) =>
  popup.evaluate(`(() => {
    const choice = document.querySelector('select.wp-field');
    choice.value = ${JSON.stringify(code)};
    choice.dispatchEvent(new Event('change', { bubbles: true }));
  })()`);
const html = (popup: PopupDriver, what: string) => popup.evaluate<string>(`document.documentElement.${what}`);
const ground = (popup: PopupDriver) => popup.evaluate<string>('getComputedStyle(document.body).backgroundColor');
const style = (page: Page, selector: string, property: string): Promise<string> =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
/** How many elements would move when something changes: of a page, or of what is over its film. */
const moving = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const root = document.querySelector('#watchparty-overlay')?.shadowRoot ?? document;
    return [...root.querySelectorAll('*')].filter((element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return /[1-9]/.test(transitionDuration) || animationName !== 'none';
    }).length;
  });

test('language and theme: popup and film follow the choice at once, from right to left too, and keep it', async ({
  chromium,
}) => {
  const ana = await chromium('ana');
  const page = await ana.open(GENERIC_FILM);
  await createParty(ana, page, 'Ana');
  const overlay = page.locator('#watchparty-overlay');
  const field = (words: string) => overlay.getByPlaceholder(words, { exact: true });
  await expect(field('Message')).toBeVisible();
  const popup = await ana.popup(page);
  await popup.click('Settings');
  await popup.waitFor('How you watch');
  await speak(popup, 'de');
  await popup.waitFor('Wie du schaust');
  expect([await html(popup, 'lang'), await html(popup, 'dir')]).toEqual(['de', 'ltr']);
  await expect(field('Nachricht')).toBeVisible();
  await speak(popup, 'ar');
  await until(async () => (await html(popup, 'dir')) === 'rtl', 'the popup reads from right to left');
  await speak(popup, 'de');
  await popup.waitFor('Wie du schaust');

  await popup.click('Dunkel');
  await until(async () => (await ground(popup)) === DARK, 'the popup is dark');
  await popup.click('Hell');
  await until(async () => (await ground(popup)) === LIGHT, 'the popup is light');
  await popup.click('Dunkel');
  await until(async () => (await ground(popup)) === DARK, 'the popup is dark again');
  await popup.close();

  const again = await ana.popup(page);
  await again.waitFor('Link kopieren');
  expect([await html(again, 'lang'), await ground(again)]).toEqual(['de', DARK]);
  await again.close();
});

/** Of a page that opens: what it wears before its script has run, and the ground and direction of each frame until it is drawn. */
interface Opening {
  before: string;
  frames: string[];
}

/** Runs in the page, before anything of it. */
function watchOpening(): void {
  const opening: Opening = { before: '', frames: [] };
  Object.assign(globalThis, { opening });
  // Modules run after this.
  document.addEventListener('readystatechange', () => {
    const { className, dir } = document.documentElement;
    if (document.readyState === 'interactive') opening.before = `${className} ${dir}`;
  });
  const frame = () => {
    const { backgroundColor, direction } = getComputedStyle(document.body ?? document.documentElement);
    if (document.querySelector('#app')) opening.frames.push(`${backgroundColor} ${direction}`);
    if (performance.getEntriesByName('drawn').length === 0) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
const openingOf = async (page: Page): Promise<Opening> => {
  await page.waitForFunction(() => performance.getEntriesByName('drawn').length > 0);
  const { before, frames } = await page.evaluate(() => (globalThis as unknown as { opening: Opening }).opening);
  return { before, frames: [...new Set(frames)] };
};

test('the chosen theme is there from the first frame on, whatever the system has, and the chosen direction with it', async ({
  chromium,
}) => {
  const ana = await chromium('ana');
  const page = await ana.context.newPage();
  await page.addInitScript(watchOpening);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`chrome-extension://${ana.extensionId}/extension/popup/index.html`);
  expect((await openingOf(page)).frames, 'nothing chosen').toEqual([`${LIGHT} ltr`]);
  await page.locator('#pop-settings').click();
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveClass('wp-dark');
  await page.locator('select.wp-field').first().selectOption('ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.reload();
  expect(await openingOf(page), 'dark in a light system').toEqual({ before: 'wp-dark rtl', frames: [`${DARK} rtl`] });

  await page.locator('#pop-settings').click();
  await page.locator('select.wp-field').first().selectOption('en');
  await page.getByText('Light', { exact: true }).click();
  await expect(page.locator('html')).toHaveClass('wp-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.reload();
  expect(await openingOf(page), 'light in a dark system').toEqual({ before: 'wp-light ltr', frames: [`${LIGHT} ltr`] });

  await page.locator('#pop-settings').click();
  await page.getByText('Automatic', { exact: true }).click();
  await expect(page.locator('html')).toHaveClass('');
  await page.reload();
  expect(await openingOf(page), 'as the system has it').toEqual({ before: ' ltr', frames: [`${DARK} ltr`] });
});

test('[A11Y] the system’s wishes: dark, more contrast, forced colours and less motion are heard', async ({
  chromium,
}) => {
  const ana = await chromium('ana');
  const film = await ana.open(GENERIC_FILM);
  const popup = await ana.popup(film);
  await enterName(popup, 'Ana');
  await popup.waitFor('Start a party');
  await popup.close();
  const page = await inTab(ana);
  await page.locator('#pop-settings').click();
  await page.getByText('How you watch').waitFor();
  const quiet = '.wp-sub';

  await page.emulateMedia({ colorScheme: 'dark', contrast: 'no-preference', reducedMotion: 'no-preference' });
  expect(await style(page, 'body', 'background-color')).toBe(DARK);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await style(page, 'body', 'background-color')).toBe(LIGHT);

  const usual = await style(page, quiet, 'color');
  await page.emulateMedia({ contrast: 'more' });
  expect([usual, await style(page, quiet, 'color')]).toEqual(['rgb(106, 100, 93)', 'rgb(69, 64, 58)']);
  await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active' });
  expect(await style(page, quiet, 'color'), 'the system’s colours, not ours').not.toBe(usual);
  await page.emulateMedia({ forcedColors: 'none' });

  expect(await moving(page)).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving(page)).toBe(0);

  await page.close();
  await createParty(ana, film, 'Ana');
  await film.emulateMedia({ reducedMotion: 'no-preference' });
  await until(async () => (await moving(film)) > 0, 'the overlay moves');
  await film.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving(film)).toBe(0);
});
