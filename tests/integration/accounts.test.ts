import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { callApi, codeOf, partyOf, TestSocket, TestUser, value } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { startServer, TEST_SECRET, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ logLevel: 'error' });
});
afterAll(() => server.close());

const register = (username: string, email: string, password = 'correct horse') =>
  callApi(server.url, 'register', { input: { username, email, password } });

describe('accounts', () => {
  it('registers, logs in, knows me; the e-mail in any case', async () => {
    const session = value(await register('Ana Banana', 'Ana@Example.org'));
    expect(session.account).toMatchObject({ username: 'Ana Banana', email: 'ana@example.org', guest: false });
    const login = value(
      await callApi(server.url, 'login', { input: { email: ' ANA@example.ORG', password: 'correct horse' } }),
    );
    const me = value(await callApi(server.url, 'me', { token: login.token }));
    expect(me.account).toEqual(session.account);
  });

  it('refuses an e-mail or a name that is taken, the name in any case', async () => {
    await register('Kei', 'kei@example.org');
    expect(await register('Other', 'kei@example.org')).toMatchObject({ status: 409, error: { code: 'email-taken' } });
    expect(codeOf(await register('KEI', 'kei2@example.org'))).toBe('username-taken');
  });

  it('[A1] refuses passwords under 8 and over 72 bytes, and never matches by the first 72', async () => {
    expect(await register('Short', 'short@example.org', '1234567')).toMatchObject({
      status: 400,
      error: { code: 'bad-request', fields: ['password'] },
    });
    expect(codeOf(await register('Long', 'long@example.org', 'é'.repeat(37)))).toBe('bad-request');
    const longest = 'é'.repeat(36);
    expect(codeOf(await register('Longest', 'longest@example.org', longest))).toBe('ok');
    const login = (password: string) =>
      callApi(server.url, 'login', { input: { email: 'longest@example.org', password } });
    expect(codeOf(await login(longest))).toBe('ok');
    expect(codeOf(await login(`${longest}x`))).toBe('wrong-credentials');
  });

  it('[A3] the same answer for an unknown e-mail and a wrong password, and a hash is computed for both', async () => {
    await register('Timed', 'timed@example.org');
    const measure = async (email: string) => {
      const start = performance.now();
      const result = await callApi(server.url, 'login', { input: { email, password: 'wrong password' } });
      expect(result).toEqual({ ok: false, error: { code: 'wrong-credentials' }, status: 401 });
      return performance.now() - start;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 5; i++) {
      known.push(await measure('timed@example.org'));
      unknown.push(await measure('nobody@example.org'));
    }
    const median = (list: number[]) => list.toSorted((a, b) => a - b)[2] as number;
    // Without the hash an unknown e-mail answers some twenty times faster; the bound leaves room for a busy machine.
    expect(median(unknown)).toBeGreaterThan(median(known) / 3);
    expect(median(known)).toBeGreaterThan(median(unknown) / 3);
  });

  it('[A2] only takes its own tokens: algorithm, issuer, audience, age and signature', async () => {
    const user = await TestUser.guest(server.url);
    const good = { subject: user.id, issuer: 'watchparty', audience: 'watchparty-extension', expiresIn: 60 } as const;
    const status = async (token: string) => (await callApi(server.url, 'me', { token })).status;
    expect(await status(jwt.sign({ ver: 0 }, TEST_SECRET, good))).toBe(200);
    expect(await status(jwt.sign({ ver: 0 }, TEST_SECRET, { ...good, issuer: 'else' }))).toBe(401);
    expect(await status(jwt.sign({ ver: 0 }, TEST_SECRET, { ...good, audience: 'else' }))).toBe(401);
    expect(await status(jwt.sign({ ver: 0 }, TEST_SECRET, { ...good, algorithm: 'HS512' }))).toBe(401);
    expect(await status(jwt.sign({ ver: 0 }, TEST_SECRET, { ...good, expiresIn: -1 }))).toBe(401);
    expect(await status(jwt.sign({ ver: 1 }, TEST_SECRET, good))).toBe(401);
    expect(await status(jwt.sign({}, TEST_SECRET, good))).toBe(401);
    expect(await status(jwt.sign({ ver: 0 }, 'another-secret-of-tests-long-enough', good))).toBe(401);
    expect(await status(jwt.sign({ ver: 0 }, '', { ...good, algorithm: 'none' }))).toBe(401);
    expect(await status('rubbish')).toBe(401);
    const { exp, iat } = jwt.decode(user.token) as { exp: number; iat: number };
    expect(exp - iat).toBe(7 * 86_400);
  });

  it('[A2] log out everywhere revokes tokens and cuts sockets', async () => {
    const user = await TestUser.account(server.url);
    await user.connect();
    const cut = new Promise((resolve) => user.socket.raw.once('disconnect', resolve));
    value(await user.api('logoutEverywhere'));
    await cut;
    expect((await user.api('me')).status).toBe(401);
    const again = new TestSocket(server.url, { token: user.token, protocolVersion: PROTOCOL_VERSION });
    expect(await again.refused()).toEqual({ code: 'not-signed-in' });
  });

  it('[A1] [A2] another password: the old one is void, other devices are signed out, this one goes on', async () => {
    const input = { username: 'Changer', email: 'changer@example.org', password: 'correct horse' };
    const { token, account } = value(await callApi(server.url, 'register', { input }));
    const here = new TestUser(server.url, token, account.id, account.username);
    const { partyCode } = await here.create();
    await here.join(partyCode);
    const login = (password: string) => callApi(server.url, 'login', { input: { email: input.email, password } });
    const elsewhere = new TestUser(server.url, value(await login('correct horse')).token, account.id, 'Changer');
    // Tokens of one second are alike: a device has another only when it signs in later, or never was this one.
    await until(async () => {
      const next = value(await login('correct horse')).token;
      Object.assign(elsewhere, { token: next });
      return next !== token;
    }, 'a token of its own');
    await elsewhere.connect();
    const cut = new Promise((resolve) => elsewhere.socket.raw.once('disconnect', resolve));
    const change = (currentPassword: string, newPassword: string) =>
      here.api('changePassword', { input: { currentPassword, newPassword } });
    expect(await change('wrong horse', 'battery staple')).toMatchObject({
      status: 401,
      error: { code: 'wrong-credentials', fields: ['currentPassword'] },
    });
    expect(codeOf(await change('correct horse', 'short'))).toBe('bad-request');
    expect(codeOf(await here.api('me'))).toBe('ok');
    const session = value(await change('correct horse', 'battery staple'));
    await cut;
    expect(here.socket.raw.connected).toBe(true);
    expect(codeOf(await here.command('video-play', 0))).toBe('ok');
    expect((await here.api('me')).status).toBe(401);
    expect((await elsewhere.api('me')).status).toBe(401);
    expect(codeOf(await callApi(server.url, 'me', { token: session.token }))).toBe('ok');
    expect(codeOf(await login('correct horse'))).toBe('wrong-credentials');
    expect(codeOf(await login('battery staple'))).toBe('ok');
    const guest = await TestUser.guest(server.url);
    const none = await guest.api('changePassword', { input: { currentPassword: 'x', newPassword: 'battery staple' } });
    expect(codeOf(none)).toBe('needs-account');
  });

  it('[A2] a guest makes an account: parties, role and seat stay, the others see it, old tokens are void', async () => {
    const { host, friends, code } = await partyOf(server.url, 1);
    const input = { username: 'Stays here', email: 'stays@example.org', password: 'correct horse' };
    const { token, account } = value(await host.api('upgrade', { input }));
    expect(account).toMatchObject({ id: host.id, username: 'Stays here', email: input.email, guest: false });
    await friends[0]?.socket.hears(
      'member-updated',
      (member) => member.id === host.id && member.name === 'Stays here' && !member.guest,
    );
    expect(host.socket.raw.connected).toBe(true);
    expect(codeOf(await host.command('video-play', 0))).toBe('ok');
    expect((await host.api('me')).status).toBe(401);
    const { parties } = value(await callApi(server.url, 'listParties', { token }));
    expect(parties).toMatchObject([{ partyCode: code, isHost: true, hostName: 'Stays here' }]);
    const login = await callApi(server.url, 'login', { input: { email: input.email, password: input.password } });
    expect(value(login).account.id).toBe(host.id);
    // Not twice, and not into what is somebody else's.
    expect(codeOf(await callApi(server.url, 'upgrade', { input, token }))).toBe('not-allowed');
    const other = await TestUser.guest(server.url);
    expect(codeOf(await other.api('upgrade', { input }))).toBe('email-taken');
    const sameName = { ...input, email: 'another@example.org' };
    expect(codeOf(await other.api('upgrade', { input: sameName }))).toBe('username-taken');
    expect(codeOf(await other.api('me'))).toBe('ok');
  });

  it('[A4] passwords are not tried with the token of an open browser for long', async () => {
    const strict = await startServer({ httpLimits: { loginPerAccount: 3 } });
    const user = await TestUser.account(strict.url);
    const input = { currentPassword: 'wrong horse', newPassword: 'battery staple' };
    const codes: string[] = [];
    for (let n = 0; n < 4; n++) codes.push(codeOf(await user.api('changePassword', { input })));
    expect(codes).toEqual([...Array(3).fill('wrong-credentials'), 'rate-limited']);
    await strict.close();
  });

  it('changes name, avatar and services, and the party sees it', async () => {
    const { host, friends } = await partyOf(server.url, 1);
    const avatar = { hue: 200, emoji: '🦊' };
    const { account } = value(await host.api('profile', { input: { username: 'New name', avatar } }));
    expect(account).toMatchObject({ username: 'New name', avatar, guest: true });
    await friends[0]?.socket.hears(
      'member-updated',
      (member) => member.name === 'New name' && member.avatar.hue === 200,
    );
    const services = value(await host.api('services', { input: { streamingServices: ['netflix', 'netflix'] } }));
    expect(services.account.streamingServices).toEqual(['netflix']);
    const first = await TestUser.account(server.url);
    const second = await TestUser.account(server.url);
    expect(codeOf(await second.api('profile', { input: { username: first.name } }))).toBe('username-taken');
  });

  it('[A5] exports what is kept, and deletes it from parties and chat', async () => {
    const { host, friends, code } = await partyOf(server.url, 1);
    const friend = friends[0] as TestUser;
    value(await friend.socket.request('send-chat', { messageId: 'm1', text: 'my words' }));
    value(await friend.socket.request('send-reaction', { emoji: '👏' }));
    const kept = value(await friend.api('exportAccount')) as {
      parties: unknown[];
      messages: unknown[];
      reactions: unknown[];
      account: object;
    };
    expect(kept.account).toMatchObject({ id: friend.id, username: 'Friend 1' });
    expect(kept.parties).toMatchObject([{ partyCode: code, role: 'member' }]);
    expect(kept.messages).toMatchObject([{ text: 'my words' }]);
    expect(kept.reactions).toMatchObject([{ emoji: '👏' }]);
    expect(JSON.stringify(kept)).not.toContain('Host');
    value(await friend.api('deleteAccount'));
    expect((await friend.api('me')).status).toBe(401);
    await host.socket.hears('member-left', (gone) => gone.memberId === friend.id);
    const snapshot = value(await host.socket.request('request-sync', {}));
    expect(JSON.stringify(snapshot)).not.toMatch(/my words|Friend 1/);
    expect(snapshot.chat.map((message) => message.seq)).toEqual([1, 2]);
    // Screens that show the words already are told to take them away.
    await host.socket.hears('chat-message', (entry) => entry.removes?.includes(1) === true);
    expect(value(await host.socket.request('fetch-reactions', {})).reactions).toEqual([]);
    // Who leaves as the last one keeps the party; who is no more can't.
    value(await host.socket.request('leave-party', {}));
    expect(codeOf(await host.api('previewParty', { code }))).toBe('ok');
    value(await host.api('deleteAccount'));
    const stranger = await TestUser.guest(server.url);
    expect(codeOf(await stranger.api('previewParty', { code }))).toBe('party-ended');
  });
});

