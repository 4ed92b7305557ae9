import type { Page } from '@playwright/test';
import { filmOn } from '../support/film.ts';
import { createParty, joinParty } from '../support/party-flow.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

const WAITS = 'When somebody’s film stops, wait for';
const overlayOf = (page: Page) => page.locator('#watchparty-overlay');

test('party settings on the film: who controls and who is waited for hold at once, at the others', async ({ pair }) => {
  const { anaPage, miraPage, anaFilm, miraFilm } = await pair(`${GENERIC_FILM}?source=mse`);
  const settings = overlayOf(anaPage).getByRole('region', { name: 'Party settings' });
  const choose = async (question: string, answer: string) => {
    if (!(await settings.isVisible())) {
      await overlayOf(anaPage).getByRole('button', { name: 'More', exact: true }).click();
      await overlayOf(anaPage).getByRole('button', { name: 'Party settings' }).click();
    }
    await settings.getByRole('radiogroup', { name: question }).getByText(answer, { exact: true }).click();
  };
  await anaFilm.play();
  await miraFilm.waitFor((state) => !state.paused && state.contentSeconds > 0.5, 'both watch');

  await choose('Who may play, pause and jump', 'Only the host');
  // A member has no such settings, and now no power over the film.
  await overlayOf(miraPage).getByRole('button', { name: 'More', exact: true }).click();
  await expect(overlayOf(miraPage).getByRole('button', { name: 'Leave party' })).toBeVisible();
  await expect(overlayOf(miraPage).getByRole('button', { name: 'Party settings' })).toHaveCount(0);
  await miraFilm.pause();
  await expect(
    overlayOf(miraPage)
      .getByText(/only the host/i)
      .first(),
  ).toBeVisible();
  await miraFilm.waitFor((state) => !state.paused, 'Mira is put back');
  await choose('Who may play, pause and jump', 'Everyone');
  await miraFilm.pause();
  await anaFilm.waitFor((state) => state.paused, 'Mira controls again');
  await miraFilm.play();
  await anaFilm.waitFor((state) => !state.paused, 'and again');

  await choose(WAITS, 'Everyone');
  await anaPage.evaluate(() => window.__standin.stall(60_000));
  await miraFilm.waitFor((state) => state.paused, 'Mira waits for Ana');
  await expect(overlayOf(miraPage).getByText('Waiting for Ana').first()).toBeVisible();
  await choose(WAITS, 'Nobody');
  await miraFilm.waitFor((state) => !state.paused, 'Mira goes on without her');
  await expect(overlayOf(miraPage).getByText('Waiting for Ana')).toHaveCount(0);
});

test('who comes later sees what others felt at its scene, and jumps to where something was said', async ({
  chromium,
}) => {
  const [ana, mira] = [await chromium('ana'), await chromium('mira')];
  const anaPage = await ana.open(GENERIC_FILM);
  const code = await createParty(ana, anaPage, 'Ana');
  const anaFilm = filmOn(anaPage);
  await anaFilm.seek(40);
  await anaFilm.waitFor((state) => Math.abs(state.contentSeconds - 40) < 0.05, 'Ana is at the scene');
  await overlayOf(anaPage)
    .getByRole('button', { name: /^React with/ })
    .first()
    .click();
  await overlayOf(anaPage).getByPlaceholder('Message').fill('look at the cat');
  await anaPage.keyboard.press('Enter');
  await expect(overlayOf(anaPage).locator('.wp-message', { hasText: 'look at the cat' })).toContainText('0:40');
  await anaPage.locator('h1').first().click();
  await anaFilm.seek(37);

  const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
  const miraFilm = filmOn(miraPage);
  await miraFilm.waitFor((state) => Math.abs(state.contentSeconds - 37) < 0.5, 'Mira is where Ana is');
  await expect(overlayOf(miraPage).locator('.wp-message')).toHaveCount(1);
  await expect(overlayOf(miraPage).locator('.wp-floater')).toHaveCount(0);
  await miraFilm.play();
  await expect(overlayOf(miraPage).locator('.wp-floater', { hasText: 'Ana' })).toBeVisible();
  expect((await miraFilm.state()).contentSeconds).toBeGreaterThan(39.9);

  await miraFilm.waitFor((state) => state.contentSeconds > 44, 'the scene is over');
  const message = overlayOf(miraPage).locator('.wp-message', { hasText: 'look at the cat' });
  await message.getByRole('button', { name: /^Written at 0:40/ }).click();
  await message.getByRole('button', { name: 'Jump to 0:40' }).click();
  for (const film of [anaFilm, miraFilm])
    await film.waitFor((state) => state.contentSeconds >= 39.9 && state.contentSeconds < 43.5, 'back at the scene');
  await expect(
    overlayOf(anaPage)
      .getByText(/Mira jumped to 0:40/)
      .first(),
  ).toBeVisible();
});
