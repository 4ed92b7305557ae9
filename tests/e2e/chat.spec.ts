import type { Page } from '@playwright/test';
import { filmOn } from '../support/film.ts';
import { logOf, say } from '../support/overlay-flow.ts';
import { createParty } from '../support/party-flow.ts';
import { startServer } from '../support/server.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

const wordsOf = (page: Page) => logOf(page).locator('.wp-text').allTextContents();
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

test('what is said right after a jump belongs to where the film jumped to', async ({ chromium }) => {
  const ana = await chromium('ana');
  const page = await ana.open(GENERIC_FILM);
  await createParty(ana, page, 'Ana');
  const film = filmOn(page);
  for (const seconds of [50, 20, 35]) {
    // Hands leave the chat: keys pressed in the overlay are no act on the film.
    await page.locator('h1').first().click();
    await film.seek(seconds);
    await say(page, `at ${seconds}`);
    await expect(message(page, `at ${seconds}`).getByRole('button', { name: `Written at 0:${seconds}` })).toHaveCount(
      1,
    );
  }
  expect(await wordsOf(page)).toEqual(['at 50', 'at 20', 'at 35']);
});
