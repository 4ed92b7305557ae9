import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { ChromiumUser } from '../support/chromium.ts';
import { callApi, TestUser, value } from '../support/client.ts';
import { daysAhead, pickDate } from '../support/date-field.ts';
import { enterName, REMINDERS, signUp, tellExtension, tellIn, useServerIn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import type { PopupDriver } from '../support/popup-driver.ts';
import { expect, GENERIC_FILM, HAS_DISPLAYS, test } from './fixtures.ts';

const ALLOWED = { allowedPermissions: ['notifications'] };
const DAY_MS = 86_400_000;

/** What the browser itself says, in a page of the extension that runs no script of ours and so wakes no worker. */
const asking = (user: ChromiumUser): Promise<Page> => user.open(`chrome-extension://${user.extensionId}/manifest.json`);

/** When the browser rings for parties, in order: code -> wall clock, ms. */
async function alarms(own: Page): Promise<Record<string, number>> {
  const all = await own.evaluate(() => chrome.alarms.getAll());
  const ours = all.filter(({ name }) => name.startsWith('watchparty:starts:'));
  return Object.fromEntries(ours.map(({ name, scheduledTime }) => [name.split(':')[2], scheduledTime]));
}
const alarmsAre = (own: Page, wanted: Record<string, number>, what: string) =>
  until(async () => {
    expect(await alarms(own)).toEqual(wanted);
    return true;
  }, what);

const notices = async (own: Page): Promise<string[]> =>
  Object.keys(await own.evaluate(() => chrome.notifications.getAll()));

const switchOn = async (popup: PopupDriver, own: Page) => {
  await popup.click('Settings');
  await popup.click(REMINDERS);
  await until(
    () => own.evaluate(() => chrome.permissions.contains({ permissions: ['notifications'] })),
    'the permission is there',
  );
  await popup.click('Back');
};

const link = (popup: PopupDriver) =>
  popup.evaluate<string>(`document.querySelector("a[href$='party.ics']").href.replace('/party.ics', '')`);

/** What the planning screen says, with a date to the millisecond: its field knows minutes only. */
const planned = (name: string, startsAt: number) => ({ name, startsAt, content: null, waitFor: 'everyone' });
const plan = (user: ChromiumUser, name: string, startsAt: number) =>
  tellExtension(user, 'popup:schedule', planned(name, startsAt));

test('an alarm stands for a planned party from the moment on that it is planned, and goes where the party goes', async ({
  chromium,
}) => {
  const mira = await chromium('mira', ALLOWED);
  const own = await asking(mira);
  const popup = await mira.popup(await mira.open(GENERIC_FILM));
  await enterName(popup, 'Mira');
  await popup.waitFor('Plan a party for later');
  await switchOn(popup, own);
  await popup.click('Plan a party for later');
  await popup.fill('Name of the party', 'New year');
  const first = await pickDate(popup, daysAhead(300, '20:00'));
  await popup.click('Plan it');
  await popup.waitFor('Add to calendar');
  const code = (await link(popup)).split('/').pop()!;
  await alarmsAre(own, { [code]: first }, 'an alarm for the party, with no other screen opened');
  const moved = await pickDate(popup, daysAhead(302, '21:30'));
  await popup.click('Change the date');
  await alarmsAre(own, { [code]: moved }, 'the alarm moves with the party');

  // The switch of the settings, at hand where a party is planned.
  await popup.click(REMINDERS);
  await alarmsAre(own, {}, 'no alarm for who does not want to be told');
  await popup.click(REMINDERS);
  await alarmsAre(own, { [code]: moved }, 'the alarm is back');
  await popup.click('Call it off');
  await popup.click('Sure? Press again to call it off');
  await alarmsAre(own, {}, 'nothing rings for a party that was called off');
});

test('a friend who only looked into a planned party is told, too, until they take it off their list', async ({
  chromium,
  server,
}) => {
  const mira = await chromium('mira', ALLOWED);
  const own = await asking(mira);
  const host = await TestUser.guest(server.url, 'Olga');
  const startsAt = Date.now() + DAY_MS;
  const { partyCode } = await host.create({ name: 'Film club', startsAt, content: null });
  const popup = await mira.popup(await mira.open(GENERIC_FILM));
  await enterName(popup, 'Mira');
  await popup.waitFor('Plan a party for later');
  await switchOn(popup, own);
  await popup.fill('Code or link', partyCode);
  await popup.press('Enter');
  await popup.click('Join the party');
  await popup.click('Leave party');
  await alarmsAre(own, { [partyCode]: startsAt }, 'an alarm for a party that one is a member of');
  await popup.waitFor('Scheduled');
  const later = (await host.create({ name: 'Late show', startsAt: startsAt + DAY_MS, content: null })).partyCode;
  await popup.fill('Code or link', later);
  await popup.press('Enter');
  await popup.click('Put it on my list');
  await alarmsAre(own, { [partyCode]: startsAt, [later]: startsAt + DAY_MS }, 'and for one never gone into');
  await popup.click('Done');
  await popup.click('Take “Film club” off your list');
  await popup.click('Take off');
  await alarmsAre(
    own,
    { [later]: startsAt + DAY_MS },
    'nothing rings for a party that one does not want to see any more',
  );
});

test('a party that begins is told by its name, also by a worker that was stopped, and a press on that opens it', async ({
  chromium,
}) => {
  const mira = await chromium('mira', { ...ALLOWED, asks: HAS_DISPLAYS });
  const own = await asking(mira);
  const page = await mira.open(GENERIC_FILM);
  const popup = await mira.popup(page);
  await enterName(popup, 'Mira');
  await popup.waitFor('Plan a party for later');
  await switchOn(popup, own);
  await popup.close();

  // The browser tells nobody what a notice says: what it is given is written down on the way.
  await mira.worker.evaluate(() => {
    const { create } = chrome.notifications;
    const given: unknown[] = [];
    Object.assign(globalThis, { given });
    Object.assign(chrome.notifications, {
      create(...all: Parameters<typeof create>) {
        given.push(all[1]);
        return create(...all);
      },
    });
  });
  await plan(mira, 'Film night', Date.now() + 1_500);
  const [notice] = await until(async () => {
    const all = await notices(own);
    return all.length > 0 ? all : null;
  }, 'the notice is shown');
  const given = await mira.worker.evaluate(() => (globalThis as unknown as { given: object[] }).given);
  expect(given).toMatchObject([{ title: 'Film night', message: 'Mira’s party begins now. Press here to go in.' }]);
  await alarmsAre(own, {}, 'once is enough');

  if (HAS_DISPLAYS) await mira.notice().press();
  // Elsewhere no driver reaches a notice: the browser's own event, as it hands it to the worker after a press.
  else
    await mira.worker.evaluate(
      (id) => (chrome.notifications.onClicked as unknown as { dispatch(id: string): void }).dispatch(id),
      notice!,
    );
  const opened = await until(
    () => mira.context.pages().find((page) => /\/join\/[\w-]+$/.test(page.url())),
    'the invitation opens',
  );
  await expect(opened.getByText('Film night').first()).toBeVisible();
  await until(async () => (await notices(own)).length === 0, 'the notice is gone');

  await plan(mira, 'Late show', Date.now() + 4_000);
  await until(async () => Object.keys(await alarms(own)).length === 1, 'an alarm');
  const cdp = await mira.context.newCDPSession(page);
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.stopAllWorkers');
  expect(Object.keys(await alarms(own)), 'alarms outlive the worker').toHaveLength(1);
  await until(async () => (await notices(own)).length === 1, 'the alarm wakes the worker, which tells');
});

test('where nobody told this browser: a party that was moved or called off elsewhere does not ring', async ({
  chromium,
  server,
}) => {
  const mira = await chromium('mira', ALLOWED);
  const own = await asking(mira);
  const popup = await mira.popup(await mira.open(GENERIC_FILM));
  await signUp(popup, 'Mira');
  await switchOn(popup, own);
  await popup.close();
  const login = { email: 'mira@example.org', password: 'correct horse' };
  const { token } = value(await callApi(server.url, 'login', { input: login }));

  const soon = Date.now() + 5_000;
  await plan(mira, 'Moved', soon);
  await plan(mira, 'Called off', soon);
  await plan(mira, 'As planned', soon);
  await until(async () => Object.keys(await alarms(own)).length === 3, 'an alarm each');
  const { parties } = value(await callApi(server.url, 'listParties', { token }));
  const codeOfParty = (name: string) => parties.find((party) => party.name === name)!.partyCode;
  const tomorrow = soon + DAY_MS;
  value(await callApi(server.url, 'updateParty', { token, code: codeOfParty('Moved'), input: { startsAt: tomorrow } }));
  value(await callApi(server.url, 'endParty', { token, code: codeOfParty('Called off') }));
  expect(Date.now(), 'the machine was quick enough for this to prove anything').toBeLessThan(soon);
  await alarmsAre(own, { [codeOfParty('Moved')]: tomorrow }, 'only the moved party still rings, at its new date');
  const said = await until(async () => {
    const all = await notices(own);
    return all.length > 0 ? all : null;
  }, 'the party that begins is told');
  expect(said).toEqual([expect.stringContaining(codeOfParty('As planned'))]);
});

test('the browser was closed when the party began: it tells when it is opened again, once', async ({ chromium }) => {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'watchparty-closed-'));
  try {
    const before = await chromium('mira', { ...ALLOWED, profile });
    const ownBefore = await asking(before);
    const popup = await before.popup(await before.open(GENERIC_FILM));
    await enterName(popup, 'Mira');
    await popup.waitFor('Plan a party for later');
    await switchOn(popup, ownBefore);
    await popup.close();
    const startsAt = Date.now() + 3_000;
    await plan(before, 'Film night', startsAt);
    await plan(before, 'Tomorrow', startsAt + DAY_MS);
    await until(async () => Object.keys(await alarms(ownBefore)).length === 2, 'two alarms');
    expect(await notices(ownBefore)).toEqual([]);
    await before.close();
    await until(() => Date.now() > startsAt, 'the party begins');

    const after = await chromium('mira', { ...ALLOWED, profile });
    const ownAfter = await asking(after);
    await until(async () => (await notices(ownAfter)).length === 1, 'it is told late');
    await until(
      async () => Object.values(await alarms(ownAfter)).join() === `${startsAt + DAY_MS}`,
      'the other is kept',
    );
    await after.close();
    const again = await chromium('mira', { ...ALLOWED, profile });
    const ownAgain = await asking(again);
    await until(
      async () => Object.values(await alarms(ownAgain)).join() === `${startsAt + DAY_MS}`,
      'the alarm stands',
    );
    expect(await notices(ownAgain)).toEqual([]);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

test('Firefox tells too', async ({ firefox, server }) => {
  const mira = await firefox('mira');
  const popup = await mira.popup(await mira.open(GENERIC_FILM));
  await useServerIn(popup, server.url);
  await enterName(popup, 'Mira');
  await popup.waitFor('Plan a party for later');
  await popup.click('Settings');
  await popup.click(REMINDERS);
  await until(
    () => popup.evaluate<boolean>(`chrome.permissions.contains({ permissions: ['notifications'] })`),
    'the permission is there',
  );
  // Without a desktop Firefox takes a notice away again within half a second, and says so.
  await popup.evaluate(`browser.notifications.onClosed.addListener((id) => { globalThis.told = id; })`);
  await tellIn(popup, 'popup:schedule', planned('Film night', Date.now() + 3_000));
  await until(async () => (await popup.evaluate<object[]>('chrome.alarms.getAll()')).length === 1, 'an alarm');
  const said = await until(() => popup.evaluate<string>('globalThis.told ?? ""'), 'the notice is shown');
  expect(said).toMatch(/^watchparty:starts:http.*\/join\//);
});
