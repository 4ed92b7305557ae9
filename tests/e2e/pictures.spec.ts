import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { readPicture } from '../../shared/party/picture.ts';
import { TestUser } from '../support/client.ts';
import { filmLoads } from '../support/firefox-flow.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { logOf, overlayOf, say } from '../support/overlay-flow.ts';
import { codeIn, joinParty, overlayOn, signUp, tellExtension, useServerIn } from '../support/party-flow.ts';
import { png, pngChunk } from '../support/pictures.ts';
import { until } from '../support/poll.ts';
import { saveMyData } from '../support/saved-data.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

type Colour = [red: number, green: number, blue: number];

/** What the middle of each painted canvas of faces shows in the overlay. */
const coloursInPage = (): Colour[] => {
  const shadow = document.querySelector('#watchparty-overlay')?.shadowRoot;
  const canvases = [...(shadow?.querySelectorAll<HTMLCanvasElement>('.wp-avatar canvas') ?? [])];
  return canvases.flatMap((canvas): Colour[] => {
    const { width, height } = canvas;
    const pixel = canvas.getContext('2d')?.getImageData(width >> 1, height >> 1, 1, 1).data;
    return pixel?.[3] === 255 ? [[pixel[0] ?? 0, pixel[1] ?? 0, pixel[2] ?? 0]] : [];
  });
};
const painted = (page: Page): Promise<Colour[]> => page.evaluate(coloursInPage);

const isNear = (seen: Colour, wanted: Colour) => seen.every((part, n) => Math.abs(part - (wanted[n] ?? 0)) < 12);
const shows = (page: Page, wanted: Colour, what: string) =>
  until(async () => (await painted(page)).some((seen) => isNear(seen, wanted)), what);

const RED: Colour = [200, 30, 30];
const BLUE: Colour = [30, 30, 200];

