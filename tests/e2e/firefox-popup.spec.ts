import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { callApi, codeOf, TestUser, value } from '../support/client.ts';
import { daysAhead, pickDate } from '../support/date-field.ts';
import { filmLoads, oursIn } from '../support/firefox-flow.ts';
import { codeIn, signUp, tellIn, testConnection, useServerIn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { startServer } from '../support/server.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

const DARK = 'rgb(19, 18, 17)';
/** The popup's page once more, in a frame and without the module that draws its screen: what it looks like until that has come. */
const BEFORE_ITS_SCREEN = `(async () => {
  const page = await (await fetch('index.html')).text();
  const frame = document.createElement('iframe');
  frame.srcdoc = page.replace(/<script[^>]*type="module"[^>]*>/, '<script type="text/plain">');
  const loaded = new Promise((done) => frame.addEventListener('load', done));
  document.body.append(frame);
  await loaded;
  const { documentElement, body } = frame.contentDocument;
  const seen = [documentElement.className, getComputedStyle(body).backgroundColor];
  frame.remove();
  return seen;
})()`;

/** What is saved goes there without a question. */
const savesTo = (folder: string) => ({ 'browser.download.folderList': 2, 'browser.download.dir': folder });

test('the popup in Firefox: settings, a planned party, the link; out and in again, one’s data, a restart, the account gone', async ({
  firefox,
  server,
}, testInfo) => {
  const folder = testInfo.outputPath('saved');
  mkdirSync(folder, { recursive: true });
  const ana = await firefox('ana', { prefs: savesTo(folder) });
  const other = await ana.open(GENERIC_FILM);
  const page = await ana.open(GENERIC_FILM);
  await page.setViewport({ width: 1100, height: 700 });
  const overlay = oursIn(page);
  await filmLoads(page);
  const popup = await ana.popup(page);
  await useServerIn(popup, server.url);
  await signUp(popup, 'Ana');

  await popup.click('Settings');
  await testConnection(popup, server.url);
  await popup.evaluate('document.querySelector("select").focus()');
  await popup.insertText('Deu');
  await popup.waitFor('Einstellungen');
  await popup.evaluate(`(() => {
    const choice = document.querySelector('select');
    choice.value = 'en';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
  })()`);
  await popup.waitFor('Settings');
  await popup.click('Dark');
  await until(() => popup.evaluate(`document.documentElement.className === 'wp-dark'`), 'the popup is dark');
  expect(await popup.evaluate(BEFORE_ITS_SCREEN), 'the choice of before is worn at once').toEqual(['wp-dark', DARK]);
  await popup.click('Back');

  await popup.click('Plan a party for later');
  await popup.fill('Name of the party', 'New year');
  const startsAt = await pickDate(popup, daysAhead(300, '20:00'));
  await popup.click('Plan it');
  await popup.waitFor('Add to calendar');
  expect(await popup.text()).toContain(
    new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric' }).format(startsAt),
  );
  await popup.click('Back');
  await popup.waitFor('Scheduled');

  await popup.click('Start a party');
  const code = await codeIn(popup);
  await popup.click('Copy link');
  await popup.waitFor('Copied');
  expect(await ana.chrome('navigator.clipboard.readText()')).toContain(`/join/${code}`);

  // The page lies behind the popup's tab, where nothing is drawn.
  const inPage = (there: boolean, what: string) => until(async () => (await overlay.isThere()) === there, what);
  await inPage(true, 'the overlay is on');
  expect(await oursIn(other).isThere(), 'nothing of ours in another tab of the same site').toBe(false);
  await popup.click('Leave party');
  await popup.waitFor('Nobody there now');
  await inPage(false, 'the page is free');
  await popup.click('Ana’s party');
  expect(await codeIn(popup)).toBe(code);
  await inPage(true, 'the overlay is back');

  await popup.click('Settings');
  await popup.click('Save my data');
  const saved = () => JSON.parse(readFileSync(path.join(folder, 'watchparty-data.json'), 'utf8')) as object;
  // The file is there, and empty, before it is written.
  expect(await until(saved, 'the file is saved')).toMatchObject({
    account: { username: 'Ana', email: 'ana@example.org' },
    parties: expect.arrayContaining([expect.objectContaining({ partyCode: code, role: 'host' })]),
  });
  await popup.close();

  const kei = await TestUser.guest(server.url, 'Kei');
  await kei.join(code);
  const say = async (words: string) => {
    await overlay.press('textarea');
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
  };
  await page.bringToFront();
  await say('before');
  await kei.socket.hears('chat-message', ({ text }) => text === 'before');
  await server.close();
  await say('while it was away');
  await overlay.says('Sending');
  // The event page ends with the message in its hands, and there is no server to give it to.
  await ana.stopBackground();
  const again = await startServer({ dataDir: server.dataDir, port: server.port });
  try {
    await until(async () => !(await overlay.text()).includes('Sending'), 'it has been sent', 40_000);
    await kei.join(code);
    const { messages } = value(await kei.socket.request('fetch-chat', { afterSeq: 0 }));
    expect(messages.map(({ text }) => text)).toEqual(['before', 'while it was away']);

    const last = await ana.popup(page);
    await last.click('Settings');
    await last.click('Delete my account');
    await last.click('Sure? Press again, it can’t be undone');
    await last.waitFor('Sign in');
    await kei.socket.hears('member-left', ({ reason }) => reason === 'left');
    await inPage(false, 'the overlay goes with the account');
    const login = { email: 'ana@example.org', password: 'correct horse' };
    expect(codeOf(await callApi(server.url, 'login', { input: login }))).toBe('wrong-credentials');
  } finally {
    await again.close();
  }
});

/** As Firefox comes: films with sound wait for a hand. */
const SOUND_WAITS = { 'media.autoplay.default': 1 };

/** The page lends its frame no clicks. */
const FRAMED = 'https://frames.example/?autoplay=true&source=mse&delegates=0';

test('in Firefox the invitation’s own button joins where the user let us in, one click starts the film, in a frame too, and the tab goes along', async ({
  firefox,
  server,
}) => {
  const host = await TestUser.guest(server.url, 'Ana');
  const content = { siteId: 'youtube', mediaKey: 'standin0001', title: 'A film' };
  const { partyCode } = await host.create({ content });
  await host.join(partyCode);
  await host.status('in-step', true);
  await host.command('video-play', 10);
  const mira = await firefox('mira', { prefs: SOUND_WAITS });
  const page = await mira.open(`${server.url}/join/${partyCode}`);
  await page.setViewport({ width: 1100, height: 700 });
  const hidden = () => page.$eval('#watchparty-join', (button) => (button as HTMLButtonElement).hidden);
  expect(await hidden()).toBe(true);
  const popup = await mira.popup(page);
  await useServerIn(popup, server.url);
  await tellIn(popup, 'popup:guest', { name: 'Mira' });
  await popup.waitFor('Ana invites you');
  await popup.click('Settings');
  await popup.click('YouTube');
  await popup.click('Join from the invitation page');
  await until(async () => !(await hidden()), 'the button is awake');
  await popup.close();
  await page.bringToFront();
  await page.click('#watchparty-join');
  await until(() => page.url().includes('www.youtube.com/watch'), 'the tab goes to the film');
  const { id } = await host.socket.hears('member-joined', ({ name }) => name === 'Mira');
  // Whatever a driver asks of the page counts as a hand's doing: until here nothing has touched it.
  const is = (wanted: string, seenBy = host) =>
    seenBy.socket.hears('member-status', ({ memberId, status }) => memberId === id && status.state === wanted);
  await is('needs-click');
  const overlay = oursIn(page);
  await overlay.pressWords('Click to join');
  await until(() => page.evaluate(() => !window.__standin.state().paused), 'the film plays');
  await is('in-step');

  const { epoch, rev } = host.timeline();
  const next = { ...content, mediaKey: 'standin0002', title: 'The next one' };
  const change = { commandId: randomUUID(), epoch, baseRev: rev, currentTime: 0, playing: true, content: next };
  value(await host.socket.request('change-content', change));
  await overlay.says('Going with Ana');
  const shown = () => page.evaluate(() => window.__standin.state().contentId);
  await until(async () => (await shown()) === next.mediaKey, 'the tab goes along to the next title');

  const kei = await TestUser.guest(server.url, 'Kei');
  const framed = await kei.create({ content: { siteId: 'generic', mediaKey: FRAMED, title: 'A film in a frame' } });
  await kei.join(framed.partyCode);
  await kei.status('in-step', true);
  await kei.command('video-play', 10);
  await overlay.pressWords('More');
  await overlay.pressWords('Leave party');
  await host.socket.hears('member-left');
  await page.goto(`${server.url}/join/${framed.partyCode}`);
  const invited = await mira.popup(page);
  await invited.waitFor('Kei invites you');
  await invited.click('Join the party');
  await until(() => page.url() === FRAMED, 'the tab goes to the framed film');
  await invited.close();
  const asked = await mira.popup(page);
  await asked.click('Allow player.example');
  await asked.close();
  await page.bringToFront();
  await is('needs-click', kei);
  await overlay.pressWords('Click to join');
  await is('in-step', kei);
});
