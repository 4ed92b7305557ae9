import type { Page } from '@playwright/test';
import { startServer } from '../support/server.ts';
import { expect, test } from './fixtures.ts';

const overlayOf = (page: Page) => page.locator('#watchparty-overlay');
const logOf = (page: Page) => overlayOf(page).locator('.wp-log');
const wordsOf = (page: Page) => logOf(page).locator('.wp-text').allTextContents();
const say = async (page: Page, words: string) => {
  await overlayOf(page).getByPlaceholder('Message').fill(words);
  await page.keyboard.press('Enter');
};
const message = (page: Page, words: string) => logOf(page).locator('.wp-message', { hasText: words });
test('[S30] [S28] [R1] chat over a worker kill and a server restart: nothing is lost, nothing doubled', async ({
  pair,
  server,
}) => {
  const { mira, anaPage, miraPage } = await pair();
  await say(miraPage, 'one');
  await expect(message(anaPage, 'one')).toBeVisible();
  const cdp = await mira.context.newCDPSession(miraPage);
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.stopAllWorkers');
  await say(miraPage, 'two');
  await say(anaPage, 'three');
  for (const page of [anaPage, miraPage]) await expect.poll(async () => (await wordsOf(page)).length).toBe(3);

  const { port, dataDir } = server;
  await server.close();
  await say(miraPage, 'four');
  await say(anaPage, 'five');
  await expect(message(miraPage, 'four')).toContainText('Sending');
  // The worker dies with the message in its hands, and there is no server to give it to.
  await cdp.send('ServiceWorker.stopAllWorkers');
  const again = await startServer({ dataDir, port });
  try {
    const all = ['five', 'four', 'one', 'three', 'two'];
    for (const page of [anaPage, miraPage])
      await expect.poll(async () => (await wordsOf(page)).toSorted(), { timeout: 30_000 }).toEqual(all);
    await expect(logOf(miraPage).getByText('Sending')).toHaveCount(0);
    expect(await wordsOf(anaPage)).toEqual(await wordsOf(miraPage));
    expect((await wordsOf(anaPage))[0]).toBe('one');
  } finally {
    await again.close();
  }
});
