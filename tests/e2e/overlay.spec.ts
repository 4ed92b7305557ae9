import { filmOn } from '../support/film.ts';
import { createInFirefox, oursIn } from '../support/firefox-flow.ts';
import { fieldOf, overlayOf, say } from '../support/overlay-flow.ts';
import { createParty } from '../support/party-flow.ts';
import { expect, test } from './fixtures.ts';

test('chat and reactions pass, and a link in a message is text', async ({ pair }) => {
  const { anaPage, miraPage } = await pair();
  await say(miraPage, '<b>hi</b> Ana, look: https://example.org/a');
  await expect(overlayOf(anaPage).getByText('<b>hi</b> Ana, look:').first()).toBeVisible();
  expect(await overlayOf(anaPage).locator('b', { hasText: 'hi' }).count()).toBe(0);
  await say(anaPage, 'hello Mira');
  await expect(overlayOf(miraPage).getByText('hello Mira').first()).toBeVisible();
});

test('keys typed in the overlay do not reach the site, others do', async ({ chromium }) => {
  const ana = await chromium('ana');
  const page = await ana.open('https://films.example/keys');
  await createParty(ana, page, 'Ana');
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const target of [window, document])
      target.addEventListener('keydown', (event) => heard.push((event as KeyboardEvent).key), true);
  });
  await fieldOf(page).click();
  await page.keyboard.type('f k space');
  await expect(fieldOf(page)).toHaveValue('f k space');
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
  expect((await filmOn(page).state()).paused).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('k');
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toContain('k');
});

test('in Firefox too: what is typed stays in the overlay, and Enter sends it', async ({ firefox, server }) => {
  const ana = await firefox('ana');
  const page = await ana.open('https://films.example/keys');
  await page.setViewport({ width: 1100, height: 700 });
  await createInFirefox(ana, page, 'Ana', server.url);
  // What a page listens for on window before we are there it hears: nobody can be earlier.
  const overlay = oursIn(page);
  await overlay.find('textarea');
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const target of [window, document])
      for (const type of ['keydown', 'keypress', 'keyup', 'input'])
        target.addEventListener(type, (event) => heard.push(`${type} ${(event as KeyboardEvent).key}`), true);
  });
  await overlay.press('textarea');
  await page.keyboard.type('f k space');
  await page.keyboard.press('Enter');
  await overlay.find('.wp-log .wp-text');
  await overlay.says('f k space');
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
  expect(await page.evaluate(() => window.__standin.state().paused)).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('k');
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toContain('keydown k');
});
