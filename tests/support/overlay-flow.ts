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

/** By the player's own button, which shows while the mouse moves over the film. */
export async function goFullscreen(page: Page): Promise<void> {
  const box = (await page.locator('video').first().boundingBox())!;
  for (const share of [0.4, 0.5, 0.6]) await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
  await page.locator('[data-standin=fullscreen]').first().click();
  await until(() => page.evaluate(() => document.fullscreenElement !== null), 'the film is in fullscreen');
}
