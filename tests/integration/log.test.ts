import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryLiveState } from '../../server/live/memory-live-state.ts';
import { StoreUnavailable } from '../../server/store/store.ts';
import { callApi, codeOf, TestUser, value } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

interface Line {
  level: number;
  msg: string;
  id?: string;
  partyId?: string | null;
  event?: string;
  route?: string;
  outcome?: string;
  where?: string;
}

describe('the log at its most talkative', () => {
  const written: string[] = [];
  const lines = () => written.map((one) => JSON.parse(one) as Line);
  // As if it were elsewhere: what is in this process can't be away.
  const { resident: _, ...live } = memoryLiveState();
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ logLevel: 'trace', logTo: { write: (line) => void written.push(line) }, live });
  });
  afterAll(() => server.close());

  it('is JSON that names request and party, and nobody: no name, e-mail, token, code, film or message', async () => {
    const secret = {
      username: `Zebedee ${randomUUID().slice(0, 8)}`,
      email: `${randomUUID()}@example.org`,
      password: 'wombat-9000',
    };
    const { token, account } = value(await callApi(server.url, 'register', { input: secret }));
    await callApi(server.url, 'login', { input: { email: secret.email, password: 'not this one' } });
    const host = new TestUser(server.url, token, account.id, secret.username);
    const content = { siteId: 'youtube', mediaKey: 'abcdefghijk', title: 'A very private film' } as const;
    const party = await host.create({ name: 'Secret evening', content });
    await fetch(`${server.url}/join/${party.partyCode}`);
    const asked = await fetch(`${server.url}/api/party/${party.partyCode}`, {
      headers: { authorization: `Bearer ${token}`, origin: 'chrome-extension://abcdefghijkl' },
    });
    await host.join(party.partyCode);
    value(await host.command('video-seek', 30, { commandId: 'told-to-nobody' }));
    value(await host.socket.request('send-chat', { messageId: 'm1', text: 'between you and me' }));
    await host.socket.rubbish('no-such-event-name', { email: secret.email });
    live.load = () => Promise.reject(new StoreUnavailable('away'));
    expect(codeOf(await host.command('video-seek', 31))).toBe('unavailable');
    live.load = () => Promise.reject(new Error('a bug'));
    expect(codeOf(await host.command('video-seek', 32))).toBe('internal');
    const failed = await fetch(`${server.url}/api/party/${party.partyCode}/preview`);
    expect(failed.status).toBe(500);

    const text = written.join('');
    const words = [...Object.values(secret), token, account.id, party.partyCode, content.title, content.mediaKey];
    for (const word of [...words, 'Secret evening', 'between you', 'told-to-nobody', 'no-such-event', '127.0.0.1'])
      expect(text, 'nothing that identifies').not.toContain(word);

    const seek = lines().find((line) => line.event === 'video-seek' && line.outcome === 'ok');
    expect(seek).toMatchObject({ id: expect.stringMatching(/.+\/\d+$/), partyId: expect.any(String) });
    expect(lines().find((line) => line.event === 'unknown')).toMatchObject({ outcome: 'bad-request' });
    expect(lines().find((line) => line.route === '/api/party')).toMatchObject({ id: expect.any(String) });
    for (const msg of ['store unavailable', 'request failed'])
      expect(lines().find((line) => line.msg === msg && line.where === 'video-seek')).toMatchObject({
        id: expect.any(String),
        partyId: seek?.partyId,
      });
    // A caller can say which request it was, and the operator finds it and its party by that.
    const idOf = (response: Response) => response.headers.get('x-request-id');
    const request = lines().find((line) => line.route === '/api/party/:code');
    expect(request).toMatchObject({ id: idOf(asked), partyId: seek?.partyId });
    expect(asked.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
    expect(lines().filter((line) => line.id === idOf(failed))).toMatchObject([
      { msg: 'request failed', where: 'previewParty', partyId: seek?.partyId },
      { msg: 'request failed', route: '/api/party/:code/preview', partyId: seek?.partyId },
    ]);
    const made = lines().find((line) => line.route === '/api/party' && line.partyId);
    expect(made).toMatchObject({ partyId: seek?.partyId });
    const page = lines().find((line) => line.route === '/join/:code');
    expect(page).toMatchObject({ partyId: seek?.partyId });

    const ids = lines().flatMap((line) => (line.event && line.id ? [line.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
