import type { Page } from 'playwright';
import { codeIn, enterName, joinParty, overlayOn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, test } from './fixtures.ts';

const PAGE = 'https://frames.example/?autoplay=true&source=mse';
const FRAME = 'player.example';

/** The film lies in a frame of another host. */
const stateIn = async (page: Page) => {
  const frame = page.frames().find((one) => new URL(one.url()).host === FRAME);
  return frame ? frame.evaluate(() => window.__standin.state()) : null;
};

const inStep = (anaPage: Page, miraPage: Page) =>
  until(async () => {
    const [a, m] = await Promise.all([stateIn(anaPage), stateIn(miraPage)]);
    return a && m && !a.paused && !m.paused && Math.abs(a.contentSeconds - m.contentSeconds) < 0.25;
  }, 'in step, in their frames');

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
  await inStep(anaPage, miraPage);
});

test('where the frame wants a click of its own, the words lead to it, and what is said now is readable', async ({
  chromium,
}) => {
  const url = `${PAGE}&delegates=0`;
  const [ana, mira] = [await chromium('ana'), await chromium('mira', { autoplay: false })];
  const anaPage = await ana.open(url);
  await until(async () => (await stateIn(anaPage))?.phase === 'content', 'the player is up');
  const popup = await ana.popup(anaPage);
  await enterName(popup, 'Ana');
  await popup.click('Start on this page anyway');
  const code = await codeIn(popup);
  await popup.close();
  await overlayOn(anaPage);
  const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
  const asked = await mira.popup(miraPage);
  await asked.click(`Allow ${FRAME}`);
  await asked.close();

  const overlay = miraPage.locator('#watchparty-overlay');
  const join = overlay.getByRole('button', { name: /^Click to join/ });
  await join.click();
  // It was tried, and the browser said no: the words stand there still.
  await expect(overlay.getByText('click on the film itself')).toBeVisible();
  expect((await stateIn(miraPage))?.paused).toBe(true);
  const box = (await miraPage.locator('#film-frame').boundingBox())!;
  await miraPage.mouse.click(box.x + box.width / 2, box.y + box.height * 0.6);
  await inStep(anaPage, miraPage);
  await expect(join).toHaveCount(0);

  // Where she stands is known by what her frame tells of itself: nothing of this scene is veiled.
  await anaPage.locator('#watchparty-overlay').getByPlaceholder('Message').fill('that coat again');
  await anaPage.keyboard.press('Enter');
  await expect(overlay.locator('.wp-log').getByText('that coat again')).toBeVisible();
});