test('a picture is chosen in a tab, and friends see it on the film; without the camera’s notes, and gone when taken away, or with the account', async ({
  chromium,
  server,
}) => {
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
  const anaPage = await ana.open(GENERIC_FILM);
  const popup = await ana.popup(anaPage);
  await signUp(popup, 'Ana');
  await popup.click('Start a party');
  const code = await codeIn(popup);
  await overlayOn(anaPage);
  const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);

  await popup.click('Settings');
  await popup.click('Choose a picture');
  const tab = await until(
    () => ana.context.pages().find((one) => one.url().endsWith('popup/index.html#picture')),
    'the tab for the choice',
  );
  await expect(tab.getByRole('status')).toContainText('No picture yet');
  const file = tab.locator('input[type=file]');
  await file.setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
  await expect(tab.getByRole('alert')).toContainText('The browser can’t read this file as a picture');
  await nobodyIsKeptOut(tab, 'picture: no picture');
  // Wide, larger than anything that is let in, and with notes: the middle of it arrives, small and bare.
  const noted = png(1200, 700, RED, pngChunk('tEXt', Buffer.from('Comment\0taken at 48.8584 N')));
  await file.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: noted });
  await expect(tab.getByRole('img', { name: 'Your picture' })).toBeVisible();
  await expect(tab.getByRole('status')).toHaveText('Your friends will see this.');
  await expect(tab.getByRole('alert')).toHaveCount(0);
  await nobodyIsKeptOut(tab, 'picture: chosen');
  await tab.getByRole('button', { name: 'Save' }).click();
  await expect(tab.getByRole('status')).toHaveText('Saved. Your friends see it now.');

  await shows(miraPage, RED, 'Mira sees it on the film');
  await shows(anaPage, RED, 'and so does Ana');
  const [kept = ''] = readdirSync(path.join(server.dataDir, 'pictures'));
  const bytes = readFileSync(path.join(server.dataDir, 'pictures', kept));
  expect(bytes.includes('48.8584')).toBe(false);
  expect(readPicture(bytes)).toEqual({ ok: true, type: 'image/jpeg', width: 96, height: 96 });
  // The page holds no address of it, and has asked for none.
  const loaded = await miraPage.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(loaded.filter((name) => name.startsWith(server.url) || name.startsWith('blob:'))).toEqual([]);

  await file.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: png(40, 90, BLUE) });
  await tab.getByRole('button', { name: 'Save' }).click();
  await shows(miraPage, BLUE, 'the next one in its place');
  expect((await painted(miraPage)).some((seen) => isNear(seen, RED))).toBe(false);

  await tab.getByRole('button', { name: 'Remove the picture' }).click();
  await expect(tab.getByRole('status')).toHaveText('Removed. Your friends see what was there before.');
  await until(async () => (await painted(miraPage)).length === 0, 'the face shows again');
  const closed = tab.waitForEvent('close');
  // The focus did not fall out of the page with the button that is gone.
  await expect(tab.getByRole('button', { name: 'Done' })).toBeFocused();
  // The key may close the tab before it is up again; that it closes is what counts.
  await Promise.all([closed, tab.keyboard.press('Enter').catch(() => {})]);

  // [A5] What one takes along is all of one's own and nothing of anybody else's.
  const picture = png(96, 96, RED).toString('base64');
  await tellExtension(ana, 'popup:set-picture', { picture });
  await shows(miraPage, RED, 'a picture is there once more');
  await say(anaPage, 'my own words');
  await say(miraPage, 'what a friend said');
  await expect(logOf(anaPage)).toContainText('what a friend said');
  await expect(logOf(miraPage)).toContainText('my own words');
  const last = await ana.popup(anaPage);
  await last.click('Settings');
  const saved = await saveMyData(ana, last);
  expect(saved).toMatchObject({
    account: { username: 'Ana', email: 'ana@example.org', guest: false },
    picture: { type: 'image/png', base64: picture },
    parties: [{ partyCode: code, role: 'host', content: { mediaKey: GENERIC_FILM }, endedAt: null }],
    messages: [{ text: 'my own words' }],
  });
  expect(JSON.stringify(saved)).not.toMatch(/Mira|what a friend said/);

  // [A5] The account goes in the middle of the party: so do its words, face and role from the others' screens.
  await last.click('Delete my account');
  await last.click('Sure? Press again, it can’t be undone');
  await last.waitFor('Sign in');
  await expect(overlayOf(anaPage)).toHaveCount(0);
  await expect(overlayOf(miraPage).getByText('Ana left').first()).toBeVisible();
  await expect(logOf(miraPage)).toContainText('Written by somebody whose account is gone');
  await expect(overlayOf(miraPage).getByText('my own words')).toHaveCount(0);
  await expect(logOf(miraPage)).toContainText('what a friend said');
  await expect(overlayOf(miraPage).getByTitle(/^Mira.* · Host$/)).toBeVisible();
  await expect(overlayOf(miraPage).locator('.wp-face')).toHaveCount(1);
  await until(async () => (await painted(miraPage)).length === 0, 'the picture is gone');
});

test('Firefox makes a picture small and paints it, too', async ({ firefox, server }) => {
  const ana = await firefox('ana');
  const page = await ana.open(GENERIC_FILM);
  await filmLoads(page);
  const popup = await ana.popup(page);
  await useServerIn(popup, server.url);
  await signUp(popup, 'Ana');
  await popup.click('Start a party');
  const kei = await TestUser.guest(server.url, 'Kei');
  await kei.join(await codeIn(popup));
  await popup.click('Settings');
  await popup.click('Choose a picture');
  await popup.waitFor('No picture yet');
  await popup.evaluate(`(() => {
    const bytes = Uint8Array.from(atob(${JSON.stringify(png(700, 400, RED).toString('base64'))}), (c) => c.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], 'me.png', { type: 'image/png' }));
    const field = document.querySelector('input[type=file]');
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  })()`);
  await popup.waitFor('Your friends will see this.');
  await popup.click('Save');
  const told = await kei.socket.hears('member-updated', (member) => member.avatar.picture !== undefined);
  const answer = await fetch(`${server.url}/api/picture/${told.avatar.picture}`);
  expect(readPicture(new Uint8Array(await answer.arrayBuffer()))).toMatchObject({ type: 'image/jpeg', width: 96 });
  const film = (await ana.browser.pages()).find((one) => one.url().startsWith(GENERIC_FILM));
  await until(
    async () =>
      ((await film?.evaluate(`(${coloursInPage})()`)) as Colour[] | undefined)?.some((one) => isNear(one, RED)),
    'Ana sees it on the film',
  );
});
