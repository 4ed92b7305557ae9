import { filmOn } from '../support/film.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { overlayOf, say } from '../support/overlay-flow.ts';
import { createParty, joinParty } from '../support/party-flow.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

const WAITS = 'When somebody’s film stops, wait for';
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

  const people = overlayOf(miraPage).getByRole('button', { name: /people here/ });
  await people.click();
  await expect(overlayOf(miraPage).getByText('Everyone may play, pause and jump.')).toBeVisible();
  await choose('Who may play, pause and jump', 'Only the hosts');
  await expect(overlayOf(miraPage).getByText('Only the hosts play, pause and jump.')).toBeVisible();
  await people.click();
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
  await nobodyIsKeptOut(miraPage, 'overlay: waiting for somebody');
  await nobodyIsKeptOut(anaPage, 'overlay: party settings');
  await choose(WAITS, 'Nobody');
  await miraFilm.waitFor((state) => !state.paused, 'Mira goes on without her');
  await expect(overlayOf(miraPage).getByText('Waiting for Ana')).toHaveCount(0);
});

test('who comes later sees what others felt at their scene, and jumps to where something was said', async ({
  chromium,
}) => {
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
  const anaPage = await ana.open(GENERIC_FILM);
  const code = await createParty(ana, anaPage, 'Ana');
  const anaFilm = filmOn(anaPage);
  await anaFilm.seek(36);
  await anaFilm.play();
  await anaFilm.waitFor((state) => state.contentSeconds > 40, 'Ana is at the scene');
  await overlayOf(anaPage)
    .getByRole('button', { name: /^React with/ })
    .first()
    .click();
  await say(anaPage, 'look at the cat');
  // Its time is there when the server has it.
  const written = overlayOf(anaPage).getByRole('button', { name: /^Written at 0:/ });
  const time = /0:\d\d/.exec((await written.textContent()) ?? '')?.[0] ?? '';
  const scene = Number(time.slice(2));
  expect(scene).toBeGreaterThanOrEqual(39);
  await anaPage.locator('h1').first().click();
  await anaFilm.pause();
  await anaFilm.seek(35);

  const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
  const miraFilm = filmOn(miraPage);
  await miraFilm.waitFor((state) => Math.abs(state.contentSeconds - 35) < 0.5, 'Mira is where Ana is');
  await expect(overlayOf(miraPage).locator('.wp-message')).toHaveCount(1);
  await expect(overlayOf(miraPage).getByText('look at the cat')).toHaveCount(0);
  await expect(overlayOf(miraPage).locator('.wp-floater')).toHaveCount(0);
  await miraFilm.play();
  await expect(overlayOf(miraPage).locator('.wp-floater', { hasText: 'Ana' })).toBeVisible();
  expect((await miraFilm.state()).contentSeconds).toBeGreaterThan(39);

  const message = overlayOf(miraPage).locator('.wp-message', { hasText: 'look at the cat' });
  await expect(message).toBeVisible();
  await miraFilm.waitFor((state) => state.contentSeconds > scene + 4, 'the scene is over');
  await message.getByRole('button', { name: new RegExp(`^Written at ${time}`) }).click();
  await message.getByRole('button', { name: `Jump to ${time}` }).click();
  for (const film of [anaFilm, miraFilm])
    await film.waitFor(
      (state) => state.contentSeconds > scene - 0.1 && state.contentSeconds < scene + 3.5,
      'back at it',
    );
  await expect(
    overlayOf(anaPage)
      .getByText(new RegExp(`Mira jumped to ${time}`))
      .first(),
  ).toBeVisible();
});
