import type { Locator, Page } from 'playwright';
import { until } from './poll.ts';

/** The overlay on a page in Chromium, as people see it and press there. */
export const overlayOf = (page: Page): Locator => page.locator('#watchparty-overlay');

/** Where messages are written. */
export const fieldOf = (page: Page): Locator => overlayOf(page).getByPlaceholder('Message');

export const logOf = (page: Page): Locator => overlayOf(page).locator('.wp-log');

export async function say(page: Page, words: string): Promise<void> {
  await fieldOf(page).fill(words);
  await page.keyboard.press('Enter');
}

/**
 * Runs in the page: a site that builds its player anew, and with that throws out what hangs in it. How often it has done
 * so stands in `data-thrown` of the document's element.
 * @returns the timer to clear to have it end
 */
export function throwOutOften(everyMs: number): number {
  return window.setInterval(() => {
    const ours = document.querySelector('#watchparty-overlay');
    if (!ours) return;
    ours.remove();
    const { dataset } = document.documentElement;
    dataset.thrown = `${Number(dataset.thrown ?? 0) + 1}`;
  }, everyMs);
}

/** By the player's own button, which shows while the mouse moves over the film. */
export async function goFullscreen(page: Page): Promise<void> {
  const box = (await page.locator('video').first().boundingBox())!;
  for (const share of [0.4, 0.5, 0.6]) await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
  await page.locator('[data-standin=fullscreen]').first().click();
  await until(() => page.evaluate(() => document.fullscreenElement !== null), 'the film is in fullscreen');
}

/** Unfold the list of people, which the first press brings. */
export async function openPeople(page: Page): Promise<void> {
  await overlayOf(page)
    .getByRole('button', { name: /people here/ })
    .click();
  await overlayOf(page).locator('.wp-member').first().waitFor();
}

/**
 * Unfold what one may do with a message. Pressed again where the log, which a driver scrolls only for the press, moved away
 * below it: nobody presses what they do not see yet.
 */
export async function unfold(message: Locator): Promise<void> {
  const opener = message.locator('.wp-time-button');
  await until(async () => {
    if ((await opener.getAttribute('aria-expanded')) !== 'true') await opener.click();
    return (await opener.getAttribute('aria-expanded')) === 'true';
  }, 'the message is unfolded');
}

/** Buttons in the list of people: whose menu is offered. */
export const inPeople = (page: Page): Locator => overlayOf(page).locator('.wp-members').getByRole('button');

/** Through somebody's menu in the list of people, which stands open: whether or not they have written anything. */
export async function actOn(page: Page, name: string, ...presses: string[]): Promise<void> {
  await inPeople(page)
    .and(page.getByLabel(`Options for ${name}`))
    .click();
  for (const press of presses)
    await inPeople(page)
      .and(page.getByRole('button', { name: press, exact: true }))
      .click();
}
