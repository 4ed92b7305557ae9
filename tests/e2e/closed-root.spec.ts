import type { Page } from '@playwright/test';
import { TestUser } from '../support/client.ts';
import { insideOf } from '../support/closed-root.ts';
import { createInFirefox } from '../support/firefox-flow.ts';
import { type Hostile, turnHostile } from '../support/hostile-page.ts';
import { createParty, joinParty } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

const OVERLAY = 'watchparty-overlay';
const FAREWELL = 'watchparty-farewell';
const SECRET = /Mira|Ana|between|only for|removed/;

const onPage = (page: Page, deed: keyof Pick<Hostile, 'look' | 'press'>) =>
  page.evaluate((what) => window.hostile[what](), deed);
const heardBy = (page: Page) => page.evaluate(() => window.hostile.heard);
/** Looks and presses, in turn. */
async function attack(page: Page): Promise<void> {
  expect(await onPage(page, 'look')).not.toContainEqual(expect.stringMatching(SECRET));
  expect(await onPage(page, 'press')).toBe(0);
  expect(await heardBy(page)).toEqual([]);
}

test('[B2] a page of ill will reads nothing in overlay and farewell, hears no letter, and presses nothing', async ({
  chromium,
}) => {
  const [mira, ana] = await Promise.all([chromium('mira'), chromium('ana', { inspectable: false })]);
  const miraPage = await mira.open(GENERIC_FILM);
  const code = await createParty(mira, miraPage, 'Mira');
  const page = await joinParty(ana, await ana.open('about:blank'), 'Ana', code);
  const theirs = miraPage.locator(`#${OVERLAY}`);
  await theirs.getByPlaceholder('Message').fill('only for you');
  await miraPage.keyboard.press('Enter');
  const overlay = await insideOf(page, OVERLAY);
  await overlay.says('only for you');

  await page.evaluate(turnHostile, [OVERLAY, FAREWELL]);
  await attack(page);
  await overlay.press('TEXTAREA');
  await page.keyboard.type('strictly ');
  await attack(page);
  await page.keyboard.type('between us');
  await attack(page);
  await page.keyboard.press('Enter');
  await expect(theirs.locator('.wp-message .wp-text')).toHaveText(['only for you', 'strictly between us']);
  await attack(page);
  // From Escape on the keys are the page's: it has been listening.
  await page.keyboard.press('Escape');
  await page.keyboard.press('k');
  await expect.poll(() => heardBy(page)).toContain('k');
  const marked = await page.evaluate((words) => window.hostile.mark(words), ['Ana', 'Mira', 'only for', 'between']);
  expect(marked).not.toContainEqual(expect.stringMatching(SECRET));
  // Where a developer has said so it would have found them.
  await miraPage.evaluate(turnHostile, [OVERLAY, FAREWELL]);
  expect(await onPage(miraPage, 'look')).toContainEqual(expect.stringMatching(/Ana.*strictly between us/));

  const message = theirs.locator('.wp-message', { hasText: 'strictly between us' });
  await message.locator('.wp-time-button').click();
  for (const press of ['Remove', 'Remove']) await message.getByRole('button', { name: press, exact: true }).click();
  const farewell = await insideOf(page, FAREWELL);
  await farewell.says('You have been removed');
  await page.evaluate(() => window.hostile.heard.splice(0));
  await attack(page);
  expect(await page.locator(`#${FAREWELL}`).count()).toBe(1);
  await farewell.press('BUTTON');
  await expect(page.locator(`#${FAREWELL}`)).toHaveCount(0);
});

test('[B2] in Firefox, where a page comes by nodes of ours, it hears no letter and presses nothing either', async ({
  firefox,
  server,
}) => {
  const ana = await firefox('ana', { inspectable: false });
  const page = await ana.open(GENERIC_FILM);
  await page.setViewport({ width: 1100, height: 700 });
  const code = await createInFirefox(ana, page, 'Ana', server.url);
  const kei = await TestUser.guest(server.url, 'Kei');
  await kei.join(code);
  await page.waitForSelector(`#${OVERLAY}`);
  await page.evaluate(turnHostile, [OVERLAY, FAREWELL]);
  expect(await page.evaluate((id) => document.getElementById(id)?.shadowRoot, OVERLAY)).toBeNull();
  const attackHere = async () => {
    await page.evaluate(() => window.hostile.look());
    await page.evaluate(() => window.hostile.press());
    expect(await page.evaluate(() => window.hostile.heard)).toEqual([]);
  };
  // The field is at the panel's lower end. It is drawn when it takes the focus.
  await until(async () => {
    await page.mouse.click(920, 668);
    return page.evaluate((id) => document.activeElement?.id === id, OVERLAY);
  }, 'the field has the focus');
  await page.keyboard.type('strictly ');
  await attackHere();
  await page.keyboard.type('between us');
  await attackHere();
  await page.keyboard.press('Enter');
  await kei.socket.hears('chat-message', ({ text }) => text === 'strictly between us');
  await attackHere();
  const heard = kei.socket.heard.map(({ event }) => event);
  expect(heard.filter((event) => event === 'chat-message')).toHaveLength(1);
  expect(heard).not.toContain('reaction');
  expect(heard).not.toContain('member-left');
  expect(heard).not.toContain('party-updated');
});
