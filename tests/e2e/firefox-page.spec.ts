import { randomUUID } from 'node:crypto';
import { FIREFOX_ID } from '../../manifest.config.ts';
import { TestUser } from '../support/client.ts';
import { createInFirefox, oursIn } from '../support/firefox-flow.ts';
import { throwOutOften } from '../support/overlay-flow.ts';
import { until } from '../support/poll.ts';
import { expect, test } from './fixtures.ts';

const FILM = 'https://films.example/bare?kept=1';
/** As it is for people; drivers switch it off. */
const KEPT_PAGES = { 'fission.bfcacheInParent': true };

test('Firefox keeps a page for the way back: who leaves has left, who comes back goes on', async ({
  firefox,
  server,
}) => {
  const ana = await firefox('ana', { prefs: KEPT_PAGES });
  const page = await ana.open(FILM);
  await page.setViewport({ width: 1100, height: 700 });
  const code = await createInFirefox(ana, page, 'Ana', server.url);
  const kei = await TestUser.guest(server.url, 'Kei');
  const { members } = await kei.join(code);
  const keiSays = (text: string) => kei.socket.request('send-chat', { messageId: randomUUID(), text });
  const hears = (words: string) => kei.socket.hears('chat-message', ({ text }) => text === words);
  const overlay = oursIn(page);
  await overlay.find('.wp-panel');
  await page.evaluate(() => Object.assign(window, { same: true }));

  await page.goto('https://frames.example/');
  const anaId = members.find(({ name }) => name === 'Ana')?.id;
  await kei.socket.hears('member-status', ({ memberId, status }) => memberId === anaId && status.state === 'no-film');
  await keiSays('where are you');
  await kei.command('video-seek', 60);
  // The background sleeps, and nobody tells the page that is kept.
  await ana.stopBackground();

  await ana.chrome(`(() => {
    Services.wm.getMostRecentWindow('navigator:browser').gBrowser.goBack();
    return 'gone back';
  })()`);
  await until(() => page.evaluate(() => 'same' in window), 'the very same page is back');
  await overlay.says('where are you');
  await until(async () => (await page.evaluate(() => window.__standin.state())).contentSeconds >= 59, 'at the scene');
  await overlay.press('textarea');
  await page.keyboard.type('back again');
  await page.keyboard.press('Enter');
  await hears('back again');
});

test('in Firefox: a page that takes the focus, the address bar while one writes, an update in the middle of a film', async ({
  firefox,
  server,
}) => {
  const ana = await firefox('ana');
  const page = await ana.open('https://films.example/keys?thief=off');
  await page.setViewport({ width: 1100, height: 700 });
  const overlay = oursIn(page);
  const wide = () => page.evaluate(() => document.body.getBoundingClientRect().width);
  const before = await wide();
  const code = await createInFirefox(ana, page, 'Ana', server.url);
  const kei = await TestUser.guest(server.url, 'Kei');
  await kei.join(code);
  const hears = (words: string) => kei.socket.hears('chat-message', ({ text }) => text === words);

  const thief = (when: string) => page.evaluate((to) => window.__standin.setOption('thief', to), when);
  await thief('always');
  await overlay.press('textarea');
  await page.keyboard.type('what a film, f k m', { delay: 40 });
  await page.keyboard.press('Enter');
  await hears('what a film, f k m');
  await thief('off');
  const stopThrowing = await page.evaluate(throwOutOften, 400);
  await overlay.press('textarea');
  await page.keyboard.type('what a pity, f k m', { delay: 80 });
  await page.keyboard.press('Enter');
  await hears('what a pity, f k m');
  await page.evaluate((timer) => clearInterval(timer), stopThrowing);
  expect(await page.evaluate(() => Number(document.documentElement.dataset.thrown))).toBeGreaterThan(2);

  // Who goes to the address bar in the middle of a sentence stays there.
  await overlay.press('textarea');
  await page.keyboard.type('half a');
  const inAddressBar = `Services.wm.getMostRecentWindow('navigator:browser').gURLBar`;
  await ana.chrome(`(() => { ${inAddressBar}.focus(); return 'focused'; })()`);
  await page.evaluate(async () => {
    for (let n = 0; n < 20; n++) await new Promise((next) => requestAnimationFrame(next));
  });
  expect(await ana.chrome(`${inAddressBar}.focused`)).toBe(true);
  await overlay.press('textarea');
  await page.keyboard.type(' word');
  await page.keyboard.press('Enter');
  await hears('half a word');

  // Firefox takes the scripts of the old version away without a word to them.
  await page.evaluate(() => document.querySelector('#watchparty-overlay')?.setAttribute('data-old', ''));
  await ana.chrome(`(async () => {
    const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
    await (await AddonManager.getAddonByID('${FIREFOX_ID}')).reload();
    return 'reloaded';
  })()`);
  await page.waitForSelector('#watchparty-overlay:not([data-old])');
  await overlay.press('textarea');
  await page.keyboard.type('the new one');
  await page.keyboard.press('Enter');
  await hears('the new one');
  expect(await page.evaluate(() => document.querySelectorAll('#watchparty-overlay').length)).toBe(1);

  await overlay.pressWords('More');
  await overlay.pressWords('Leave party');
  await until(async () => !(await overlay.isThere()) && (await wide()) === before, 'the page is as it was');
  expect(await page.evaluate(() => document.querySelector('[watchparty-overlay]'))).toBeNull();
});
