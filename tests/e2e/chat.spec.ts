import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { TestUser, value } from '../support/client.ts';
import { filmOn } from '../support/film.ts';
import { fieldOf, goFullscreen, logOf, overlayOf, say } from '../support/overlay-flow.ts';
import { createParty } from '../support/party-flow.ts';
import { startServer } from '../support/server.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

const wordsOf = (page: Page) => logOf(page).locator('.wp-text').allTextContents();
/** More than a page that loads is given (background/chat.ts): older ones come when they are scrolled to. */
const MANY = 250;
const WIDE = { 'send-chat': { burst: MANY, perSecond: MANY } };
const message = (page: Page, words: string) => logOf(page).locator('.wp-message', { hasText: words });

/** A reload finds again what only this page knew: what happened, what is unread, and what stands half written. */
async function goesOnAfterReload(page: Page, friends: Page): Promise<void> {
  // Hands leave the chat: keys pressed in the overlay are no act on the film.
  await friends.locator('h1').first().click();
  await filmOn(friends).seek(30);
  const jumped = logOf(page).getByText('Ana jumped to 0:30');
  await expect(jumped).toBeVisible();
  await fieldOf(page).fill('half a sent');
  await overlayOf(page).getByRole('button', { name: 'Hide the party panel' }).click();
  await say(friends, 'while nobody looks');
  const pill = overlayOf(page).locator('.wp-pill');
  await expect(pill).toContainText('1 new');
  await page.reload();
  await expect(pill).toContainText('1 new');
  await pill.click();
  await expect(fieldOf(page)).toHaveValue('half a sent');
  await expect(jumped).toBeVisible();
  await expect(message(page, 'while nobody looks')).toBeVisible();
}

/** From the end to the beginning: older ones come, the place is kept, each stands there once. */
async function readsBack(page: Page, all: readonly string[]): Promise<void> {
  const log = logOf(page);
  await expect(message(page, all.at(-1)!)).toBeVisible();
  // Near the beginning of what came with the page, and then nearer: where older ones are asked for.
  await log.evaluate((box) => {
    box.scrollTop = 600;
  });
  const rowAt = (key?: string) =>
    log.evaluate((box, wanted) => {
      if (!wanted) box.scrollTop = 250;
      const { top } = box.getBoundingClientRect();
      const rows = [...box.querySelectorAll<HTMLElement>('[data-row]')];
      const yOf = (row: HTMLElement) => row.getBoundingClientRect().top - top;
      const row = rows.find((one) => (wanted ? one.dataset.row === wanted : yOf(one) >= 0));
      return row && { key: row.dataset.row!, y: yOf(row), height: box.scrollHeight };
    }, key);
  await expect(log.locator('[data-row]').first()).not.toContainText(all.at(-1)!);
  await expect(log.getByText(all.at(-1)!)).toHaveCount(0);
  const before = (await rowAt())!;
  await expect.poll(() => log.evaluate((box) => box.scrollHeight)).toBeGreaterThan(before.height + 500);
  await expect.poll(async () => Math.abs(((await rowAt(before.key))?.y ?? Infinity) - before.y)).toBeLessThan(2);

  const views = await log.evaluate(async (box) => {
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const seen: string[][] = [];
    box.scrollTop = 0;
    for (let end = false; !end; box.scrollTop += box.clientHeight) {
      await drawn();
      seen.push([...box.querySelectorAll('.wp-text')].map(({ textContent }) => textContent ?? ''));
      end = box.scrollTop + box.clientHeight >= box.scrollHeight - 1;
    }
    return seen;
  });
  let read = 0;
  for (const view of views) {
    const from = all.indexOf(view[0]!);
    expect(view).toEqual(all.slice(from, from + view.length));
    expect(from).toBeLessThanOrEqual(read);
    read = from + view.length;
  }
  expect([views[0]?.[0], read]).toEqual([all[0], all.length]);
}

/** Chromium draws nothing but the film itself in its fullscreen, so ours lies above it, to be seen. */
async function hearsOverTheFilm(page: Page, friends: Page): Promise<void> {
  await goFullscreen(page);
  await expect(overlayOf(page).locator('.wp-pill')).toBeVisible();
  await say(friends, 'over the film');
  await expect(overlayOf(page).locator('.wp-glimpse', { hasText: 'over the film' })).toBeInViewport();
  await expect(overlayOf(page).locator('.wp-pill')).toContainText('1 new');
  expect(await overlayOf(page).evaluate((host) => host.matches(':popover-open'))).toBe(true);
  await page.evaluate(() => document.exitFullscreen());
  await expect(fieldOf(page)).toBeVisible();
  await expect(message(page, 'over the film')).toBeVisible();
}

test('[S30] [S28] [R1] chat over a worker kill and a server restart: nothing is lost, nothing doubled', async ({
  pair,
  server,
}) => {
  const { mira, anaPage, miraPage, code } = await pair();
  await say(miraPage, 'one');
  await expect(message(anaPage, 'one')).toBeVisible();
  const cdp = await mira.context.newCDPSession(miraPage);
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.stopAllWorkers');
  await say(miraPage, 'two');
  await say(anaPage, 'three');
  for (const page of [anaPage, miraPage]) await expect.poll(async () => (await wordsOf(page)).length).toBe(3);

  const { port, dataDir } = server;
  await server.close();
  await say(miraPage, 'four');
  await say(anaPage, 'five');
  await expect(message(miraPage, 'four')).toContainText('Sending');
  // The worker dies with the message in its hands, and there is no server to give it to.
  await cdp.send('ServiceWorker.stopAllWorkers');
  const again = await startServer({ dataDir, port, rates: WIDE });
  try {
    const all = ['five', 'four', 'one', 'three', 'two'];
    for (const page of [anaPage, miraPage])
      await expect.poll(async () => (await wordsOf(page)).toSorted(), { timeout: 30_000 }).toEqual(all);
    await expect(logOf(miraPage).getByText('Sending')).toHaveCount(0);
    expect(await wordsOf(anaPage)).toEqual(await wordsOf(miraPage));
    expect((await wordsOf(anaPage))[0]).toBe('one');

    const before = await wordsOf(anaPage);
    const kei = await TestUser.guest(again.url, 'Kei');
    await kei.join(code);
    const lines = Array.from({ length: MANY }, (_, n) => `line ${n}`);
    for (const text of lines) value(await kei.socket.request('send-chat', { messageId: randomUUID(), text }));
    kei.socket.close();
    await expect(message(miraPage, lines.at(-1)!)).toBeVisible();
    await goesOnAfterReload(miraPage, anaPage);
    await readsBack(miraPage, [...before, ...lines, 'while nobody looks']);
    await hearsOverTheFilm(miraPage, anaPage);
  } finally {
    await again.close();
  }
});

test('what is said right after a jump belongs to where the film jumped to', async ({ chromium }) => {
  const ana = await chromium('ana');
  const page = await ana.open(GENERIC_FILM);
  await createParty(ana, page, 'Ana');
  const film = filmOn(page);
  for (const seconds of [50, 20, 35]) {
    // Hands leave the chat: keys pressed in the overlay are no act on the film.
    await page.locator('h1').first().click();
    await film.seek(seconds);
    await say(page, `at ${seconds}`);
    await expect(message(page, `at ${seconds}`).getByRole('button', { name: 'Written at' })).toHaveAccessibleName(
      new RegExp(`^Written at 0:${seconds}`),
    );
  }
  expect(await wordsOf(page)).toEqual(['at 50', 'at 20', 'at 35']);
});
