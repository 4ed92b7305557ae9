import { codeOf, TestUser } from '../support/client.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
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
  await nobodyIsKeptOut(popup, 'home: film and parties');
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

test('[P4] a banned guest can come under another name: the ban says so, and a new code keeps them out', async ({
  chromium,
  server,
}) => {
  const ana = await chromium('ana');
  const page = await ana.open(GENERIC_FILM);
  const code = await createParty(ana, page, 'Ana');
  const guest = async (name: string) => {
    const user = await TestUser.guest(server.url, name);
    await user.connect();
    return user;
  };
  const kei = await guest('Kei');
  await kei.join(code);

  const popup = await ana.popup(page);
  await popup.click('Options for Kei');
  await popup.click('Ban');
  await popup.click('Sure? Press again');
  expect(await kei.socket.hears('party-closed')).toEqual({ reason: 'banned' });
  await popup.waitFor('A guest could come back under another name.');
  const again = await guest('Someone new');
  await again.join(code);

  // To remove asks first.
  await popup.click('Options for Someone new');
  await popup.click('Remove');
  await popup.waitFor('Sure? Press again');
  await nobodyIsKeptOut(popup, 'party: asked before removing');
  expect(again.socket.all('party-closed')).toEqual([]);
  await popup.click('Sure? Press again');
  expect(await again.socket.hears('party-closed')).toEqual({ reason: 'kicked' });

  await popup.click('Make a new code');
  await until(async () => !(await popup.text()).includes('under another name'), 'it is seen to');
  expect(codeOf(await again.socket.request('join-party', { partyCode: code }))).toBe('party-not-found');

  // A guest who signs out is gone for good, so that asks, too.
  await popup.click('Settings');
  await popup.click('Sign out');
  await popup.waitFor('Sure? Press again, it can’t be undone');
  await popup.click('Sure? Press again, it can’t be undone');
  await popup.waitFor('Continue as guest');
});
