import type { ChromiumUser } from '../support/chromium.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { createParty, overlayOn, tellExtension } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, test } from './fixtures.ts';

const NETFLIX = 'https://www.netflix.com/watch/81000001';

const popupIsOpen = (user: ChromiumUser) =>
  until(
    () =>
      user.worker.evaluate(
        async () => (await chrome.runtime.getContexts({ contextTypes: ['POPUP' as never] })).length > 0,
      ),
    'the popup is open',
  );

test('[B2] the invitation’s own button joins where the user let us in, and only by a real hand', async ({
  chromium,
  server,
}) => {
  const [ana, kei] = await Promise.all([chromium('ana'), chromium('kei')]);
  const page = await ana.open(NETFLIX);
  const code = await createParty(ana, page, 'Ana');

  // Without the permission the page explains; nothing of ours is in it.
  const invitation = await kei.open(`${server.url}/join/${code}`);
  const button = invitation.getByRole('button', { name: 'Join the party' });
  await expect(invitation.getByText('click the WatchParty icon in your toolbar')).toBeVisible();
  await expect(button).toBeHidden();
  await nobodyIsKeptOut(invitation, 'invitation: explains');
  await invitation.emulateMedia({ colorScheme: 'dark' });
  await nobodyIsKeptOut(invitation, 'invitation: explains, dark');
  await invitation.emulateMedia({ colorScheme: null });

  await tellExtension(kei, 'popup:guest', { name: 'Kei' });
  const popup = await kei.popup(invitation);
  await popup.waitFor('on Netflix');
  await popup.waitFor('To watch along you need access to Netflix.');
  await popup.click('Settings');
  await popup.click('Join from the invitation page');
  await expect(button).toBeVisible();
  await expect(invitation.getByText('click the WatchParty icon in your toolbar')).toBeHidden();
  await nobodyIsKeptOut(invitation, 'invitation: its button joins');
  await popup.close();

  // A script's click is nobody's.
  await invitation.evaluate(() => document.querySelector<HTMLButtonElement>('#watchparty-join')?.click());
  // The site's own permission is still missing: the popup asks for it.
  await button.click();
  await popupIsOpen(kei);
  expect(invitation.url()).toContain('/join/');

  // Allowed once, the button does it all.
  const again = await kei.popup(invitation);
  await again.click('Settings');
  await again.click('Netflix');
  await until(
    () => kei.worker.evaluate(() => chrome.permissions.contains({ origins: ['https://www.netflix.com/*'] })),
    'Netflix is allowed',
  );
  await again.close();
  await button.click();
  await invitation.waitForURL(/netflix\.com\/watch\/81000001/);
  await overlayOn(invitation);

  // Pages that the server has for people, besides.
  const other = await kei.open(`${server.url}/join/AAA-AAA-AAA`);
  await nobodyIsKeptOut(other, 'invitation: no such party');
  await other.goto(`${server.url}/api/docs`);
  await nobodyIsKeptOut(other, 'API: its page');
  await other.emulateMedia({ colorScheme: 'dark' });
  await nobodyIsKeptOut(other, 'API: its page, dark');
});
