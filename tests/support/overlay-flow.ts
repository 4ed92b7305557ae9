import type { Locator, Page } from 'playwright';

/** The overlay on a page in Chromium, as people see it and press there. */
export const overlayOf = (page: Page): Locator => page.locator('#watchparty-overlay');

/** Where messages are written. */
export const fieldOf = (page: Page): Locator => overlayOf(page).getByPlaceholder('Message');

export const logOf = (page: Page): Locator => overlayOf(page).locator('.wp-log');

export async function say(page: Page, words: string): Promise<void> {
  await fieldOf(page).fill(words);
  await page.keyboard.press('Enter');
}
