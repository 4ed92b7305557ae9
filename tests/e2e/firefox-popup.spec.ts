import { TestUser } from '../support/client.ts';
import { daysAhead, pickDate } from '../support/date-field.ts';
import { oursIn, tellFirefox } from '../support/firefox-flow.ts';
import { codeIn, signUp, testConnection } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

test('the popup in Firefox: settings, language, a planned party, the link to copy', async ({ firefox, server }) => {
  const ana = await firefox('ana');
  const page = await ana.open(GENERIC_FILM);
  await until(() => page.evaluate(() => (document.querySelector('video')?.readyState ?? 0) > 0), 'the film is there');
  const popup = await ana.popup(page);
  await tellFirefox(popup, 'popup:set-server', { url: server.url });
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
});

/** As Firefox comes: films with sound wait for a hand. */
const SOUND_WAITS = { 'media.autoplay.default': 1 };

test('in Firefox the invitation’s own button joins where the user let us in, and one click starts the film', async ({
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
  const hidden = () => page.$eval('#watchparty-join', (button) => (button as HTMLButtonElement).hidden);
  expect(await hidden()).toBe(true);
  const popup = await mira.popup(page);
  await tellFirefox(popup, 'popup:set-server', { url: server.url });
  await tellFirefox(popup, 'popup:guest', { name: 'Mira' });
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
  const is = (wanted: string) =>
    host.socket.hears('member-status', ({ memberId, status }) => memberId === id && status.state === wanted);
  await is('needs-click');
  await oursIn(page).pressWords('Click to join');
  await until(() => page.evaluate(() => !window.__standin.state().paused), 'the film plays');
  await is('in-step');
});
