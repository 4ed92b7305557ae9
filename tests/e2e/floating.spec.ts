import type { Page } from '@playwright/test';
import { filmOn } from '../support/film.ts';
import { createInFirefox, oursIn } from '../support/firefox-flow.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { createParty } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, test } from './fixtures.ts';

const NETFLIX = 'https://www.netflix.com/watch/81000001';
const SIDEBAR_PX = 320;
/** Rounding of layouts, px. */
const NEAR_PX = 3;

/** Runs in the page. */
const filmsRight = () => document.querySelector('video')?.getBoundingClientRect().right ?? Number.NaN;
const windowsWidth = () => document.documentElement.clientWidth;

for (const [name, url] of Object.entries({ Netflix: NETFLIX, YouTube: 'https://www.youtube.com/watch?v=standin0001' }))
  test(`docked, floating, pill: the film fills the page but for the docked panel, and the choice is kept: ${name}`, async ({
    chromium,
  }) => {
    const ana = await chromium('ana');
    const page = await ana.open(url);
    await filmOn(page).waitFor((state) => state.phase === 'content', 'the player is up');
    const before = await page.evaluate(filmsRight);
    await createParty(ana, page, 'Ana');
    const overlay = page.locator('#watchparty-overlay');
    const panel = overlay.locator('.wp-panel');
    const shape = (kind: string) => expect(overlay.locator(`.wp-in-${kind}`)).toHaveCount(1);
    const press = (words: string) => overlay.getByRole('button', { name: words, exact: true }).click();
    const filmEnds = (px: () => Promise<number>) =>
      expect.poll(async () => Math.abs((await page.evaluate(filmsRight)) - (await px()))).toBeLessThanOrEqual(NEAR_PX);
    const asBefore = () => filmEnds(async () => before);
    const besidePanel = async () =>
      expect
        .poll(async () => (await page.evaluate(filmsRight)) + SIDEBAR_PX - (await page.evaluate(windowsWidth)))
        .toBeLessThanOrEqual(NEAR_PX);

    await shape('sidebar');
    await besidePanel();
    await nobodyIsKeptOut(page, 'overlay: docked');
    await press('More');
    await expect(overlay.getByRole('button', { name: 'Put over the film' })).toBeVisible();
    await nobodyIsKeptOut(page, 'overlay: menu');
    await press('Put over the film');
    await shape('floating');
    await asBefore();
    // On the film, at its right, with a margin all round: site's controls and subtitles stay free.
    const box = (await panel.boundingBox())!;
    const { width, height } = page.viewportSize()!;
    expect(width - (box.x + box.width)).toBeGreaterThanOrEqual(8);
    expect(height - (box.y + box.height)).toBeGreaterThan(100);
    await overlay.getByPlaceholder('Message').fill('half a sent');
    await nobodyIsKeptOut(page, 'overlay: floating');

    // Small, and back: as it was last open, with what was being written.
    await press('Hide the party panel');
    await shape('pill');
    await expect(panel).toHaveCount(0);
    await asBefore();
    await nobodyIsKeptOut(page, 'overlay: pill');
    await overlay.locator('.wp-pill').click();
    await shape('floating');
    await asBefore();
    await expect(overlay.getByPlaceholder('Message')).toHaveValue('half a sent');

    await overlay.getByPlaceholder('Message').fill('half a sentence');
    // No hand is as quick as a test: what Chromium is told in the last milliseconds of a page may not arrive.
    const kept = () => ana.worker.evaluate(async () => JSON.stringify(await chrome.storage.session.get('place')));
    await until(async () => (await kept()).includes('half a sentence'), 'what was written is kept');
    await page.reload();
    await shape('floating');
    await expect(overlay.getByPlaceholder('Message')).toHaveValue('half a sentence');
    await asBefore();
    await goFullscreen(page);
    await shape('floating');
    await filmEnds(() => page.evaluate(windowsWidth));
    await overlay.getByPlaceholder('Message').fill('still here');
    await page.keyboard.press('Enter');
    await expect(overlay.locator('.wp-log').getByText('still here')).toBeVisible();
    await nobodyIsKeptOut(page, 'overlay: fullscreen');
    await page.evaluate(() => document.exitFullscreen());
    await shape('floating');

    await press('Hide the party panel');
    await page.reload();
    await shape('pill');
    await asBefore();
    await overlay.locator('.wp-pill').click();
    await press('More');
    await press('Put beside the film');
    await shape('sidebar');
    await besidePanel();
    await page.reload();
    await shape('sidebar');
    await besidePanel();
  });

/** By the player's own button. */
async function goFullscreen(page: Page): Promise<void> {
  const box = (await page.locator('video').first().boundingBox())!;
  for (const share of [0.3, 0.4, 0.5]) await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
  await page.locator('[data-standin=fullscreen]').first().click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
}

test('docked, floating, pill in Firefox, kept over a reload', async ({ firefox, server }) => {
  const ana = await firefox('ana');
  const page = await ana.open(NETFLIX);
  await page.setViewport({ width: 1100, height: 700 });
  await page.waitForSelector('video');
  const before = await page.evaluate(filmsRight);
  await createInFirefox(ana, page, 'Ana', server.url);
  const overlay = oursIn(page);
  const filmEnds = (px: number) =>
    until(async () => Math.abs((await page.evaluate(filmsRight)) - px) <= NEAR_PX, `the film ends at ${px}`);
  await overlay.find('.wp-in-sidebar');
  await filmEnds((await page.evaluate(windowsWidth)) - SIDEBAR_PX);
  await overlay.press('button[aria-label=More]');
  await overlay.press('.wp-menu button:nth-of-type(2)');
  await overlay.find('.wp-in-floating');
  await filmEnds(before);
  await overlay.press('button[aria-label="Hide the party panel"]');
  await overlay.find('.wp-in-pill');
  await overlay.press('.wp-pill');
  await overlay.press('.wp-in-floating textarea');
  await page.keyboard.type('half a sent');
  await page.reload();
  await overlay.find('.wp-in-floating');
  await until(async () => (await overlay.written()) === 'half a sent', 'what was being written is there again');
  await filmEnds(before);
});
