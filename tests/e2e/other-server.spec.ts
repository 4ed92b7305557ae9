import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { createParty, overlayOn, tellExtension } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { startServer } from '../support/server.ts';
import { test as base, expect, GENERIC_FILM } from './fixtures.ts';

/** A friend's own server, beside the one that this test's people use. */
const test = base.extend<{ friends: Awaited<ReturnType<typeof startServer>> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  friends: async ({}, use) => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'watchparty-e2e-'));
    const server = await startServer({ dataDir });
    await use(server);
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  },
});

const filmOf = (user: { context: { pages(): { url(): string }[] } }) => () =>
  user.context.pages().find((page) => page.url().startsWith(GENERIC_FILM));

test('a link of another server: a name, and in, with three presses for somebody new', async ({
  friends, // before the browsers, so that it ends after them
  chromium,
}) => {
  const [ana, kei] = await Promise.all([chromium('ana'), chromium('kei', { asks: true })]);
  await tellExtension(ana, 'popup:set-server', { url: friends.url });
  const code = await createParty(ana, await ana.open(GENERIC_FILM), 'Ana');
  const invitation = await kei.open(`${friends.url}/join/${code}`);
  let presses = 1;
  const popup = await kei.popup(invitation);
  await popup.waitFor('Ana invites you');
  // What the press chooses as well is said before it (B5).
  await popup.waitFor(`It lives on ${new URL(friends.url).host}`);
  await until(() => popup.evaluate('document.activeElement instanceof HTMLInputElement'), 'the field is ready');
  await popup.insertText('Kei');
  presses += 1;
  await popup.click('Join as guest');
  presses += 1;
  await kei.prompt().answer('allow');
  const film = await until(filmOf(kei), 'the film opens for Kei');
  await overlayOn(film as never);
  expect(presses).toBe(3);
});

test('a pasted link of another server outlives the switch, and the popup: a name and one press are left', async ({
  friends,
  chromium,
  server,
}) => {
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
  await tellExtension(ana, 'popup:set-server', { url: friends.url });
  const code = await createParty(ana, await ana.open(GENERIC_FILM), 'Ana');
  await tellExtension(mira, 'popup:guest', { name: 'Mira' });
  const blank = await mira.open('about:blank');
  const link = `${friends.url}/join/${code}`;
  const popup = await mira.popup(blank);
  await popup.fill('Code or link', link);
  await popup.press('Enter');
  await popup.waitFor('This party is on another server');
  await nobodyIsKeptOut(popup, 'home: invited to another server');
  await popup.click('Switch to');
  await popup.waitFor('Ana invites you');
  await popup.close();
  const again = await mira.popup(blank);
  await again.waitFor('Ana invites you');
  await again.fill('Your name', 'Mira there');
  await again.press('Enter');
  await overlayOn((await until(filmOf(mira), 'the film opens for Mira')) as never);

  // Known on both servers: the link is looked up where it leads, and nothing is typed again.
  await tellExtension(mira, 'popup:leave', {});
  await tellExtension(mira, 'popup:set-server', { url: server.url });
  const back = await mira.popup(blank);
  await back.fill('Code or link', link);
  await back.press('Enter');
  await back.click('Switch to');
  await back.waitFor('Ana invites you');
  await back.click('Not now');
  await back.waitFor(`Connected to ${new URL(friends.url).host}`);
  await back.waitFor('Plan a party for later');
  await nobodyIsKeptOut(back, 'home: no film');
});
