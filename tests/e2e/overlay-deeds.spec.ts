import type { Page } from '@playwright/test';
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
