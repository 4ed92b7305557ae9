import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryLiveState } from '../../server/live/memory-live-state.ts';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { StoreUnavailable } from '../../server/store/store.ts';
import { codeOf, partyOf, TestUser, value } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { scratchDir, startServer, type TestServer } from '../support/server.ts';

const TOKEN = 'the-metrics-token-of-a-test';

const get = (server: TestServer, authorization?: string) =>
  fetch(`${server.url}/metrics`, authorization ? { headers: { authorization } } : {});

const scrape = async (server: TestServer) => (await get(server, `Bearer ${TOKEN}`)).text();

/** The value of one line: its name and labels as they are printed. */
async function read(server: TestServer, line: string): Promise<number | null> {
  const found = (await scrape(server)).split('\n').find((one) => one.startsWith(`${line} `));
  return found === undefined ? null : Number(found.slice(line.length + 1));
}

describe('/metrics', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ metricsToken: TOKEN });
  });
  afterAll(() => server.close());

  it('is for the token alone, the loopback is no pass', async () => {
    for (const wrong of [undefined, 'Bearer', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, 'Bearer x']) {
      expect((await get(server, wrong)).status, String(wrong)).toBe(401);
    }
    const right = await get(server, `Bearer ${TOKEN}`);
    expect(right.status).toBe(200);
    expect(right.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(right.headers.get('cache-control')).toBe('no-store');
  });

  it('is not there without a token', async () => {
    const closed = await startServer();
    try {
      expect((await get(closed, `Bearer ${TOKEN}`)).status).toBe(404);
      expect((await get(closed, 'Bearer null')).status).toBe(404);
    } finally {
      await closed.close();
    }
  });

  it('counts parties, members, events and their outcomes, and times the relay and what is behind', async () => {
    const { host, friends, code } = await partyOf(server.url, 2);
    expect(await read(server, 'watchparty_parties')).toBe(1);
    expect(await read(server, 'watchparty_members_connected')).toBe(3);
    value(await host.command('video-seek', 30));
    value(await host.command('video-seek', 40, { commandId: 'same' }));
    value(await host.command('video-seek', 40, { commandId: 'same' }));
    await host.socket.rubbish('no-such-event', {});
    expect(codeOf(await host.socket.rubbish('video-seek', {}))).toBe('bad-request');
    const events = (name: string, outcome: string) =>
      read(server, `watchparty_commands_total{name="${name}",outcome="${outcome}"}`);
    expect(await events('video-seek', 'ok')).toBe(3);
    expect(await events('video-seek', 'bad-request')).toBe(1);
    expect(await events('unknown', 'bad-request')).toBe(1);
    // The repeated command was not broadcast again.
    expect(await read(server, 'watchparty_relay_seconds_count')).toBe(2);
    const sum = await read(server, 'watchparty_relay_seconds_sum');
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThan(5);
    expect(await read(server, 'watchparty_api_calls_total{name="createParty",outcome="ok"}')).toBe(1);
    await host.api('getParty', { code: 'K7Q-F2M-XDA' });
    expect(await read(server, 'watchparty_api_calls_total{name="getParty",outcome="party-not-found"}')).toBe(1);
    const backend = (part: string, method: string) =>
      read(server, `watchparty_backend_seconds_count{part="${part}",method="${method}",outcome="ok"}`);
    expect(await backend('parties', 'save')).toBeGreaterThan(0);
    expect(await backend('live', 'compareAndSet')).toBeGreaterThan(0);
    friends[0]!.socket.close();
    await until(async () => (await read(server, 'watchparty_members_connected')) === 2, 'one member less');

    const text = await scrape(server);
    for (const secret of [code, host.id, friends[0]!.name, host.token, 'abcdefghijk', 'same', 'no-such-event']) {
      expect(text, 'nothing that identifies').not.toContain(secret);
    }
  });

  it('sees the event loop stand still', async () => {
    await scrape(server);
    // Let the timer of the measurement run once before and once after.
    await new Promise((resolve) => setTimeout(resolve, 60));
    const end = performance.now() + 300;
    while (performance.now() < end);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const worst = await read(server, 'watchparty_event_loop_lag_seconds{quantile="1"}');
    expect(worst).toBeGreaterThan(0.2);
    expect(worst).toBeLessThan(10);
  });

  it('two apps in one process count for themselves', async () => {
    const other = await startServer({ metricsToken: TOKEN });
    try {
      await TestUser.guest(other.url);
      expect(await read(other, 'watchparty_api_calls_total{name="guest",outcome="ok"}')).toBe(1);
      expect(await read(other, 'watchparty_sockets')).toBe(0);
    } finally {
      await other.close();
    }
  });
});

describe('[R2] /readyz', () => {
  it('names the part that is away, /healthz goes on, failures are counted', async () => {
    const store = await openEmbeddedStore(await scratchDir());
    const live = memoryLiveState();
    const server = await startServer({ store, live, metricsToken: TOKEN });
    const ready = async () => {
      const response = await fetch(`${server.url}/readyz`);
      return [response.status, await response.json()];
    };
    /** Looked at twice a second at most. */
    const says = async (answer: object) =>
      expect(await until(async () => isDeepStrictEqual((await ready())[1], answer) && ready(), 'it says so')).toEqual([
        200,
        answer,
      ]);
    const away = () => Promise.reject(new StoreUnavailable('test'));
    try {
      await says({ status: 'ok', parts: { store: 'ok', live: 'ok' } });
      const { ping } = store;
      store.ping = away;
      // The other nodes have the same database: to send nobody here would send them nowhere.
      await says({ status: 'degraded', parts: { store: 'away', live: 'ok' } });
      store.ping = ping;
      live.ping = away;
      await says({ status: 'degraded', parts: { store: 'ok', live: 'away' } });
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      const failed = 'watchparty_backend_seconds_count{part="live",method="ping",outcome="failed"}';
      const counted = (await read(server, failed)) ?? 0;
      expect(counted).toBeGreaterThan(0);
      await Promise.all(Array.from({ length: 20 }, ready));
      expect(await read(server, failed), 'asked by many, looked at once').toBeLessThanOrEqual(counted + 1);
    } finally {
      await server.close();
    }
  });
});
