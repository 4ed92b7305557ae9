import { describe, expect, test } from 'vitest';
import { rest } from '../../../extension/background/rest-client.ts';

type Fetch = typeof fetch;
const answering =
  (status: number, body: unknown): Fetch =>
  async () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
const target = (ask: Fetch, timeoutMs = 1_000) => ({
  serverUrl: 'https://x.example',
  token: 't0',
  fetch: ask,
  timeoutMs,
});

describe('calls by the API table', () => {
  test('method, path with the code, token and body', async () => {
    const seen: unknown[] = [];
    const ask: Fetch = async (url, init) => {
      seen.push([url, init?.method, new Headers(init?.headers).get('authorization'), init?.body]);
      return new Response(JSON.stringify({ ok: true, value: null }));
    };
    expect(await rest(target(ask), { name: 'endParty', code: 'K7Q-F2M-XDA' })).toEqual({ ok: true, value: null });
    await rest(target(ask), { name: 'guest', body: { name: 'Ana' } });
    expect(seen).toEqual([
      ['https://x.example/api/party/K7Q-F2M-XDA', 'DELETE', 'Bearer t0', undefined],
      ['https://x.example/api/auth/guest', 'POST', 'Bearer t0', '{"name":"Ana"}'],
    ]);
  });

  test('a code can not lead to another path', async () => {
    let asked = '';
    const ask: Fetch = async (url) => {
      asked = String(url);
      return new Response('{}');
    };
    await rest(target(ask), { name: 'getParty', code: '../user' });
    expect(asked).toBe('https://x.example/api/party/..%2Fuser');
  });

  test.each([
    ['an answer that does not fit the contract', answering(200, { ok: true, value: { parties: 'none' } }), 'internal'],
    ['a code of the server', answering(409, { ok: false, error: { code: 'party-full' } }), 'party-full'],
    ['a page of a proxy', answering(502, '<html>Bad gateway</html>'), 'unavailable'],
    ['a limit of a proxy', answering(429, 'slow down'), 'rate-limited'],
    ['no answer at all', async () => Promise.reject(new TypeError('Failed to fetch')), 'offline'],
  ] satisfies [string, Fetch, string][])('%s', async (_, ask, code) => {
    expect(await rest(target(ask), { name: 'listParties' })).toMatchObject({ ok: false, error: { code } });
  });

  test('silence ends in `timeout`', async () => {
    const ask: Fetch = (_, init) =>
      new Promise((_settle, give) => init?.signal?.addEventListener('abort', () => give(init.signal?.reason)));
    const result = await rest(target(ask, 20), { name: 'listParties' });
    expect(result).toMatchObject({ ok: false, error: { code: 'timeout' } });
  });
});
