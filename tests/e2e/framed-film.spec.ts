import type { Page } from 'playwright';
import { codeIn, enterName, joinParty, overlayOn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, test } from './fixtures.ts';

const PAGE = 'https://frames.example/?autoplay=true&source=mse';

/** The film lies in a frame of another host. */
const stateIn = async (page: Page) => {
  const frame = page.frames().find((one) => new URL(one.url()).host === 'player.example');
  return frame ? frame.evaluate(() => window.__standin.state()) : null;
};

test('a film in a frame of another host: that host is asked for too, of whoever starts and of whoever joins', async ({
  chromium,
}) => {
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
  const anaPage = await ana.open(PAGE);
  await until(async () => (await stateIn(anaPage))?.phase === 'content', 'the player is up');
  const popup = await ana.popup(anaPage);
  await enterName(popup, 'Ana');
  await popup.click('Start on this page anyway');
  const code = await codeIn(popup);
  await popup.close();
  await overlayOn(anaPage);

  const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
  await until(async () => (await stateIn(miraPage))?.phase === 'content', 'Mira has the page');
  await expect(miraPage.locator('#watchparty-overlay').getByTitle('Mira: No film yet').first()).toBeVisible();
  const asked = await mira.popup(miraPage);
  await asked.click('Allow player.example');
  await asked.close();
  await until(async () => {
    const [a, m] = await Promise.all([stateIn(anaPage), stateIn(miraPage)]);
    return a && m && !a.paused && !m.paused && Math.abs(a.contentSeconds - m.contentSeconds) < 0.25;
  }, 'in step, in their frames');
});
