import { STARTS_WITHIN_MS } from '../../shared/protocol/limits.ts';
import { TestUser } from '../support/client.ts';
import { daysAhead, pickDate } from '../support/date-field.ts';
import { filmOn, together } from '../support/film.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { overlayOf } from '../support/overlay-flow.ts';
import {
  codeIn,
  createParty,
  enterName,
  isOn,
  joinParty,
  overlayOn,
  REMINDERS,
  signUp,
  tellIn,
} from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { saveMyData } from '../support/saved-data.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

test('by keyboard alone: Enter does the obvious on every screen of the way in', async ({ chromium, server }) => {
  const ana = await chromium('ana');
  const page = await ana.open('https://www.netflix.com/watch/81000001');
  const popup = await ana.popup(page);
  const focused = (words: string) =>
    until(
      () => popup.evaluate<boolean>(`document.activeElement?.textContent === ${JSON.stringify(words)}`),
      `focus on ${words}`,
    );
  await focused('Continue');
  // The service of the tab is ticked already.
  expect(await popup.evaluate<boolean>('document.querySelector(".pop-chip.wp-on")?.textContent === "Netflix"')).toBe(
    true,
  );
  await nobodyIsKeptOut(popup, 'services: somebody new');
  await popup.press('Enter');
  await popup.waitFor('Step 2 of 2');
  const ready = (driver: typeof popup) =>
    until(() => driver.evaluate<boolean>('document.activeElement instanceof HTMLInputElement'), 'the field is ready');
  await ready(popup);
  await popup.press('Enter');
  await popup.waitFor('Type a name first');
  await nobodyIsKeptOut(popup, 'welcome: a name is missing');
  await popup.insertText('Ana');
  await popup.press('Enter');
  const code = await codeIn(popup);
  await overlayOn(page);
  await popup.close();

  const kei = await chromium('kei');
  const invitation = await kei.open(`${server.url}/join/${code}`);
  const invited = await kei.popup(invitation);
  await invited.waitFor('Ana invites you');
  await ready(invited);
  await nobodyIsKeptOut(invited, 'welcome: invited');
  await invited.insertText('Kei');
  await invited.press('Enter');
  await invitation.waitForURL(/netflix\.com\/watch\/81000001/);
  await overlayOn(invitation);
});

test('hand-over, lock, ban, and let in again: each does what it says, to whom it says', async ({ pair, server }) => {
  const { ana, mira, anaPage, miraPage, code } = await pair();

  const anaPopup = await ana.popup(anaPage);
  await anaPopup.click('Options for Mira');
  await anaPopup.click('Make host');
  await anaPopup.click('Sure? You hand it over');
  await anaPopup.waitFor('Co-host');
  await nobodyIsKeptOut(anaPopup, 'party: a co-host’s');
  // A co-host has no power over the host, so there is no menu to try it with.
  await until(
    async () => !(await anaPopup.evaluate<boolean>('!!document.querySelector("[aria-label^=\\"Options for\\"]")')),
    'Ana’s menu is gone',
  );
  await anaPopup.close();

  const miraPopup = await mira.popup(miraPage);
  await miraPopup.click('Party settings');
  await miraPopup.click('Close the door');
  const kei = await TestUser.guest(server.url, 'Kei');
  await kei.connect();
  const refused = await until(async () => {
    const answer = await kei.socket.request('join-party', { partyCode: code });
    return answer.ok ? null : answer.error.code;
  }, 'the door is closed');
  expect(refused).toBe('party-locked');
  await miraPopup.click('Back');
  await miraPopup.click('Options for Ana');
  await miraPopup.click('Ban');
  await miraPopup.click('Sure? Press again');
  await expect(anaPage.locator('#watchparty-overlay')).toHaveCount(0);
  const out = await ana.popup(anaPage);
  await out.waitFor('You are banned from this party');
  await nobodyIsKeptOut(out, 'farewell: banned');
  await out.press('Enter');
  await out.fill('Code or link', code);
  await out.press('Enter');
  await out.click('Join the party');
  await out.waitFor('You are banned from this party. Its hosts can let you in again.');
  await out.close();

  await miraPopup.click('Party settings');
  await miraPopup.click('Let Ana in again');
  await until(async () => !(await miraPopup.text()).includes('Banned'), 'nobody is kept out');
  await miraPopup.click('Close the door');
  await miraPopup.close();
  await joinParty(ana, anaPage, 'Ana', code);
});

