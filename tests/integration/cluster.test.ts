import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../scripts/prerequisites.ts';
import { openSharedState } from '../../server/live/redis/shared-state.ts';
import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import { callApi, codeOf, partyAcross, TestUser, value } from '../support/client.ts';
import { findMongo, type MongoServer, startMongo } from '../support/mongo.ts';
import { until } from '../support/poll.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { startServer, type TestServer } from '../support/server.ts';

const WIDE = { burst: 1e6, perSecond: 1e6 };
/** Commands of the race, so many at a time. */
const COMMANDS = 2_000;
const AT_ONCE = 100;
/** A lost race is told as `conflict` after eight tries; the sender asks again with the same id. */
const TRIES = 20;

const found = findProgram(['redis-server']) ? findMongo() : null;
let redis: RedisServer | null = null;
let mongo: MongoServer | null = null;

async function startNode(): Promise<TestServer> {
  const shared = await openSharedState({ url: redis!.url });
  return startServer({
    store: await openMongoStore({ uri: mongo!.uri }),
    live: shared.live,
    clock: shared.clock,
    adapter: shared.adapter,
    onHearingAgain: shared.onHearingAgain,
    httpLimits: { counts: shared.rateLimitStore },
    rates: { 'video-seek': WIDE, 'video-play': WIDE, 'video-pause': WIDE, 'join-party': WIDE },
  });
}

