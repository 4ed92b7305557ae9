import { codeOf, TestUser, value } from '../support/client.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { actOn, inPeople, openPeople, overlayOf } from '../support/overlay-flow.ts';
import { createParty, joinParty, overlayOn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

/** Who became host, as somebody else has heard of it. */
const hosts = (user: TestUser) => user.socket.all('member-updated').filter(({ role }) => role === 'host');

test('from one party to another: refused, nothing is lost; let in, the first is given up, and its host takes it back', async ({
  chromium,
  server,
}) => {
  const ana = await chromium('ana');
  const code = await createParty(ana, await ana.open(GENERIC_FILM), 'Ana');
  const [friend, olga] = await Promise.all(['Friend', 'Olga'].map((name) => TestUser.guest(server.url, name)));
  if (!friend || !olga) throw new Error('nobody came');
  await friend.join(code);
  const content = { siteId: 'generic', mediaKey: GENERIC_FILM, title: 'A film' };
  const other = (await olga.create({ name: 'Film club', content })).partyCode;
  const close = async (locked: boolean) => value(await olga.api('updateParty', { code: other, input: { locked } }));
  await close(true);

  // The popup of who sits in a party sees the invitation in the tab, and says what going there costs.
  const tab = await ana.open(`${server.url}/join/${other}`);
  const popup = await ana.popup(tab);
  await popup.waitFor('Olga invites you');
  await popup.waitFor('You leave “Ana’s party” for it. Somebody else becomes host there');
  await popup.click('Join the party');
  await popup.waitFor('The door of this party is closed');
  expect(await popup.text()).toContain(code);
  await nobodyIsKeptOut(popup, 'party: invited away');
  const present = value(await friend.socket.request('request-sync', {})).members;
  expect(present).toMatchObject([{ name: 'Ana', role: 'host', connected: true }, { name: 'Friend' }]);
  expect(friend.socket.all('member-left')).toEqual([]);

  await close(false);
  await popup.click('Join the party');
  await friend.socket.hears('member-left', (gone) => gone.reason === 'left');
  await friend.socket.hears('member-updated', (member) => member.id === friend.id && member.role === 'host');
  await tab.waitForURL(GENERIC_FILM);
  await overlayOn(tab);

  // Left by mistake or not: it is on the list, and the role comes back with a press.
  const there = await ana.popup(tab);
  await there.waitFor(other);
  await there.click('Leave party');
  await there.waitFor('Film club');
  await there.click('Ana’s party');
  await there.waitFor('While you were away, Friend became host.');
  await nobodyIsKeptOut(there, 'party: was its host');
  await there.click('Be host again');
  await friend.socket.hears('member-updated', (member) => member.name === 'Ana' && member.role === 'host');

  await there.close();

  // The list of people on the film offers the same: the role, while somebody else has it ...
  await overlayOn(tab);
  await overlayOf(tab).getByRole('button', { name: 'More', exact: true }).click();
  await overlayOf(tab).getByRole('button', { name: 'Leave party' }).click();
  await until(() => hosts(friend).at(-1)?.id === friend.id, 'Friend is host again');
  await joinParty(ana, tab, 'Ana', code);
  await openPeople(tab);
  await expect(overlayOf(tab).getByText('While you were away, Friend became host.')).toBeVisible();
  await inPeople(tab).filter({ hasText: 'Be host again' }).click();
  await until(() => hosts(friend).at(-1)?.name === 'Ana', 'Ana is host again');
  await expect(overlayOf(tab).getByText('While you were away')).toHaveCount(0);
  // ... and whom to keep out that came, wrote and left.
  value(await friend.socket.request('leave-party', {}));
  await actOn(tab, 'Friend', 'Ban', 'Ban');
  await until(
    async () => codeOf(await friend.socket.request('join-party', { partyCode: code })) === 'banned',
    'Friend is kept out',
  );
  await expect(inPeople(tab)).toHaveCount(0);

  // The popup has it too.
  const last = await ana.popup(tab);
  await last.click('Party settings');
  await last.click('Let Friend in again');
  await until(async () => !(await last.text()).includes('Banned'), 'nobody is kept out');
  await friend.join(code);
  value(await friend.socket.request('leave-party', {}));
  await last.click('Back');
  await last.click('Party settings');
  await last.waitFor('Away');
  await last.click('Ban');
  await last.click('Sure? Press again');
  await last.waitFor('Banned');
  await nobodyIsKeptOut(last, 'party-settings: away and banned');
  expect(codeOf(await friend.socket.request('join-party', { partyCode: code }))).toBe('banned');

  await last.click('Back');
  await last.click('Leave party');
  await last.click('Take “Film club” off your list');
  await last.waitFor('You need the link to come back.');
  await nobodyIsKeptOut(last, 'home: parties');
  await last.click('Take off');
  await until(async () => !(await last.text()).includes('Film club'), 'it is off the list');
  expect(await last.text()).toContain('Ana’s party');
});
