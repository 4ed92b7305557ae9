import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { codeIn, overlayOn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, test } from './fixtures.ts';

test('by keyboard alone: Enter does the obvious on every screen of the way in', async ({ chromium, server }) => {
  const ana = await chromium('ana');
  const page = await ana.open('https://www.netflix.com/watch/81000001');
  const popup = await ana.popup(page);
  const focused = (words: string) =>
    until(
      () => popup.evaluate<boolean>(`document.activeElement?.textContent === ${JSON.stringify(words)}`),
      `focus on ${words}`,
    );
  await focused('Continue');
  // The service of the tab is ticked already.
  expect(await popup.evaluate<boolean>('document.querySelector(".pop-chip.wp-on")?.textContent === "Netflix"')).toBe(
    true,
  );
  await nobodyIsKeptOut(popup, 'services: somebody new');
  await popup.press('Enter');
  await popup.waitFor('Step 2 of 2');
  const ready = (driver: typeof popup) =>
    until(() => driver.evaluate<boolean>('document.activeElement instanceof HTMLInputElement'), 'the field is ready');
  await ready(popup);
  await popup.press('Enter');
  await popup.waitFor('Type a name first');
  await nobodyIsKeptOut(popup, 'welcome: a name is missing');
  await popup.insertText('Ana');
  await popup.press('Enter');
  const code = await codeIn(popup);
  await overlayOn(page);
  await popup.close();

  const kei = await chromium('kei');
  const invitation = await kei.open(`${server.url}/join/${code}`);
  const invited = await kei.popup(invitation);
  await invited.waitFor('Ana invites you');
  await ready(invited);
  await nobodyIsKeptOut(invited, 'welcome: invited');
  await invited.insertText('Kei');
  await invited.press('Enter');
  await invitation.waitForURL(/netflix\.com\/watch\/81000001/);
  await overlayOn(invitation);
});
