import type { Page } from '@playwright/test';
import { filmOn } from '../support/film.ts';
import { fieldOf, logOf, overlayOf, say } from '../support/overlay-flow.ts';
import { createParty, joinParty } from '../support/party-flow.ts';
import { expect, test } from './fixtures.ts';

/** The message that has these words itself, not in a quote. */
const message = (page: Page, words: string | RegExp) =>
  logOf(page).locator('.wp-message', { has: page.locator('.wp-text, .wp-veil, .wp-gone', { hasText: words }) });
const act = async (page: Page, words: string | RegExp, deed: string) => {
  await message(page, words).locator('.wp-time-button').click();
  await message(page, words).getByRole('button', { name: deed, exact: true }).click();
};

test('moderation, mentions, replies and the veil over scenes ahead', async ({ chromium }) => {
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
  const anaPage = await ana.open('https://www.youtube.com/watch?v=standin0001');
  const anaFilm = filmOn(anaPage);
  await anaFilm.waitFor((state) => state.phase === 'content', 'Ana’s player is up');
  const code = await createParty(ana, anaPage, 'Ana');
  const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
  const miraFilm = filmOn(miraPage);
  await miraFilm.waitFor((state) => state.phase === 'content', 'Mira’s player is up');

  // A name is chosen from the list, and the one who is named sees it marked.
  const field = fieldOf(miraPage);
  await field.click();
  await field.pressSequentially('psst @a');
  await expect(overlayOf(miraPage).getByRole('option', { name: 'Ana' })).toBeVisible();
  await expect(overlayOf(anaPage).getByText('Mira is writing')).toBeVisible();
  await miraPage.keyboard.press('Enter');
  await expect(field).toHaveValue('psst @Ana ');
  await field.pressSequentially('the butler did it');
  await miraPage.keyboard.press('Enter');
  await expect(message(anaPage, 'the butler did it')).toHaveClass(/wp-for-me/);
  await act(anaPage, 'the butler did it', 'Reply');
  await say(anaPage, 'please don’t');
  await expect(message(miraPage, 'please don’t').locator('.wp-quote')).toContainText('the butler did it');

  // Taken away: from every screen, and from the answer that quotes it.
  await act(anaPage, 'the butler did it', 'Delete');
  for (const page of [anaPage, miraPage]) {
    await expect(logOf(page).getByText('Message removed').first()).toBeVisible();
    await expect(overlayOf(page).getByText('the butler did it')).toHaveCount(0);
  }
  await act(anaPage, 'Message removed', 'Mute Mira');
  await expect(overlayOf(miraPage).getByText('You are muted').first()).toBeVisible();
  await act(anaPage, 'Message removed', 'Unmute Mira');
  await expect(fieldOf(miraPage)).toBeVisible();

  // Mira sits in an ad while the party goes on.
  await miraPage.evaluate(() => window.__standin.forceAd());
  await miraFilm.waitFor((state) => state.phase === 'ad', 'Mira is in an ad');
  // Her hands leave the chat: keys pressed in the overlay are no act on the film.
  await anaPage.locator('h1').first().click();
  await anaFilm.seek(60);
  // Past the target: the party has jumped, not her player alone.
  await anaFilm.waitFor((state) => state.contentSeconds > 60.3 && !state.paused, 'the party is ahead');
  await say(anaPage, 'so it was the gardener');
  await expect(message(miraPage, /^From a (later )?scene/)).toBeVisible();
  await expect(overlayOf(miraPage).getByText('so it was the gardener')).toHaveCount(0);
  await miraPage.evaluate(() => window.__standin.endAd());
  await miraFilm.waitFor((state) => state.phase === 'content' && state.contentSeconds > 59, 'Mira is there too');
  await expect(message(miraPage, 'so it was the gardener')).toBeVisible();

  // Pages that require Trusted Types are no different: all of the picker is made without markup.
  await overlayOf(miraPage).getByRole('button', { name: 'Emoji', exact: true }).click();
  await overlayOf(miraPage).getByPlaceholder('Find an emoji').fill('popcorn');
  await expect(
    overlayOf(miraPage)
      .getByRole('option', { name: /popcorn/i })
      .first(),
  ).toBeVisible();
  await miraPage.keyboard.press('Enter');
  await miraPage.keyboard.press('Escape');
  await expect(field).toHaveValue('🍿');
});
