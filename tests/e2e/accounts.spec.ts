import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { codeIn, createParty, overlayOn, signUp } from '../support/party-flow.ts';
import { saveMyData } from '../support/saved-data.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

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
