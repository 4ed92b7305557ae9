import { STARTS_WITHIN_MS } from '../../shared/protocol/limits.ts';
import { daysAhead, pickDate } from '../support/date-field.ts';
import { filmOn, together } from '../support/film.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { overlayOf } from '../support/overlay-flow.ts';
import { codeIn, enterName, isOn, joinParty, overlayOn, REMINDERS, tellIn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

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
