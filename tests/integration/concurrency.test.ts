import { afterAll, beforeAll, expect, it } from 'vitest';
import { partyOf, TestUser, value } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  const wide = { burst: 1e6, perSecond: 1e6 };
  server = await startServer({
    logLevel: 'error',
    rates: { 'video-seek': wide, 'video-play': wide, 'video-pause': wide },
  });
});
afterAll(() => server.close());

it('[S3] [S4] of 1,000 concurrent commands and their retries each is applied once, rev strictly increasing, in one order for all', async () => {
  const { host, friends } = await partyOf(server.url, 3);
  const all = [host, ...friends];
  const per = 250;
  const sent = all.flatMap((user, who) =>
    Array.from({ length: per }, async (_, n) => {
      const commandId = `c${who}-${n}`;
      // The retry of each goes out right behind it, as after a lost acknowledgement.
      const [first, again] = await Promise.all([
        user.command('video-seek', who * 100 + n / 10, { commandId, baseRev: 0 }),
        user.command('video-seek', who * 100 + n / 10, { commandId, baseRev: 0 }),
      ]);
      value(again);
      return value(first).timeline.rev;
    }),
  );
  const revs = await Promise.all(sent);
  expect(new Set(revs).size).toBe(1_000);
  expect(Math.max(...revs)).toBe(1_000);
  const expected = Array.from({ length: 1_000 }, (_, n) => n + 1);
  for (const user of all) {
    await until(() => user.socket.all('video-seek').length >= 1_000, 'a thousand seeks');
    const heard = user.socket.all('video-seek');
    expect(heard.map((change) => change.timeline.rev)).toEqual(expected);
    expect(new Set(heard.map((change) => change.commandId)).size).toBe(1_000);
  }
  const snapshot = value(await host.socket.request('request-sync', {}));
  expect(snapshot.timeline.rev).toBe(1_000);
}, 60_000);

it('[P5] joins at once by many give each one seat, and a party has a limit', async () => {
  const host = await TestUser.guest(server.url, 'Host');
  const { partyCode } = await host.create();
  await host.join(partyCode);
  const crowd = await Promise.all(Array.from({ length: 55 }, (_, n) => TestUser.guest(server.url, `F${n}`)));
  await Promise.all(crowd.map((user) => user.connect()));
  const outcomes = await Promise.all(
    crowd.map(async (user) => {
      const [first, again] = await Promise.all([
        user.socket.request('join-party', { partyCode }),
        user.socket.request('join-party', { partyCode }),
      ]);
      expect(first.ok).toBe(again.ok);
      return first.ok ? 'in' : first.error.code;
    }),
  );
  expect(outcomes.filter((one) => one === 'in')).toHaveLength(49);
  expect(outcomes.filter((one) => one === 'party-full')).toHaveLength(6);
  const { members } = value(await host.socket.request('request-sync', {}));
  expect(new Set(members.map((member) => member.id)).size).toBe(50);
  for (const user of crowd) user.socket.close();
}, 60_000);
