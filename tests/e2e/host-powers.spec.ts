import { TestUser } from '../support/client.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { joinParty } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, test } from './fixtures.ts';

test('hand-over, lock, ban, and let in again: each does what it says, to whom it says', async ({ pair, server }) => {
  const { ana, mira, anaPage, miraPage, code } = await pair();

  const anaPopup = await ana.popup(anaPage);
  await anaPopup.click('Options for Mira');
  await anaPopup.click('Make host');
  await anaPopup.click('Sure? You hand it over');
  await anaPopup.waitFor('Co-host');
  await nobodyIsKeptOut(anaPopup, 'party: a co-host’s');
  // A co-host has no power over the host, so there is no menu to try it with.
  await until(
    async () => !(await anaPopup.evaluate<boolean>('!!document.querySelector("[aria-label^=\\"Options for\\"]")')),
    'Ana’s menu is gone',
  );
  await anaPopup.close();

  const miraPopup = await mira.popup(miraPage);
  await miraPopup.click('Party settings');
  await miraPopup.click('Close the door');
  const kei = await TestUser.guest(server.url, 'Kei');
  await kei.connect();
  const refused = await until(async () => {
    const answer = await kei.socket.request('join-party', { partyCode: code });
    return answer.ok ? null : answer.error.code;
  }, 'the door is closed');
  expect(refused).toBe('party-locked');
  await miraPopup.click('Back');
  await miraPopup.click('Options for Ana');
  await miraPopup.click('Ban');
  await miraPopup.click('Sure? Press again');
  await expect(anaPage.locator('#watchparty-overlay')).toHaveCount(0);
  const out = await ana.popup(anaPage);
  await out.waitFor('You are banned from this party');
  await nobodyIsKeptOut(out, 'farewell: banned');
  await out.press('Enter');
  await out.fill('Code or link', code);
  await out.press('Enter');
  await out.click('Join the party');
  await out.waitFor('You are banned from this party. Its hosts can let you in again.');
  await out.close();

  await miraPopup.click('Party settings');
  await miraPopup.click('Let Ana in again');
  await until(async () => !(await miraPopup.text()).includes('Banned'), 'nobody is kept out');
  await miraPopup.click('Close the door');
  await miraPopup.close();
  await joinParty(ana, anaPage, 'Ana', code);
});
