import { randomUUID } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { TestUser } from '../support/client.ts';
import { createInFirefox, oursIn } from '../support/firefox-flow.ts';
import { until } from '../support/poll.ts';
import { expect, test } from './fixtures.ts';

/** Asks for Trusted Types, listens to k, j, l, arrows and the space bar, and has a fullscreen button. */
const FILM = 'https://www.youtube.com/watch?v=standin0001';

const siteKeys = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    window.__standin
      .log()
      .filter((entry) => entry.name === 'key')
      .map((entry) => entry.detail),
  );
const state = (page: Page) => page.evaluate(() => window.__standin.state());

/** What the tab key comes to from the focus on, until `last`. */
async function stopsUntil(last: string, page: Page, overlay: ReturnType<typeof oursIn>): Promise<string[]> {
  const stops: string[] = [];
  for (let n = 0; n < 40 && stops.at(-1) !== last; n++) {
    await page.keyboard.press('Tab');
    stops.push(await overlay.focused());
  }
  return stops;
}

test('the overlay in Firefox, all of it by hand: words, names, answers, emoji, scenes, settings, pill, fullscreen', async ({
  firefox,
  server,
}) => {
  const ana = await firefox('ana');
  const page = await ana.open(FILM);
  await page.setViewport({ width: 1100, height: 700 });
  await until(async () => (await state(page)).phase === 'content', 'the player is up');
  const code = await createInFirefox(ana, page, 'Ana', server.url);
  const kei = await TestUser.guest(server.url, 'Kei Tanaka');
  await kei.join(code);
  const hears = (words: string) => kei.socket.hears('chat-message', ({ text }) => text.includes(words));
  const keiSays = (text: string) => kei.socket.request('send-chat', { messageId: randomUUID(), text });
  const overlay = oursIn(page);
  const { keyboard } = page;
  const holds = (text: string) => until(async () => (await overlay.written()) === text, `the field holds "${text}"`);
  const focusOn = (label: string) => until(async () => (await overlay.focused()) === label, `the focus is on ${label}`);
  const height = () => overlay.find('textarea').then((field) => field?.evaluate((it) => it.clientHeight) ?? 0);

  // Apostrophe and slash open Firefox' quick find, the letters are the site's.
  await overlay.press('textarea');
  const low = await height();
  await keyboard.type("it's / a film, k j l");
  await keyboard.down('Shift');
  await keyboard.press('Enter');
  await keyboard.up('Shift');
  await keyboard.type('second line');
  await holds("it's / a film, k j l\nsecond line");
  await until(async () => (await height()) > low, 'the field has grown');
  await keyboard.press('Enter');
  expect((await hears('second line')).text).toMatch(/^it's \/ a film, k j l\ssecond line$/);
  await holds('');

  await keyboard.type('psst @k');
  await overlay.find('[role=option]');
  await keyboard.press('ArrowDown');
  await keyboard.press('Tab');
  await holds('psst @Kei Tanaka ');
  await keyboard.type('look');
  await keyboard.press('Enter');
  expect((await hears('psst')).mentions).toEqual([kei.id]);

  await keiSays('what a cat');
  await overlay.says('what a cat');
  await overlay.pressWords('More about this message', 'what a cat');
  await overlay.pressWords('Reply', 'what a cat');
  await focusOn('Message');
  await keyboard.type('not mine');
  await keyboard.press('Enter');
  expect((await hears('not mine')).replyTo).toBe((await hears('what a cat')).seq);

  // A press on a button leaves the focus where it is; the picker takes it, and gives it back.
  await overlay.pressWords('React with 👏');
  await kei.socket.hears('reaction', ({ emoji }) => emoji === '👏');
  expect(await overlay.focused()).toBe('Message');
  await overlay.pressWords('Emoji');
  await focusOn('Find an emoji');
  await keyboard.type('popcorn');
  await overlay.find('[role=option][aria-label=popcorn]');
  await keyboard.press('Enter');
  await holds('🍿');
  await keyboard.press('Escape');
  await overlay.pressWords('Send');
  await hears('🍿');

  await overlay.pressWords('More about this message', 'second line');
  await overlay.pressWords('Delete', 'second line');
  await overlay.says('Message deleted');
  const scene = (await hears('not mine')).position ?? 0;
  await until(async () => (await state(page)).contentSeconds > scene + 3, 'time goes by');
  await overlay.pressWords('More about this message', 'not mine');
  await overlay.pressWords('Jump to', 'not mine');
  await kei.socket.hears(
    'video-seek',
    ({ by, timeline }) => by?.name === 'Ana' && Math.abs(timeline.position - scene) < 1,
  );

  await overlay.pressWords('More');
  await overlay.pressWords('Party settings');
  await overlay.pressWords('Only the hosts');
  await kei.socket.hears('party-updated', ({ settings }) => settings.controlMode === 'host-only');
  await overlay.pressWords('Hide messages about later scenes');
  await overlay.find('[role=switch][aria-checked=false]');
  await keyboard.press('Escape');
  await focusOn('More');
  const stops = await stopsUntil('Emoji', page, overlay);
  expect(stops[0]).toBe('Hide the party panel');
  expect(stops[1]).toContain('people here');
  expect(stops.slice(-4)).toEqual(['React with 👏', 'More reactions', 'Message', 'Emoji']);

  await overlay.pressWords('Hide the party panel');
  await overlay.find('.wp-pill');
  await keiSays('peekaboo');
  await overlay.says('peekaboo');
  // It comes with the mouse, as the site's controls do.
  await page.mouse.move(100, 100);
  await overlay.find('.wp-pill:not(.wp-idle)');
  await overlay.press('.wp-pill');
  await overlay.press('textarea');
  // None of all this was heard by the site; from Escape on the keys are its own.
  expect(await siteKeys(page)).toEqual([]);
  await keyboard.press('Escape');
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  const { paused } = await state(page);
  await keyboard.press('k');
  await until(async () => (await state(page)).paused !== paused, 'k is the site’s again');
  expect(await siteKeys(page)).toEqual(['k']);

  await (await page.$('ytd-player'))?.hover();
  const button = await page.waitForSelector('[data-standin=fullscreen]');
  await button?.click();
  await until(() => page.evaluate(() => document.fullscreenElement !== null), 'fullscreen');
  await overlay.press('textarea');
  await keyboard.type('on the whole screen');
  await keyboard.press('Enter');
  await hears('on the whole screen');
  expect(await siteKeys(page)).toEqual(['k']);
  await page.evaluate(() => document.exitFullscreen());

  await overlay.pressWords('More');
  await overlay.pressWords('Leave party');
  await kei.socket.hears('member-left');
  await until(async () => !(await overlay.isThere()), 'the overlay has gone');
});
