import type { Page } from '@playwright/test';
import type { ChromiumUser } from '../support/chromium.ts';
import { joinInFirefox, oursIn, rejoinInFirefox } from '../support/firefox-flow.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { actOn, fieldOf, inPeople, openPeople, overlayOf, say, unfold } from '../support/overlay-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

const REMOVED = 'You have been removed from the party';
const BANNED = 'You are banned from this party';

const farewellOn = (page: Page) => page.locator('#watchparty-farewell');
/** The newest message that has these words. */
const message = (page: Page, words: string) =>
  overlayOf(page)
    .locator('.wp-log .wp-message', { has: page.locator('.wp-text, .wp-gone', { hasText: words }) })
    .last();
/** What this page offers to do with a message, by the words on the buttons. */
const deeds = async (page: Page, words: string) => {
  const opener = message(page, words).locator('.wp-time-button');
  await unfold(message(page, words));
  const more = message(page, words).locator('.wp-more');
  await more.waitFor();
  const names = await more.getByRole('button').allTextContents();
  await opener.click();
  await more.waitFor({ state: 'detached' });
  return names.filter((name) => !name.startsWith('Jump')).sort();
};
const act = async (page: Page, words: string, ...presses: string[]) => {
  await unfold(message(page, words));
  for (const press of presses) await message(page, words).getByRole('button', { name: press, exact: true }).click();
};

/** Through the farewell to the invitation that this page shows. */
async function pressJoin(user: ChromiumUser, invitation: Page) {
  const popup = await user.popup(invitation);
  await popup.click('Back to the start');
  await popup.click('Join the party');
  return popup;
}

test('the host on the film: remove, delete, mute, ban; and what the other one reads of it', async ({
  pair,
  server,
}) => {
  const { mira, anaPage, miraPage: firstPage, code } = await pair();
  for (const page of [anaPage, firstPage]) {
    await openPeople(page);
    await expect(overlayOf(page).getByText('Everyone may play, pause and jump.')).toBeVisible();
  }
  await expect(inPeople(firstPage)).toHaveCount(0);
  await nobodyIsKeptOut(anaPage, 'overlay: people, as their host sees them');
  await nobodyIsKeptOut(firstPage, 'overlay: people, as a member sees them');

  // Removed without having said a word: told on the film, and the invitation lets her in again.
  await actOn(anaPage, 'Mira', 'Remove');
  await expect(overlayOf(anaPage).getByText('Remove Mira from the party?')).toBeVisible();
  await nobodyIsKeptOut(anaPage, 'overlay: asked before removing');
  await inPeople(anaPage)
    .filter({ hasText: /^Remove$/ })
    .click();
  await expect(overlayOf(firstPage)).toHaveCount(0);
  await expect(farewellOn(firstPage).getByRole('alert')).toContainText(REMOVED);
  await expect(farewellOn(firstPage).getByRole('alert')).toContainText('the code still works');
  await expect(overlayOf(anaPage).getByText('Mira was removed from the party').first()).toBeVisible();
  await nobodyIsKeptOut(firstPage, 'last words: removed');
  await farewellOn(firstPage).getByRole('button', { name: 'Close' }).click();
  await expect(farewellOn(firstPage)).toHaveCount(0);
  const invitation = await mira.open(`${server.url}/join/${code}`);
  const known = new Set(mira.context.pages());
  await (await pressJoin(mira, invitation)).close().catch(() => {});
  const miraPage = await until(
    () => mira.context.pages().find((page) => page.url() === GENERIC_FILM && (page === invitation || !known.has(page))),
    'the film opens again',
  );

  await say(miraPage, 'the butler did it');
  await say(anaPage, 'welcome');
  await expect(message(miraPage, 'welcome')).toBeVisible();

  // Who may not, is not offered it: neither at a message nor in the list of people.
  expect(await deeds(anaPage, 'the butler did it')).toEqual(['Ban', 'Delete', 'Mute Mira', 'Remove', 'Reply']);
  expect(await deeds(anaPage, 'welcome')).toEqual(['Delete', 'Reply']);
  expect(await deeds(miraPage, 'the butler did it')).toEqual(['Delete', 'Reply']);
  expect(await deeds(miraPage, 'welcome')).toEqual(['Reply']);

  await act(anaPage, 'the butler did it', 'Delete');
  for (const page of [anaPage, miraPage]) {
    await expect(message(page, 'Message removed')).toBeVisible();
    await expect(overlayOf(page).getByText('the butler did it')).toHaveCount(0);
  }

  await actOn(anaPage, 'Mira', 'Mute');
  await expect(overlayOf(miraPage).getByText('You are muted. You can read along.').first()).toBeVisible();
  await expect(overlayOf(anaPage).getByText('Can’t write for now', { exact: true })).toBeVisible();
  await expect(fieldOf(miraPage)).toHaveCount(0);
  await nobodyIsKeptOut(miraPage, 'overlay: muted');
  await say(anaPage, 'a moment of peace');
  await expect(message(miraPage, 'a moment of peace')).toBeVisible();
  await actOn(anaPage, 'Mira', 'Unmute');
  await say(miraPage, 'I will be good');
  await expect(message(anaPage, 'I will be good')).toBeVisible();

  // Banned: told so on the film and at the door.
  await act(anaPage, 'I will be good', 'Ban', 'Ban');
  await expect(overlayOf(miraPage)).toHaveCount(0);
  await expect(farewellOn(miraPage).getByRole('alert')).toContainText(BANNED);
  const again = await pressJoin(mira, await mira.open(`${server.url}/join/${code}`));
  await again.waitFor('You are banned from this party. Its hosts can let you in again.');
});

