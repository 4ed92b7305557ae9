import { filmOn, together } from '../support/film.ts';
import { ASKED, fieldReady } from '../support/firefox-flow.ts';
import { codeIn, createParty, useServerIn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

test('Firefox installs, joins the same party as Chromium by its link with three presses, and both stay in step', async ({
  chromium,
  firefox,
  server,
}) => {
  const ana = await chromium('ana');
  const anaPage = await ana.open(GENERIC_FILM);
  const code = await createParty(ana, anaPage, 'Ana');
  const anaFilm = filmOn(anaPage);

  const mira = await firefox('mira', { prefs: ASKED });
  const invitation = await mira.open(`${server.url}/join/${code}`);
  let presses = 1;
  const popup = await mira.popup(invitation);
  await useServerIn(popup, server.url);
  await popup.waitFor('Ana invites you');
  await fieldReady(popup);
  await popup.insertText('Mira');
  presses += 1;
  await popup.click('Join as guest');
  expect(await mira.prompt.shown()).toContain('films.example');
  presses += 1;
  await mira.prompt.answer('allow');
  expect(await codeIn(popup)).toBe(code);
  expect(presses).toBeLessThanOrEqual(3);
  await popup.close();

  const film = () =>
    until(
      async () => (await mira.browser.pages()).find((page) => page.url().startsWith(GENERIC_FILM)),
      'the tab goes to the film',
    );
  const state = async () => (await film()).evaluate(() => window.__standin.state());
  await until(
    async () => (await film()).evaluate(() => document.querySelector('#watchparty-overlay') !== null),
    'the overlay is on',
  );
  // Its rarer parts come with their looks on the first press.
  const inOverlay = async (code: string) =>
    (await film()).evaluate(`(() => {
    const root = document.querySelector('#watchparty-overlay').shadowRoot;
    ${code}
  })()`);
  await until(() => inOverlay("return root.querySelector('.wp-head, .wp-pill') !== null"), 'the overlay is drawn');
  await inOverlay("root.querySelector('.wp-pill')?.click()");
  await until(() => inOverlay("return root.querySelector('.wp-head') !== null"), 'the panel is open');
  await inOverlay(`root.querySelector('.wp-head-row button').click()`);
  await until(
    () =>
      inOverlay(
        "const menu = root.querySelector('.wp-menu'); return menu && getComputedStyle(menu).display === 'flex'",
      ),
    'the menu has come',
  );
  await anaFilm.play();
  await until(async () => !(await state()).paused, 'Firefox plays');
  await anaFilm.seek(50);
  await until(async () => (await state()).contentSeconds >= 49.8, 'Firefox jumped');
  const both = [anaFilm, { state }];
  await together(both, 'together', { withinS: 0.1 });
  // And the other way, by a real key and the page's own player.
  const page = await film();
  await page.bringToFront();
  await page.keyboard.press('Shift');
  await page.evaluate(() => window.__standin.user.seek(25));
  await anaFilm.waitFor((s) => s.contentSeconds >= 24.8 && s.contentSeconds < 40, 'Chromium followed Firefox');
  await together(both, 'together again', { withinS: 0.1 });
  // Who landed early stands until the common start: only from then on is standing a pause.
  await anaFilm.waitFor((s) => !s.paused && s.contentSeconds > 26, 'Chromium runs on');
  await page.keyboard.press('Shift');
  await page.evaluate(() => window.__standin.user.pause());
  await anaFilm.waitFor((s) => s.paused, 'Chromium stands');
  // The event page dies as it does after 30 s: the party goes on by itself (S28).
  await mira.stopBackground();
  await anaFilm.play();
  await until(async () => !(await state()).paused, 'Firefox plays after its background died');
});