test('a planned party: on the list, in the reader’s own time on the invitation, in the calendar; its time comes, and both watch', async ({
  chromium,
}) => {
  const mira = await chromium('mira');
  const kei = await chromium('kei', {
    timezone: 'Asia/Tokyo',
    locale: 'en-GB',
    allowedPermissions: ['notifications'],
  });
  const page = await mira.open(GENERIC_FILM);
  const popup = await mira.popup(page);
  await enterName(popup, 'Mira');
  await popup.click('Plan a party for later');
  await popup.fill('Name of the party', 'New year');
  const offered = await popup.evaluate<[string, string]>(`(() => {
    const { min, max } = document.querySelector('input[type=datetime-local]');
    return [min, max];
  })()`);
  const [from, to] = offered.map((local) => new Date(local).getTime()) as [number, number];
  expect(to - from, 'the picker offers what can be planned').toBe(STARTS_WITHIN_MS);
  for (const [wrong, words] of [
    ['', 'Pick a day and time that are still to come.'],
    ['2001-01-01T10:00', 'This moment has passed. Pick a later one.'],
    [daysAhead(400, '20:00'), 'That is more than a year ahead. Pick an earlier day.'],
  ] as const) {
    await pickDate(popup, wrong);
    await popup.click('Plan it');
    await popup.waitFor(words);
  }
  // A computer whose clock is a month slow: the popup sees nothing wrong, the server does, and says it at the same place.
  await popup.evaluate('const { now } = Date; Date.now = () => now() - 30 * 86_400_000;');
  await pickDate(popup, daysAhead(-2, '20:00'));
  await popup.click('Plan it');
  await popup.waitFor('This moment has passed. Pick a later one.');
  expect(
    await popup.evaluate(`[...document.querySelectorAll('[aria-invalid]')].map((field) => field.type).join()`),
  ).toBe('datetime-local');
  await nobodyIsKeptOut(popup, 'schedule: a moment that has passed');
  await popup.evaluate('Date.now = now;');
  const startsAt = await pickDate(popup, daysAhead(300, '20:00'));
  await popup.click('Plan it');
  await popup.waitFor('Add to calendar');
  const link = await popup.evaluate<string>('document.querySelector("a[href$=\'party.ics\']").href');
  const calendar = await (await fetch(link)).text();
  expect(calendar).toContain(`DTSTART:${new Date(startsAt).toISOString().replace(/[-:]|\.\d{3}/g, '')}`);
  expect(calendar).toContain('SUMMARY:New year');
  await popup.click('Show QR code');
  await until(
    () => popup.evaluate<boolean>('(document.querySelector(".pop-qr path")?.getAttribute("d") ?? "").length > 500'),
    'the QR code',
  );
  await nobodyIsKeptOut(popup, 'planned: its host’s, with QR code');
  await popup.click('Back');
  await popup.waitFor('Scheduled');
  await popup.close();

  const invitation = await kei.open(link.replace('/party.ics', ''));
  const inTokyo = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Asia/Tokyo' });
  await expect(invitation.locator('time')).toHaveText(inTokyo.format(startsAt));
  await nobodyIsKeptOut(invitation, 'invitation: planned');

  const again = await mira.popup(page);
  await again.click('New year');
  await again.click('Call it off');
  await again.click('Sure? Press again to call it off');
  await again.waitFor('Past');

  // Another one: a friend sits down in it, with nobody there, and its time comes.
  const blank = await kei.open('about:blank');
  const keis = await kei.popup(blank);
  await enterName(keis, 'Kei');
  await keis.click('Settings');
  await keis.click(REMINDERS);
  await until(() => isOn(keis, REMINDERS), 'Kei is to be told');
  await keis.click('Back');
  await keis.waitFor('Code or link');
  await keis.close();
  const content = { siteId: 'generic', mediaKey: GENERIC_FILM, title: 'A film' };
  await tellIn(again, 'popup:schedule', {
    name: 'Film club',
    startsAt: Date.now() + 86_400_000,
    content,
    waitFor: 'everyone',
  });
  await again.close();
  const host = await mira.popup(page);
  await host.click('Film club');
  const code = await codeIn(host);
  const keiPage = await joinParty(kei, blank, 'Kei', code);
  const keiFilm = filmOn(keiPage);
  await invitation.bringToFront();
  const theirTabIsInFront = () =>
    kei.worker.evaluate(
      async (film) => (await chrome.tabs.query({ active: true })).some(({ url }) => url === film),
      GENERIC_FILM,
    );
  await until(async () => !(await theirTabIsInFront()), 'Kei looks at something else');
  // Moved by its host to a moment that comes at once: also who sits there already hears of it.
  const begins = Date.now() + 2_500;
  await tellIn(host, 'popup:change-date', { partyCode: code, startsAt: begins });
  const notice = await until(
    () => kei.worker.evaluate(async () => Object.keys(await chrome.notifications.getAll())[0]),
    'who sits there is told, too',
  );
  expect(notice).toContain(code);
  expect(Date.now()).toBeGreaterThanOrEqual(begins - 1_000);
  // The browser's own event of a press (a press on the notice itself: reminders.spec): not a second tab, but theirs.
  await kei.worker.evaluate(
    (id) => (chrome.notifications.onClicked as unknown as { dispatch(id: string): void }).dispatch(id),
    notice,
  );
  await until(theirTabIsInFront, 'their own tab comes forward');
  expect(kei.context.pages().filter((one) => one.url().includes(code))).toEqual([]);

  await host.click('Go in now');
  await overlayOn(page);
  await host.close().catch(() => {});
  // The party waited for its host: Kei, who was the first one there, leads nothing.
  await expect(overlayOf(keiPage).getByTitle(/^Mira.* · Host$/)).toBeVisible();
  const film = filmOn(page);
  await film.play();
  await keiFilm.waitFor((state) => !state.paused && state.contentSeconds > 1, 'Kei’s film runs');
  await together([film, keiFilm], 'both watch', { each: (state) => !state.paused });
});