describe.skipIf(!found)(`two nodes on one Redis and one database (${found?.kind})`, () => {
  let one: TestServer;
  let two: TestServer;
  beforeAll(async () => {
    [redis, mongo] = await Promise.all([startRedis(), startMongo()]);
    [one, two] = await Promise.all([startNode(), startNode()]);
  });
  afterAll(async () => {
    await Promise.allSettled([one?.close(), two?.close()]);
    await redis?.close();
    await mongo?.close();
  });

  /** A host at the first node and a friend at the second. */
  const acrossNodes = () => partyAcross(one, two);

  it('[S3] [S30] commands, chat and comings reach the other node, both ways', async () => {
    const { host, friend } = await acrossNodes();
    expect((await host.socket.hears('member-joined')).id).toBe(friend.id);
    value(await host.command('video-seek', 30));
    expect((await friend.socket.hears('video-seek')).timeline.position).toBe(30);
    value(await friend.command('video-seek', 60));
    const heard = await host.socket.hears('video-seek', (change) => change.timeline.position === 60);
    expect(heard.by?.memberId).toBe(friend.id);
    expect(host.timeline()).toEqual(friend.timeline());
    const [first, second] = await Promise.all([
      host.socket.request('send-chat', { messageId: 'm1', text: 'hello' }),
      friend.socket.request('send-chat', { messageId: 'm1', text: 'hi' }),
    ]);
    expect([value(first).seq, value(second).seq].sort()).toEqual([1, 2]);
    await until(() => friend.socket.all('chat-message').length === 2, 'both messages at the second node');
  });

  it('[A2] signing out everywhere cuts sockets at both nodes, another password all but its own sign-in', async () => {
    const here = await TestUser.account(one.url);
    const email = value(await here.api('me')).account.email ?? '';
    const signIn = async (password: string) => {
      const { token } = value(await callApi(two.url, 'login', { input: { email, password } }));
      return new TestUser(two.url, token, here.id, here.name);
    };
    // Tokens of one second are the same token.
    const second = () => Math.floor(Date.now() / 1000);
    const registered = second();
    await until(() => second() > registered, 'the second is over');
    const there = await signIn('correct horse');
    const same = here.at(two);
    const friend = await TestUser.guest(two.url);
    await Promise.all([here, there, same, friend].map((user) => user.connect()));
    const connected = () => [here, there, same, friend].map((user) => user.socket.raw.connected);
    const input = { currentPassword: 'correct horse', newPassword: 'another correct horse' };
    value(await here.api('changePassword', { input }));
    await until(() => connected().join() === 'true,false,true,true', 'the other sign-in is cut at the other node');
    value(await (await signIn(input.newPassword)).api('logoutEverywhere'));
    await until(() => connected().join() === 'false,false,false,true', 'all of them are cut, and nobody else');
  });

  it('[S10] both nodes tell the same party time', async () => {
    const { host, friend } = await acrossNodes();
    const apart = async () => {
      const before = value(await host.socket.request('clock-ping', {}));
      const between = value(await friend.socket.request('clock-ping', {}));
      const after = value(await host.socket.request('clock-ping', {}));
      // Where the second node's reading must lie if the clocks agree, with a millisecond for both estimates.
      return between.t2 >= before.t3 - 1 && between.t3 <= after.t2 + 1;
    };
    for (let n = 0; n < 20; n++) expect(await apart()).toBe(true);
  });

  it('[P3] a member of another node who is kicked hears it and nothing more', async () => {
    const { host, friend } = await acrossNodes();
    value(await host.socket.request('kick-member', { memberId: friend.id, ban: true }));
    expect(await friend.socket.hears('party-closed')).toEqual({ reason: 'banned' });
    const before = friend.socket.heard.length;
    value(await host.command('video-seek', 99));
    await host.socket.hears('video-seek', (change) => change.timeline.position === 99);
    expect(codeOf(await friend.command('video-seek', 1))).toBe('not-a-member');
    expect(friend.socket.heard.slice(before)).toEqual([]);
  });

  it('[R7] the seat goes to the newest connection, at whichever node', async () => {
    const { host, friend, partyCode } = await acrossNodes();
    const again = friend.at(one);
    await again.join(partyCode);
    expect(await friend.socket.hears('party-closed')).toEqual({ reason: 'elsewhere' });
    value(await again.command('video-seek', 7));
    await host.socket.hears('video-seek', (change) => change.timeline.position === 7);
    expect(again.snapshot.members.map((member) => member.id).sort()).toEqual([host.id, friend.id].sort());
  });

  it('[P3] when a party ends everybody hears it, at the node that ended it too', async () => {
    const { host, friend, partyCode } = await acrossNodes();
    const beside = await TestUser.guest(one.url, 'Beside');
    await beside.join(partyCode);
    value(await host.api('endParty', { code: partyCode }));
    for (const user of [host, friend, beside])
      expect(await user.socket.hears('party-closed')).toEqual({ reason: 'ended' });
  });

  it(`[S3] ${COMMANDS} concurrent commands from both nodes: each applied once, every rev once`, async () => {
    const { host, friend, partyCode } = await acrossNodes();
    const more = await Promise.all([TestUser.guest(one.url), TestUser.guest(two.url)]);
    for (const user of more) await user.join(partyCode);
    const users = [host, friend, ...more];
    const revs = new Map<string, number>();
    const send = async (n: number) => {
      const commandId = `c${n}`;
      const user = users[n % users.length]!;
      for (let attempt = 0; attempt < TRIES; attempt++) {
        const done = await user.command('video-seek', n / 10, { commandId, baseRev: 0 });
        if (done.ok) return void revs.set(commandId, done.value.timeline.rev);
        expect(codeOf(done)).toBe('conflict');
      }
    };
    for (let n = 0; n < COMMANDS; n += AT_ONCE) await Promise.all([...Array(AT_ONCE).keys()].map((i) => send(n + i)));

    expect(revs.size).toBe(COMMANDS);
    expect([...revs.values()].sort((a, b) => a - b)).toEqual([...Array(COMMANDS).keys()].map((n) => n + 1));
    for (const user of users) {
      const heard = await until(() => {
        const all = user.socket.all('video-seek');
        return all.length >= COMMANDS ? all : null;
      }, 'all the seeks');
      expect(new Set(heard.map((change) => change.commandId)).size).toBe(COMMANDS);
      expect(new Set(heard.map((change) => change.timeline.rev)).size).toBe(COMMANDS);
      for (const change of heard) expect(revs.get(change.commandId!)).toBe(change.timeline.rev);
    }
    const [here, there] = await Promise.all(users.slice(0, 2).map((user) => user.socket.request('request-sync', {})));
    expect(value(here!).timeline).toEqual(value(there!).timeline);
  }, 120_000);

  it('[R2] without the database: commands still reach everybody, the sender hears unavailable, then all is well by itself', async () => {
    const { host, friend } = await acrossNodes();
    await mongo!.kill();
    const during = await host.command('video-seek', 41, { commandId: 'during' });
    expect(codeOf(during)).toBe('unavailable');
    await friend.socket.hears('video-seek', (change) => change.timeline.position === 41);
    expect(codeOf(await friend.socket.request('send-chat', { messageId: 'late', text: 'x' }))).toBe('unavailable');
    await mongo!.restart();
    await until(async () => (await friend.command('video-seek', 42, { commandId: 'after' })).ok, 'commands work again');
    // The retry of what was not acknowledged is acknowledged now, and was applied once.
    value(await host.command('video-seek', 41, { commandId: 'during' }));
    expect(host.socket.all('video-seek').filter((change) => change.commandId === 'during')).toHaveLength(1);
    await until(
      async () => (await friend.socket.request('send-chat', { messageId: 'late', text: 'x' })).ok,
      'chat works again',
    );
  });

  it('[R2] without Redis: clear words, and when it is back, empty, the party goes on where it was, nobody joins anew', async () => {
    const { host, friend, partyCode } = await acrossNodes();
    value(await host.command('video-seek', 50));
    const before = (await friend.socket.hears('video-seek')).timeline;
    await redis!.kill();
    expect(codeOf(await host.command('video-seek', 51))).toBe('unavailable');
    expect(host.socket.raw.connected && friend.socket.raw.connected).toBe(true);
    await redis!.restart();
    const moved = { commandId: randomUUID() };
    await until(async () => (await friend.command('video-seek', 52, moved)).ok, 'commands work again', 20_000);
    // By the command, or anew if the host's node did not hear the other one again when it came.
    const heard = await until(() => (host.timeline().position === 52 ? host.timeline() : null), 'the host knows of it');
    expect(heard.rev).toBeGreaterThan(before.rev);
    expect(heard.epoch).toBe(before.epoch);
    const here = async () => {
      const { members } = value(await host.socket.request('request-sync', {}));
      return members.filter((member) => member.connected).length === 2 ? members : null;
    };
    const members = await until(here, 'both are seen as connected', 20_000);
    expect(members.find((member) => member.id === host.id)?.role).toBe('host');
    expect(value(await host.api('getParty', { code: partyCode })).party.partyCode).toBe(partyCode);
  }, 60_000);
});
