import { createParty, overlayOn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

test('a host who leaves alone kills nothing: a friend comes by the link, and the host goes back in from the list', async ({
  chromium,
  server,
}) => {
  const [ana, kei] = await Promise.all([chromium('ana'), chromium('kei')]);
  const anaPage = await ana.open(GENERIC_FILM);
  const code = await createParty(ana, anaPage, 'Ana');
  const popup = await ana.popup(anaPage);
  await popup.click('Leave party');
  await popup.waitFor('Nobody there now');
  await popup.close();

  const invitation = await kei.open(`${server.url}/join/${code}`);
  const joining = await kei.popup(invitation);
  await joining.waitFor('Ana invites you');
  await joining.fill('Your name', 'Kei');
  await joining.click('Join as guest');
  const film = await until(
    () => kei.context.pages().find((page) => page.url().startsWith(GENERIC_FILM)),
    'the film opens for Kei',
  );
  await overlayOn(film);

  const again = await ana.popup(anaPage);
  await again.waitFor('1 watching now');
  await again.click('Ana’s party');
  await overlayOn(anaPage);
  const back = await ana.popup(anaPage);
  await back.waitFor(code);
  await back.waitFor('2 watching');
  expect(await back.text()).toContain('Party settings');
});