describe('the handshake', () => {
  const refusal = (auth: Record<string, unknown>) => new TestSocket(server.url, auth).refused();

  it('says why a socket is not let in', async () => {
    const { token } = await TestUser.guest(server.url);
    expect(await refusal({ token, protocolVersion: PROTOCOL_VERSION - 1 })).toEqual({ code: 'client-too-old' });
    expect(await refusal({ token, protocolVersion: PROTOCOL_VERSION + 1 })).toEqual({ code: 'client-too-new' });
    expect(await refusal({ token: 'no', protocolVersion: PROTOCOL_VERSION })).toEqual({ code: 'not-signed-in' });
    expect(await refusal({ protocolVersion: PROTOCOL_VERSION })).toEqual({ code: 'bad-request' });
    expect(await refusal({ token: { $gt: '' }, protocolVersion: 'x' })).toEqual({ code: 'bad-request' });
  });

  it('lets web pages of other origins neither connect nor call', async () => {
    const cors = async (origin: string) =>
      (await fetch(`${server.url}/healthz`, { headers: { origin } })).headers.get('access-control-allow-origin');
    expect(await cors('https://evil.example')).toBeNull();
    expect(await cors('chrome-extension://abcdefghijklmnopabcdefghijklmnop')).toMatch(/^chrome-extension:/);
    expect(await cors('moz-extension://11111111-2222-4333-8444-555555555555')).toMatch(/^moz-extension:/);
    const { token } = await TestUser.guest(server.url);
    const from = (origin: string) =>
      new TestSocket(server.url, { token, protocolVersion: PROTOCOL_VERSION }, { origin });
    await expect(from('https://evil.example').connected()).rejects.toThrow('websocket error');
    const extension = await from('moz-extension://11111111-2222-4333-8444-555555555555').connected();
    extension.close();
  });
});

