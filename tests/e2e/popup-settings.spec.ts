import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { overlayOf } from '../support/overlay-flow.ts';
import { codeIn, signUp, testConnection } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

test('pressed in the settings: the connection is tested, the code made anew, every device signed out', async ({
  chromium,
  server,
}) => {
  const ana = await chromium('ana');
  const page = await ana.open(GENERIC_FILM);
  const popup = await ana.popup(page);
  await signUp(popup, 'Ana');

  await popup.click('Settings');
  await testConnection(popup, server.url);
  await nobodyIsKeptOut(popup, 'settings: server tested');
  await popup.click('Back');

  await popup.click('Start a party');
  const before = await codeIn(popup);
  await popup.click('Party settings');
  await popup.click('Make a new code');
  await popup.click('Back');
  const after = await until(async () => {
    const shown = await codeIn(popup);
    return shown === before ? null : shown;
  }, 'another code is shown');
  const known = async (code: string) => (await fetch(`${server.url}/join/${code}`)).status;
  expect(await known(after)).toBe(200);
  expect(await known(before)).toBe(404);

  // Another server, which does not answer: party, name and server stay, and the screen says why nothing happened.
  await popup.click('Settings');
  await popup.fill('Server', 'http://127.0.0.1:9');
  await popup.waitFor('Changing it leaves the party.');
  await popup.click('Use this server');
  await popup.waitFor('127.0.0.1:9 does not answer. Check the address');
  await popup.click('Back');
  expect(await codeIn(popup)).toBe(after);
  await popup.waitFor('1 watching');
  await expect(overlayOf(page)).toHaveCount(1);

  const login = await fetch(`${server.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ana@example.org', password: 'correct horse' }),
  });
  const { value } = (await login.json()) as { value: { token: string } };
  const onPhone = () => fetch(`${server.url}/api/party`, { headers: { authorization: `Bearer ${value.token}` } });
  expect((await onPhone()).status).toBe(200);
  await popup.click('Settings');
  await popup.click('Sign out everywhere');
  await popup.waitFor('Sign in');
  expect((await onPhone()).status).toBe(401);
});
