import { filmOn } from '../support/film.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { fieldOf, overlayOf } from '../support/overlay-flow.ts';
import { createParty, joinParty } from '../support/party-flow.ts';
import { expect, test } from './fixtures.ts';

const TITLE = '81000001';
const FILM = `https://www.netflix.com/watch/${TITLE}`;

/** How a site turns people away, what they read then, and what the others read of them. */
const REFUSALS = {
  error: { says: 'Netflix does not show you this title', others: 'Mira: Cannot open this title' },
  browse: { says: 'Netflix does not show you this title', others: 'Mira: Cannot open this title' },
  login: { says: 'Netflix wants you to sign in', others: 'Mira: Not signed in to the service' },
} as const;

for (const [how, { says, others }] of Object.entries(REFUSALS))
  test(`who may not see the title is told so, and so are the others: ${how}`, async ({ chromium }) => {
    const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
    const anaPage = await ana.open(FILM);
    const anaFilm = filmOn(anaPage);
    await anaFilm.waitFor((state) => state.phase === 'content', 'the player is up');
    const code = await createParty(ana, anaPage, 'Ana');
    const account = await mira.open(`https://www.netflix.com/browse?refuse=${TITLE}&refusal=${how}`);
    await account.close();
    const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
    await expect(overlayOf(miraPage).getByText(says).first()).toBeVisible({ timeout: 15_000 });
    await expect(overlayOf(anaPage).getByTitle(others).first()).toBeVisible();
    // Nobody waits for her, and she can talk with the others.
    await anaFilm.play();
    await anaFilm.waitFor((state) => !state.paused, 'Ana watches');
    const field = fieldOf(miraPage);
    await field.fill('I can only listen');
    await field.press('Enter');
    await expect(overlayOf(anaPage).getByText('I can only listen').first()).toBeVisible();
  });

test('a title that breaks off in the middle is told as one that the site does not show', async ({ chromium }) => {
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
  const anaPage = await ana.open(FILM);
  await filmOn(anaPage).waitFor((state) => state.phase === 'content', 'the player is up');
  const code = await createParty(ana, anaPage, 'Ana');
  const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
  await filmOn(miraPage).waitFor((state) => state.phase === 'content', 'Mira has it too');
  await miraPage.evaluate(() => window.__standin.error('M7361'));
  await expect(overlayOf(miraPage).getByText('Netflix does not show you this title').first()).toBeVisible({
    timeout: 15_000,
  });
  await expect(overlayOf(anaPage).getByTitle('Mira: Cannot open this title').first()).toBeVisible();
  await nobodyIsKeptOut(miraPage, 'overlay: title not shown');
});
