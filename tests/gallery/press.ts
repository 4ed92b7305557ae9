import type { Page } from 'playwright-core';
import type { MessageKey } from '../../extension/ui/i18n.ts';

/** What the page says for a key, in the language of the shot: a hand presses what it reads. */
export const say = (page: Page, key: MessageKey) =>
  page.evaluate((k) => (globalThis as unknown as { say: (key: string) => string }).say(k), key);
export const press =
  (...keys: MessageKey[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys)
      await page
        .getByRole('button', { name: await say(page, key) })
        .first()
        .click();
  };