test('[A5] an account: password changed, data saved, account deleted, all clicked through', async ({
  chromium,
  server,
}) => {
  const mira = await chromium('mira');
  const page = await mira.open(GENERIC_FILM);
  const popup = await mira.popup(page);
  await signUp(popup, 'Mira', () => nobodyIsKeptOut(popup, 'welcome: sign up'));
  await nobodyIsKeptOut(popup, 'home: ready');

  await popup.click('Settings');
  await popup.click('Change password');
  await popup.fill('Current password', 'wrong horse');
  await popup.fill('New password', 'battery staple');
  await popup.press('Enter');
  await popup.waitFor('This is not your password');
  await popup.fill('Current password', 'correct horse');
  await popup.press('Enter');
  await popup.waitFor('Your password is changed');
  await nobodyIsKeptOut(popup, 'settings: password changed');

  expect(await saveMyData(mira, popup)).toMatchObject({ account: { username: 'Mira', email: 'mira@example.org' } });

  await popup.click('Sign out');
  await popup.click('Sign in');
  await popup.fill('E-mail', 'mira@example.org');
  await popup.fill('Password', 'correct horse');
  await popup.press('Enter');
  await popup.waitFor('E-mail and password do not match.');
  await nobodyIsKeptOut(popup, 'welcome: sign in, refused');
  await popup.fill('Password', 'battery staple');
  await popup.press('Enter');
  await popup.waitFor('Code or link');

  await popup.click('Settings');
  await popup.click('Delete my account');
  await popup.click('Sure? Press again, it can’t be undone');
  await popup.waitFor('Sign in');
  const login = await fetch(`${server.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'mira@example.org', password: 'battery staple' }),
  });
  expect(login.status).toBe(401);
});

test('a guest makes an account of it in the settings, and keeps party, role and name', async ({ chromium, server }) => {
  const ana = await chromium('ana');
  const page = await ana.open(GENERIC_FILM);
  const code = await createParty(ana, page, 'Ana');
  const popup = await ana.popup(page);
  await popup.click('Settings');
  await popup.waitFor('Want to keep');
  await popup.click('Make an account');
  await popup.fill('E-mail', 'ana@example.org');
  await popup.fill('Password', 'short');
  await popup.press('Enter');
  await popup.waitFor('Eight characters at least.');
  await nobodyIsKeptOut(popup, 'settings: a guest’s, account refused');
  await popup.fill('Password', 'correct horse');
  await popup.press('Enter');
  await popup.waitFor('Change password');
  expect(await popup.text()).toContain('ana@example.org');
  await popup.click('Back');
  expect(await codeIn(popup)).toBe(code);
  await popup.close();
  await overlayOn(page);
  // Elsewhere the same person comes in by it, with host and party.
  const login = await fetch(`${server.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ana@example.org', password: 'correct horse' }),
  });
  const { value } = (await login.json()) as { value: { token: string; account: { username: string; guest: boolean } } };
  expect(value.account).toMatchObject({ username: 'Ana', guest: false });
  const parties = await fetch(`${server.url}/api/party`, {
    headers: { authorization: `Bearer ${value.token}` },
  });
  expect(JSON.stringify(await parties.json())).toContain(code);
});