describe('[A4] limits', () => {
  it('are counted for a user or an address, and sign-ins for an account', async () => {
    const small = await startServer({ httpLimits: { api: 12, loginPerAccount: 2, guestPerAddress: 3 } });
    try {
      const me = await TestUser.guest(small.url);
      for (let i = 0; i < 12; i++) expect((await me.api('me')).status).toBe(200);
      const over = await me.api('me');
      expect(over).toMatchObject({ status: 429, error: { code: 'rate-limited' } });
      expect(over.ok || (over.error.retryAfterMs ?? 0)).toBeGreaterThan(1_000);
      // Another user from the same address is not held to it, and a made-up token gives no allowance of its own.
      const other = await TestUser.guest(small.url);
      expect((await other.api('me')).status).toBe(200);
      const login = (email: string) => callApi(small.url, 'login', { input: { email, password: 'x' } });
      expect((await login('a@example.org')).status).toBe(401);
      expect((await login('A@example.org ')).status).toBe(401);
      expect((await login('a@example.org')).status).toBe(429);
      expect((await login('b@example.org')).status).toBe(401);
      expect((await callApi(small.url, 'guest', { input: { name: 'x' } })).status).toBe(200);
      expect((await callApi(small.url, 'guest', { input: { name: 'x' } })).status).toBe(429);
      let forged = 200;
      for (let i = 0; i < 12 && forged !== 429; i++)
        forged = (await callApi(small.url, 'me', { token: `made-up-${i}` })).status;
      expect(forged).toBe(429);
      expect((await fetch(`${small.url}/healthz`)).status).toBe(200);
    } finally {
      await small.close();
    }
  });

  it('of an address can be more for a school behind one, and nobody alone gets more by that', async () => {
    const limits = { api: 4, guestPerAddress: 1, loginPerAddress: 2, loginPerAccount: 1, addressFactor: 3 };
    const school = await startServer({ httpLimits: limits });
    const statuses = async (count: number, call: (n: number) => Promise<{ status: number }>) => {
      const seen: number[] = [];
      for (let n = 0; n < count; n++) seen.push((await call(n)).status);
      return seen;
    };
    try {
      const me = await TestUser.guest(school.url);
      const guest = () => callApi(school.url, 'guest', { input: { name: 'x' } });
      expect(await statuses(3, guest)).toEqual([200, 200, 429]);
      expect(await statuses(5, () => me.api('me'))).toEqual([200, 200, 200, 200, 429]);
      const login = (n: number) =>
        callApi(school.url, 'login', { input: { email: `${n >> 1}@example.org`, password: 'x' } });
      expect(await statuses(7, login)).toEqual([401, 429, 401, 429, 401, 429, 429]);
      // Twelve of this address by now: the one of above, three guests, seven who signed in, and this.
      expect(await statuses(2, () => callApi(school.url, 'me'))).toEqual([401, 429]);
    } finally {
      await school.close();
    }
  });
});
