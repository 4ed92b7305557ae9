import type { Page } from 'playwright';
import { filmOn } from '../support/film.ts';
import { fieldOf, goFullscreen, overlayOf, throwOutOften } from '../support/overlay-flow.ts';
import { createParty } from '../support/party-flow.ts';
import { expect, test } from './fixtures.ts';

const SIDEBAR_PX = 320;
/** Rounding of layouts, px. */
const NEAR_PX = 3;
/** How often a player is built anew, ms: more often than any is. */
const EVERY_MS = 400;

/** How far the film's right edge lies from where the sidebar begins, px; and from that of the window. */
const edges = (page: Page) =>
  page.evaluate((sidebar) => {
    const area = (v: HTMLVideoElement) => v.clientWidth * v.clientHeight;
    const film = [...document.querySelectorAll('video')].sort((a, b) => area(b) - area(a))[0];
    const right = film?.getBoundingClientRect().right ?? Number.NaN;
    const width = document.documentElement.clientWidth;
    return { overSidebar: Math.max(0, right - (width - sidebar)), right, width };
  }, SIDEBAR_PX);

const makesRoom = (page: Page, what: string) =>
  expect.poll(async () => (await edges(page)).overSidebar, { message: what }).toBeLessThanOrEqual(NEAR_PX);

/** With the sidebar still beside the film. */
async function goThere(page: Page): Promise<void> {
  await goFullscreen(page);
  const isInIt = () =>
    page.evaluate(() => document.fullscreenElement?.contains(document.querySelector('#watchparty-overlay')) ?? false);
  await expect.poll(isInIt).toBe(true);
  await expect(fieldOf(page)).toBeVisible();
  await makesRoom(page, 'beside the sidebar in fullscreen');
}

/** Pages that lay their player out in ways of their own; `fullscreen`: they have a button for it. */
const PAGES = {
  Netflix: { url: 'https://www.netflix.com/watch/81000001', fullscreen: true },
  YouTube: { url: 'https://www.youtube.com/watch?v=standin0001', fullscreen: true },
  'a wrapper': { url: 'https://films.example/fullscreen-wrapper', fullscreen: true },
  'a modal dialog': { url: 'https://films.example/dialog', fullscreen: false },
} as const;

for (const [name, { url, fullscreen }] of Object.entries(PAGES))
  test(`the film makes room for the sidebar, measured, also in fullscreen: ${name}`, async ({ chromium }) => {
    const ana = await chromium('ana');
    const page = await ana.open(url);
    await filmOn(page).waitFor((state) => state.phase === 'content', 'the player is up');
    const before = (await edges(page)).right;
    await createParty(ana, page, 'Ana');
    await expect(fieldOf(page)).toBeVisible();
    await makesRoom(page, 'beside the sidebar');
    const inDialog = () =>
      page.evaluate(() => {
        const dialog = document.querySelector('dialog:modal');
        return dialog === null || dialog.contains(document.querySelector('#watchparty-overlay'));
      });
    await expect.poll(inDialog).toBe(true);

    // What is half written outlives the way into fullscreen, and the way back.
    await fieldOf(page).fill('half a sent');
    if (fullscreen) await goThere(page);
    await expect(fieldOf(page)).toHaveValue('half a sent');
    await fieldOf(page).fill('');
    await fieldOf(page).click();
    await page.keyboard.type('hello');
    await expect(fieldOf(page)).toHaveValue('hello');
    if (fullscreen) await page.evaluate(() => document.exitFullscreen());
    await expect(fieldOf(page)).toHaveValue('hello');
    await makesRoom(page, 'beside the sidebar again');

    const popup = await ana.popup(page);
    await popup.click('Leave party');
    await expect(overlayOf(page)).toHaveCount(0);
    await expect.poll(async () => Math.abs((await edges(page)).right - before)).toBeLessThanOrEqual(NEAR_PX);
  });

/** Sites that take the focus back. */
const THIEVES = {
  'a page that takes the focus': 'https://films.example/keys?thief=always',
  Netflix: 'https://www.netflix.com/watch/81000001?thief=always',
} as const;

for (const [name, url] of Object.entries(THIEVES))
  test(`who steals the focus does not break typing: ${name}`, async ({ chromium }) => {
    const ana = await chromium('ana');
    const page = await ana.open(url);
    const film = filmOn(page);
    const { paused } = await film.waitFor((state) => state.phase === 'content', 'the player is up');
    await createParty(ana, page, 'Ana');
    // A party on a film that plays stands for a moment before it goes on.
    if (!paused) await film.waitFor((state) => !state.paused, 'the party has begun');
    await film.pause();
    await film.waitFor((state) => state.paused, 'the film stands');
    await fieldOf(page).click();
    await page.keyboard.type('what a film, f k m', { delay: 20 });
    await expect(fieldOf(page)).toHaveValue('what a film, f k m');
    expect((await film.state()).paused).toBe(true);
    expect(await page.evaluate(() => document.fullscreenElement)).toBeNull();
    await page.keyboard.press('Enter');
    await expect(overlayOf(page).getByText('what a film, f k m').first()).toBeVisible();
  });

test('a player that is built anew again and again does not break typing, nor get a key', async ({ chromium }) => {
  const ana = await chromium('ana');
  const page = await ana.open('https://www.netflix.com/watch/81000001');
  const film = filmOn(page);
  await film.waitFor((state) => state.phase === 'content', 'the player is up');
  await createParty(ana, page, 'Ana');
  await fieldOf(page).click();
  await page.evaluate(throwOutOften, EVERY_MS);
  await page.keyboard.type('what a film, f k m', { delay: 80 });
  await expect(fieldOf(page)).toHaveValue('what a film, f k m');
  await page.keyboard.press('Enter');
  await expect(overlayOf(page).getByText('what a film, f k m').first()).toBeVisible();
  expect(await page.evaluate(() => window.__standin.log().filter(({ name }) => name === 'key'))).toEqual([]);
  expect(await page.evaluate(() => Number(document.documentElement.dataset.thrown))).toBeGreaterThan(2);
});

test('a page that takes its keys before everybody else keeps those; what else is typed arrives', async ({
  chromium,
}) => {
  const ana = await chromium('ana');
  const page = await ana.open('https://films.example/capture-keys');
  const film = filmOn(page);
  await film.waitFor((state) => state.phase === 'content', 'the player is up');
  await createParty(ana, page, 'Ana');
  await film.pause();
  await fieldOf(page).click();
  // Its own are the space bar, k, Enter and the arrows: nobody can be earlier at the window than who was there before.
  await page.keyboard.type('hello, what a book', { delay: 20 });
  await expect(fieldOf(page)).toHaveValue('hello,whataboo');
  await overlayOf(page).getByRole('button', { name: 'Send' }).click();
  await expect(overlayOf(page).getByText('hello,whataboo').first()).toBeVisible();
});
