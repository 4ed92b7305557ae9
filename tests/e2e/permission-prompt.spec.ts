import type { Page } from 'puppeteer-core';
import { ASKED, fieldReady, filmLoads } from '../support/firefox-flow.ts';
import { codeIn, isOn, REMINDERS, useServerIn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

const overlayIs = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.querySelector('#watchparty-overlay') !== null);

test('Firefox asks for the site: a no is told plainly and can be taken back, a yes starts the party', async ({
  firefox,
  server,
}) => {
  const mira = await firefox('mira', { prefs: ASKED });
  const page = await mira.open(GENERIC_FILM);
  await until(
    () => page.evaluate(() => window.__standin.state().phase === 'content'),
    'the film is there before the popup looks for it',
  );
  const popup = await mira.popup(page);
  await useServerIn(popup, server.url);
  await popup.click('Continue');
  await popup.fill('Your name', 'Mira');
  const granted = () =>
    popup.evaluate<boolean>(`chrome.permissions.contains({ origins: ['https://films.example/*'] })`);

  // Enter is the press: the browser must take it for a person's, too.
  await popup.press('Enter');
  expect(await mira.prompt.shown()).toContain('films.example');
  await mira.prompt.answer('deny');
  await popup.waitFor('Without it the party can’t reach the player.');
  expect(await granted()).toBe(false);
  expect(await overlayIs(page)).toBe(false);

  // The same button asks again.
  await popup.click('Start a party as guest');
  await mira.prompt.shown();
  await mira.prompt.answer('allow');
  expect(await codeIn(popup)).toMatch(/^\w{3}-\w{3}-\w{3}$/);
  expect(await granted()).toBe(true);
  await popup.close();
  await until(() => overlayIs(page), 'the overlay is on');
});

test('Firefox: install, guest, party in four presses, its question among them; it asks before it may tell of one: a no is told, a yes stays', async ({
  firefox,
  server,
}) => {
  const mira = await firefox('mira', { prefs: ASKED });
  const page = await mira.open(GENERIC_FILM);
  await filmLoads(page);
  let presses = 1;
  const popup = await mira.popup(page);
  await useServerIn(popup, server.url);
  await popup.waitFor('Step 1 of 2');
  presses += 1;
  await popup.click('Continue');
  await popup.waitFor('Step 2 of 2');
  await fieldReady(popup);
  await popup.insertText('Mira');
  presses += 1;
  await popup.click('Start a party as guest');
  await mira.prompt.shown();
  expect(await overlayIs(page)).toBe(false);
  presses += 1;
  await mira.prompt.answer('allow');
  await codeIn(popup);
  await until(() => overlayIs(page), 'the party is on');
  expect(presses).toBeLessThanOrEqual(4);

  const may = () => popup.evaluate<boolean>(`chrome.permissions.contains({ permissions: ['notifications'] })`);
  await popup.click('Settings');
  await popup.click(REMINDERS);
  await mira.prompt.answer('deny');
  await popup.waitFor('Without that permission we can’t tell you. Nothing else changes.');
  await until(async () => !(await isOn(popup, REMINDERS)), 'the switch is off again');
  expect(await may()).toBe(false);

  await popup.click(REMINDERS);
  await mira.prompt.answer('allow');
  await until(may, 'the permission is there');
  await until(() => isOn(popup, REMINDERS), 'the switch is on');
  expect(await popup.text()).not.toContain('Without that permission');
});
