import { codeOf, TestUser, value } from '../support/client.ts';
import { createParty, overlayOn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

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
  await there.click('Be host again');
  await friend.socket.hears('member-updated', (member) => member.name === 'Ana' && member.role === 'host');

  // Who came, wrote and left can be kept out.
  value(await friend.socket.request('leave-party', {}));
  await there.click('Party settings');
  await there.waitFor('Away');
  await there.click('Ban');
  await there.click('Sure? Press again');
  await there.waitFor('Banned');
  expect(codeOf(await friend.socket.request('join-party', { partyCode: code }))).toBe('banned');

  await there.click('Back');
  await there.click('Leave party');
  await there.click('Take “Film club” off your list');
  await there.waitFor('You need the link to come back.');
  await there.click('Take off');
  await until(async () => !(await there.text()).includes('Film club'), 'it is off the list');
  expect(await there.text()).toContain('Ana’s party');
});