test('a co-host stands between the host and a member, who is in Firefox', async ({ pair, firefox, server }) => {
  const { anaPage, miraPage, code } = await pair();
  for (const page of [anaPage, miraPage]) await openPeople(page);
  await actOn(anaPage, 'Mira', 'Make co-host');
  for (const page of [anaPage, miraPage]) await expect(overlayOf(page).locator('.wp-members')).toContainText('Co-host');
  const kei = await firefox('kei');
  const keiPage = await kei.open(GENERIC_FILM);
  await keiPage.setViewport({ width: 1100, height: 700 });
  await joinInFirefox(kei, keiPage, 'Kei', server.url, code);
  const keis = oursIn(keiPage);
  await keis.press('textarea');
  await keiPage.keyboard.type('hello from the fox');
  await keiPage.keyboard.press('Enter');
  await say(anaPage, 'the host speaks');
  await say(miraPage, 'and so do I');
  await keis.says('and so do I');

  const all = (name: string) => ['Ban', 'Delete', `Mute ${name}`, 'Remove', 'Reply'];
  expect(await deeds(anaPage, 'and so do I')).toEqual(all('Mira'));
  expect(await deeds(anaPage, 'hello from the fox')).toEqual(all('Kei'));
  expect(await deeds(miraPage, 'hello from the fox')).toEqual(all('Kei'));
  expect(await deeds(miraPage, 'the host speaks')).toEqual(['Reply']);
  await expect(inPeople(anaPage)).toHaveCount(2);
  await expect(inPeople(miraPage)).toHaveCount(1);
  // Kei is offered nothing against either of them.
  await keis.press('.wp-faces');
  await keis.says('Co-host');
  expect(await keiPage.$('#watchparty-overlay >>> .wp-members button')).toBeNull();

  await actOn(miraPage, 'Kei', 'Mute');
  await keis.says('You are muted. You can read along.');
  await actOn(miraPage, 'Kei', 'Unmute');
  await keis.find('textarea');
  await act(miraPage, 'hello from the fox', 'Delete');
  await keis.says('Message removed');
  expect(await keis.text()).not.toContain('hello from the fox');
  await act(miraPage, 'Message removed', 'Remove', 'Remove');
  const farewell = oursIn(keiPage, '#watchparty-farewell');
  await farewell.says(REMOVED);
  expect(await keis.isThere()).toBe(false);

  // He comes back, which takes the last words off the film, and goes for good.
  await rejoinInFirefox(kei, keiPage, code);
  await keis.press('textarea');
  expect(await farewell.isThere()).toBe(false);
  await keiPage.keyboard.type('back');
  await keiPage.keyboard.press('Enter');
  await act(miraPage, 'back', 'Ban', 'Ban');
  await farewell.says(BANNED);
  expect(await keis.isThere()).toBe(false);

  // A co-host is one for as long as the host wants it: both see it go, and with it what only hosts are offered.
  await actOn(anaPage, 'Mira', 'Remove as co-host');
  for (const page of [anaPage, miraPage])
    await expect(overlayOf(page).locator('.wp-members')).not.toContainText('Co-host');
  await expect(inPeople(miraPage)).toHaveCount(0);
  expect(await deeds(miraPage, 'the host speaks')).toEqual(['Reply']);
  await actOn(anaPage, 'Mira', 'Make co-host');
  for (const page of [anaPage, miraPage]) await expect(overlayOf(page).locator('.wp-members')).toContainText('Co-host');
});
