import type { Page } from '@playwright/test';
import { startDelayProxy } from '../support/delay-proxy.ts';
import { filmOn } from '../support/film.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { fieldOf, goFullscreen, logOf, overlayOf, say, unfold } from '../support/overlay-flow.ts';
import { createParty, joinParty, useServer } from '../support/party-flow.ts';
import { expect, test } from './fixtures.ts';

/** The message that has these words itself, not in a quote. */
const message = (page: Page, words: string | RegExp) =>
  logOf(page).locator('.wp-message', { has: page.locator('.wp-text, .wp-veil, .wp-gone', { hasText: words }) });
const act = async (page: Page, words: string | RegExp, deed: string) => {
  await unfold(message(page, words));
  await message(page, words).getByRole('button', { name: deed, exact: true }).click();
};

test('moderation, mentions, replies, what was refused, the veil over scenes ahead, and words over the film', async ({
  chromium,
  server,
}) => {
  const line = await startDelayProxy({ targetPort: server.port, link: { upMs: 1, downMs: 1, jitterMs: 0 }, seed: 1 });
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
  await useServer(mira, line.url);
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
  await nobodyIsKeptOut(miraPage, 'overlay: a name to choose');
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

  // Written without a line, and refused when it is back: kept, with the two things one can do.
  line.offline();
  await say(miraPage, 'I was not done');
  await say(miraPage, 'never mind');
  await unfold(message(anaPage, 'Message removed'));
  await expect(message(anaPage, 'Message removed').getByRole('button', { name: 'Mute Mira' })).toBeVisible();
  await nobodyIsKeptOut(anaPage, 'overlay: menu at a message');
  await message(anaPage, 'Message removed').getByRole('button', { name: 'Mute Mira', exact: true }).click();
  line.online();
  await expect(overlayOf(miraPage).getByText('You are muted').first()).toBeVisible();
  for (const words of ['I was not done', 'never mind'])
    await expect(message(miraPage, words).getByText(/^Not sent/)).toBeVisible();
  await act(anaPage, 'Message removed', 'Unmute Mira');
  await expect(fieldOf(miraPage)).toBeVisible();
  await message(miraPage, 'never mind').getByRole('button', { name: 'Discard' }).click();
  await expect(message(miraPage, 'never mind')).toHaveCount(0);
  await message(miraPage, 'I was not done').getByRole('button', { name: 'Send again' }).click();
  await expect(message(anaPage, 'I was not done')).toBeVisible();
  await expect(message(miraPage, 'I was not done').locator('.wp-time-button')).toBeVisible();
  await expect(overlayOf(miraPage).getByText(/^Not sent/)).toHaveCount(0);

  // Mira sits in an ad while the party goes on.
  await miraPage.evaluate(() => {
    window.__standin.setOption('adSeconds', 60);
    window.__standin.forceAd();
  });
  await miraFilm.waitFor((state) => state.phase === 'ad', 'Mira is in an ad');
  // Her hands leave the chat: keys pressed in the overlay are no act on the film.
  await anaPage.locator('h1').first().click();
  await anaFilm.seek(60);
  // Past the target: the party has jumped, not her player alone.
  await anaFilm.waitFor((state) => state.contentSeconds > 60.3 && !state.paused, 'the party is ahead');
  await say(anaPage, 'so it was the gardener');
  await say(anaPage, 'with the rake');
  const veils = message(miraPage, /^From a (later )?scene/);
  const said = (words: string) => overlayOf(miraPage).getByText(words);
  await expect(veils).toHaveCount(2);
  await expect(said('the gardener').or(said('the rake'))).toHaveCount(0);
  await nobodyIsKeptOut(miraPage, 'overlay: something from a later scene');
  // Who can't wait reads the one that they ask for.
  await veils.last().getByRole('button', { name: 'Show now' }).click();
  await expect(message(miraPage, 'with the rake')).toBeVisible();
  await expect(veils).toHaveCount(1);
  // Who never waits says so once.
  const setting = overlayOf(miraPage).getByRole('switch', { name: 'Hide messages about later scenes' });
  await overlayOf(miraPage).getByRole('button', { name: 'More', exact: true }).click();
  await setting.click();
  await expect(message(miraPage, 'so it was the gardener')).toBeVisible();
  await setting.click();
  await expect(veils).toHaveCount(1);
  await miraPage.keyboard.press('Escape');
  expect(await miraFilm.state(), 'all of it while she sits in the ad').toMatchObject({ phase: 'ad' });
  await miraPage.evaluate(() => window.__standin.endAd());
  await miraFilm.waitFor((state) => state.phase === 'content' && state.contentSeconds > 59, 'Mira is there too');
  await expect(message(miraPage, 'so it was the gardener')).toBeVisible();
  await expect(veils).toHaveCount(0);
  await expect(message(anaPage, 'I was not done')).toHaveCount(1);
  await expect(message(anaPage, 'never mind')).toHaveCount(0);

  // The panel is away and the film in fullscreen: what is said floats over it, and the pill counts it until it is read.
  await overlayOf(miraPage).getByRole('button', { name: 'Hide the party panel' }).click();
  await goFullscreen(miraPage);
  await say(anaPage, 'popcorn is ready');
  await expect(overlayOf(miraPage).locator('.wp-glimpse', { hasText: 'popcorn is ready' })).toBeInViewport();
  const pill = overlayOf(miraPage).locator('.wp-pill');
  await expect(pill).toContainText('1 new');
  await say(anaPage, 'who wants some?');
  await expect(pill).toContainText('2 new');
  await expect(overlayOf(miraPage).locator('.wp-glimpse')).toHaveCount(0);
  await miraPage.mouse.move(200, 200);
  await pill.click();
  await expect(message(miraPage, 'who wants some?')).toBeVisible();
  await miraPage.evaluate(() => document.exitFullscreen());
  await overlayOf(miraPage).getByRole('button', { name: 'Hide the party panel' }).click();
  await expect(pill).toBeVisible();
  await expect(pill).not.toContainText('new');
  await pill.click();

  // Pages that require Trusted Types are no different: all of the picker is made without markup.
  await overlayOf(miraPage).getByRole('button', { name: 'Emoji', exact: true }).click();
  await overlayOf(miraPage).getByPlaceholder('Find an emoji').fill('popcorn');
  await expect(
    overlayOf(miraPage)
      .getByRole('option', { name: /popcorn/i })
      .first(),
  ).toBeVisible();
  await nobodyIsKeptOut(miraPage, 'overlay: emoji');
  await miraPage.keyboard.press('Enter');
  await miraPage.keyboard.press('Escape');
  await expect(field).toHaveValue('🍿');
  await line.close();
});
