import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { codeIn, isOn, overlayOn, REMINDERS } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

// Other tests in Chromium grant access without the browser's own question; in these it is asked, and answered by a press.

const FILMS = 'https://films.example/*';

test('install, guest, party on the tab’s film in four presses, Chromium’s own question among them; a friend by link in three', async ({
  chromium,
  server,
}) => {
  const ana = await chromium('ana', { asks: true });
  const page = await ana.open(GENERIC_FILM);
  const granted = () => ana.worker.evaluate(async () => (await chrome.permissions.getAll()).origins);
  let presses = 1;
  const popup = await ana.popup(page);
  await popup.waitFor('Step 1 of 2');
  presses += 1;
  await popup.click('Continue');
  await popup.waitFor('Step 2 of 2');
  await until(() => popup.evaluate('document.activeElement instanceof HTMLInputElement'), 'the field is ready');
  await popup.insertText('Ana');
  presses += 1;
  await popup.click('Start a party as guest');
  await ana.prompt().shown();
  expect(await granted()).toEqual([]);
  expect(await popup.isOpen()).toBe(false);
  presses += 1;
  await ana.prompt().answer('allow');
  await overlayOn(page);
  expect(await granted()).toEqual([FILMS]);
  expect(presses).toBeLessThanOrEqual(4);
  const again = await ana.popup(page);
  const code = await codeIn(again);
  expect(await again.text()).toContain('Ana’s party');
  await again.close();

  const kei = await chromium('kei', { asks: true });
  const invitation = await kei.open(`${server.url}/join/${code}`);
  presses = 1;
  const keiPopup = await kei.popup(invitation);
  await keiPopup.waitFor('Ana invites you');
  await until(() => keiPopup.evaluate('document.activeElement instanceof HTMLInputElement'), 'the field is ready');
  await keiPopup.insertText('Kei');
  presses += 1;
  await keiPopup.click('Join as guest');
  presses += 1;
  await kei.prompt().answer('allow');
  expect(presses).toBeLessThanOrEqual(3);
  const film = await until(
    () => kei.context.pages().find((one) => one.url().startsWith(GENERIC_FILM)),
    'the film opens for Kei',
  );
  await overlayOn(film);
});

test('Chromium’s question denied: the popup says what is missing, keeps the name, and asks again', async ({
  chromium,
}) => {
  const mira = await chromium('mira', { asks: true });
  const page = await mira.open(GENERIC_FILM);
  const origins = () => mira.worker.evaluate(async () => (await chrome.permissions.getAll()).origins);
  const popup = await mira.popup(page);
  await popup.click('Continue');
  await popup.fill('Your name', 'Mira');
  // Enter is the press: the browser must take it for a person's, too.
  await popup.press('Enter');
  await mira.prompt().answer('deny');
  expect(await origins()).toEqual([]);
  await expect(page.locator('#watchparty-overlay')).toHaveCount(0);

  const told = await mira.popup(page);
  await told.waitFor('One permission first');
  expect(await told.text()).toContain('films.example');
  await nobodyIsKeptOut(told, 'permission: it was denied');
  await told.click('Not now');
  await told.waitFor('Start a party as guest');
  expect(await told.evaluate('document.querySelector("input").value')).toBe('Mira');
  await told.press('Enter');
  await mira.prompt().answer('deny');

  const again = await mira.popup(page);
  await again.click('Allow films.example');
  await mira.prompt().answer('allow');
  await overlayOn(page);
  expect(await origins()).toEqual([FILMS]);
  const inside = await mira.popup(page);
  await inside.waitFor('Mira’s party');
});

test('Chromium’s question about notices denied: the switch is off again and says why; it asks again, and a yes stays', async ({
  chromium,
}) => {
  const mira = await chromium('mira', { asks: true });
  const page = await mira.open(GENERIC_FILM);
  const settings = async () => {
    const popup = await mira.popup(page);
    await popup.waitFor('What can you watch?');
    await popup.click('Settings');
    await popup.waitFor(REMINDERS);
    return popup;
  };
  const may = () => mira.worker.evaluate(() => chrome.permissions.contains({ permissions: ['notifications'] }));
  await (await settings()).click(REMINDERS);
  await mira.prompt().answer('deny');
  expect(await may()).toBe(false);

  const told = await settings();
  await told.waitFor('Without that permission we can’t tell you. Nothing else changes.');
  expect(await isOn(told, REMINDERS)).toBe(false);
  await told.click(REMINDERS);
  await mira.prompt().answer('allow');
  await until(may, 'the permission is there');
  const again = await settings();
  await until(() => isOn(again, REMINDERS), 'the switch is on');
  expect(await again.text()).not.toContain('Without that permission');
});
