import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { startSites } from '../sites/server.ts';
import { type ChromiumUser, launchChromium } from '../support/chromium.ts';
import { filmOn } from '../support/film.ts';
import { createParty, joinParty, useServer } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { startServer } from '../support/server.ts';

/** Pictures of the built extension with a server, two people and the stand-in sites: what the gallery can't show. */
const SITES = {
  netflix: 'https://www.netflix.com/watch/81000001',
  youtube: 'https://www.youtube.com/watch?v=standin0001',
} as const;

const isFullscreen = (page: Page) => page.evaluate(() => document.fullscreenElement !== null);

/** Press the site's own button; its controls are shown while the pointer moves. */
async function enterFullscreen(page: Page): Promise<void> {
  const box = await page.locator('video').first().boundingBox();
  if (!box) throw new Error('no video to go to fullscreen with');
  await until(async () => {
    for (const share of [0.4, 0.5, 0.6]) await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
    await page.locator('[data-standin=fullscreen]').first().click();
    return isFullscreen(page);
  }, 'the page is in fullscreen');
}

const say = async (page: Page, words: string) => {
  await page.locator('#watchparty-overlay textarea').fill(words);
  await page.keyboard.press('Enter');
  await page.locator('#watchparty-overlay').getByText(words).first().waitFor();
};

export async function shootReal(folder: string): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'watchparty-shots-'));
  const server = await startServer({ dataDir });
  const sites = await startSites();
  const users: ChromiumUser[] = [];
  try {
    for (const [site, url] of Object.entries(SITES)) {
      const pair: ChromiumUser[] = [];
      for (const name of ['Ana', 'Mira']) {
        const user = await launchChromium(name, { hostRules: sites.hostRules });
        users.push(user);
        pair.push(user);
        await useServer(user, server.url);
      }
      const [ana, mira] = pair as [ChromiumUser, ChromiumUser];
      const page = await ana.open(url);
      await filmOn(page).waitFor((state) => state.phase === 'content', 'the player is up');
      const home = await ana.popup(page);
      await home.waitFor('What can you watch?');
      writeFileSync(path.join(folder, `real-${site}-welcome.png`), await home.screenshot());
      await home.close();
      const code = await createParty(ana, page, 'Ana');
      const other = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
      await say(page, 'is everybody here?');
      await say(other, 'with popcorn');
      await page.locator('#watchparty-overlay').getByText('with popcorn').first().waitFor();
      await page.screenshot({ path: path.join(folder, `real-${site}.png`) });
      await enterFullscreen(page);
      await page.locator('#watchparty-overlay textarea').waitFor();
      await page.screenshot({ path: path.join(folder, `real-${site}-fullscreen.png`) });
      await page.evaluate(() => document.exitFullscreen());
    }
  } finally {
    await Promise.all(users.map((user) => user.close()));
    await sites.close();
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
