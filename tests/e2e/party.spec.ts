import { filmOn, together } from '../support/film.ts';
import { createParty, joinParty, overlayOn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

test('three people: guest, account and link; every command from every side', async ({ chromium, server }) => {
  const [ana, mira, kei] = await Promise.all([chromium('ana'), chromium('mira'), chromium('kei')]);
  const anaPage = await ana.open(GENERIC_FILM);
  const code = await createParty(ana, anaPage, 'Ana');

  // Mira has an account and joins by code, typed the way people read codes out.
  const blank = await mira.open('about:blank');
  const popup = await mira.popup(blank);
  await popup.click('Continue');
  await popup.click('Make an account');
  await popup.fill('Your name', 'Mira');
  await popup.fill('E-mail', 'mira@example.org');
  await popup.fill('Password', 'correct horse battery');
  await popup.press('Enter');
  await popup.waitFor('Join');
  await popup.close();
  const miraPage = await joinParty(mira, blank, 'Mira', code.toLowerCase().replaceAll('-', ' '));

  // Kei opens the link and presses the button: the popup has read the invitation.
  const invite = await kei.open(`${server.url}/join/${code}`);
  await expect(invite.getByText(code)).toBeVisible();
  const keiPopup = await kei.popup(invite);
  await keiPopup.fill('Your name', 'Kei');
  await keiPopup.click('Join as guest');
  await until(() => kei.context.pages().some((page) => page.url().startsWith(GENERIC_FILM)), 'the film opens for Kei');
  const keiPage = kei.context.pages().find((page) => page.url().startsWith(GENERIC_FILM))!;

  const films = [anaPage, miraPage, keiPage].map(filmOn);
  for (const film of films) await film.waitFor((state) => state.phase === 'content', 'the film is there');
  for (const [index, by] of films.entries()) {
    await by.play();
    for (const film of films) await film.waitFor((state) => !state.paused, `all play after ${index} did`);
    const target = 20 + index * 15;
    await by.seek(target);
    for (const film of films)
      await film.waitFor(
        (s) => s.contentSeconds >= target - 0.2 && s.contentSeconds < target + 8,
        `all jumped with ${index}`,
      );
    await by.rate(1.25);
    for (const film of films)
      await film.waitFor((state) => Math.abs(state.rate - 1.25) < 0.07, `all at 1.25 with ${index}`);
    await by.rate(1);
    for (const film of films) await film.waitFor((state) => Math.abs(state.rate - 1) < 0.07, `all at 1 with ${index}`);
    await by.pause();
    for (const film of films) await film.waitFor((state) => state.paused, `all stand after ${index} paused`);
    await together(films, 'all stand on the same frame', { withinS: 0.042 });
  }
});

test('a late joiner lands where the party is', async ({ chromium }) => {
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
  const anaPage = await ana.open(GENERIC_FILM);
  const code = await createParty(ana, anaPage, 'Ana');
  const anaFilm = filmOn(anaPage);
  await anaFilm.seek(40);
  await anaFilm.play();
  const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
  const miraFilm = filmOn(miraPage);
  await miraFilm.waitFor((state) => !state.paused && state.contentSeconds > 40, 'Mira plays too');
  await together([anaFilm, miraFilm], 'Mira is where Ana is');
});

test('two parties on the same film do not mix', async ({ chromium }) => {
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
  const anaPage = await ana.open(GENERIC_FILM);
  const miraPage = await mira.open(GENERIC_FILM);
  await createParty(ana, anaPage, 'Ana');
  await createParty(mira, miraPage, 'Mira');
  const [anaFilm, miraFilm] = [filmOn(anaPage), filmOn(miraPage)];
  await anaFilm.play();
  await anaFilm.waitFor((state) => state.contentSeconds > 1, 'Ana watches');
  await anaFilm.seek(60);
  await anaFilm.waitFor((state) => state.contentSeconds > 60.5, 'Ana goes on');
  const mirasState = await miraFilm.state();
  expect(mirasState.paused).toBe(true);
  expect(mirasState.contentSeconds).toBeLessThan(1);
});

test('in host-only mode a member moves nobody, and is put back', async ({ chromium }) => {
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
  const anaPage = await ana.open(GENERIC_FILM);
  const code = await createParty(ana, anaPage, 'Ana');
  const popup = await ana.popup(anaPage);
  await popup.click('Only the hosts');
  await popup.close();
  const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
  const [anaFilm, miraFilm] = [filmOn(anaPage), filmOn(miraPage)];
  await anaFilm.play();
  await miraFilm.waitFor((state) => !state.paused && state.contentSeconds > 0.5, 'Mira follows');
  await miraFilm.pause();
  await expect(
    miraPage
      .locator('#watchparty-overlay')
      .getByText(/only the host/i)
      .first(),
  ).toBeVisible();
  await miraFilm.waitFor((state) => !state.paused, 'Mira is put back');
  await miraFilm.seek(80);
  await together([anaFilm, miraFilm], 'both together again', { each: (state) => !state.paused });
  expect((await anaFilm.state()).contentSeconds).toBeLessThan(60);
});

test('[S19] a drag that ends over the chat is over: the jump counts, and who dragged obeys on', async ({ pair }) => {
  const { miraPage, anaFilm, miraFilm } = await pair('https://films.example/own-scrubber');
  await anaFilm.play();
  await miraFilm.waitFor((state) => !state.paused && state.contentSeconds > 0.5, 'both watch');
  const panel = await miraPage.locator('#watchparty-overlay').getByPlaceholder('Message').boundingBox();
  const track = await miraPage.locator('[data-standin=track]').boundingBox();
  if (!panel || !track) throw new Error('no chat, or no scrubber');
  await miraPage.mouse.move(200, track.y + 10);
  await miraPage.mouse.down();
  await miraPage.mouse.move(500, track.y + 10, { steps: 5 });
  await miraPage.mouse.move(panel.x + 20, panel.y + panel.height / 2, { steps: 5 });
  await miraPage.mouse.up();
  const { contentSeconds } = await miraFilm.state();
  expect(contentSeconds).toBeGreaterThan(80);
  for (const film of [anaFilm, miraFilm])
    await film.waitFor((state) => !state.paused && state.contentSeconds > contentSeconds + 1.5, 'all go on from there');
  await anaFilm.pause();
  await miraFilm.waitFor((state) => state.paused, 'Mira obeys');
  await anaFilm.seek(30);
  await miraFilm.waitFor((state) => Math.abs(state.contentSeconds - 30) < 1, 'Mira follows');
});

test('leaving frees the page and the player', async ({ pair }) => {
  const { mira, miraPage, anaFilm, miraFilm } = await pair();
  await anaFilm.play();
  await miraFilm.waitFor((state) => !state.paused, 'Mira follows');
  const popup = await mira.popup(miraPage);
  await popup.click('Leave party');
  await expect(miraPage.locator('#watchparty-overlay')).toHaveCount(0);
  await popup.close();
  await anaFilm.pause();
  await anaFilm.waitFor((state) => state.paused, 'Ana stands');
  const before = (await miraFilm.state()).contentSeconds;
  const after = await miraFilm.waitFor((state) => state.contentSeconds > before + 1, 'Mira watches on alone');
  expect(after.paused).toBe(false);
  expect(after.rate).toBe(1);
});

test('a reload of the tab comes back into the party, playing', async ({ pair }) => {
  const { miraPage, anaFilm, miraFilm } = await pair();
  await anaFilm.play();
  await miraFilm.waitFor((state) => state.contentSeconds > 2, 'both watch');
  await miraPage.reload();
  await miraFilm.waitFor((state) => !state.paused && state.contentSeconds > 2, 'Mira is back');
  await together([anaFilm, miraFilm], 'Mira is where Ana is');
  await miraFilm.pause();
  await anaFilm.waitFor((state) => state.paused, 'commands pass again');
});

test('no code on any page before a party, nor in other tabs of the site during one', async ({ chromium }) => {
  const ana = await chromium('ana');
  const other = await ana.open(GENERIC_FILM);
  const anaPage = await ana.open(GENERIC_FILM);
  expect(await ana.worker.evaluate(async () => (await chrome.permissions.getAll()).origins)).toEqual([]);
  await createParty(ana, anaPage, 'Ana');
  await expect(other.locator('#watchparty-overlay')).toHaveCount(0);
  const third = await ana.open(GENERIC_FILM);
  await filmOn(third).waitFor((state) => state.phase === 'content', 'the third tab has loaded');
  await expect(third.locator('#watchparty-overlay')).toHaveCount(0);

  // And none any more once the permission is taken away; the popup says what is missing and asks for it.
  const origins = ['https://films.example/*'];
  expect(await ana.worker.evaluate((origins) => chrome.permissions.remove({ origins }), origins)).toBe(true);
  await expect(anaPage.locator('#watchparty-overlay')).toHaveCount(0);
  const popup = await ana.popup(anaPage);
  await popup.waitFor('WatchParty may not enter this page yet');
  await popup.click('Allow films.example');
  await overlayOn(anaPage);
});
