import net from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findProgram } from '../../scripts/prerequisites.ts';
import type { LiveState } from '../../server/live/live-state.ts';
import { openSharedState } from '../../server/live/redis/shared-state.ts';
import { RESTORE_REV_STEP } from '../../server/party/rules.ts';
import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import type { ChatStore } from '../../server/store/store.ts';
import { codeOf, partyAcross, TestUser, value } from '../support/client.ts';
import { type AwayReport, databaseAway } from '../support/database-away.ts';
import { findMongo, type MongoServer, startMongo } from '../support/mongo.ts';
import { until } from '../support/poll.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type ServerProcess, spawnServer } from '../support/server-process.ts';

const SECRET = 'the-same-secret-on-every-node-of-the-cluster';
const found = findProgram(['redis-server']) ? findMongo() : null;
let redis: RedisServer;
let mongo: MongoServer;
/** Beside all of this file, which takes as long anyway: begun with it, judged at its end. */
const AWAY_MS = 30_000;
let away: Promise<AwayReport> | undefined;
/** A server that is ours to kill. */
const ours = found !== null && found.kind !== 'given';
beforeAll(async () => {
  if (ours) away = databaseAway(AWAY_MS);
  away?.catch(() => undefined); // told at the end
  if (found) [redis, mongo] = (await Promise.all([startRedis(), startMongo()])) as [RedisServer, MongoServer];
});
afterAll(async () => {
  await redis?.close();
  await mongo?.close();
});

interface Faults {
  /** Called before a compare-and-set is sent. */
  beforeWrite(): void;
  /** Waited for after it is done, before the node knows. */
  afterWrite(): Promise<void> | void;
  /** Called after a message is in, before the server knows. */
  afterInsert(): void;
}

/** A node in this process, whose next write can be made to go wrong at one exact point. */
async function startNode(faults: Faults): Promise<TestServer> {
  const shared = await openSharedState({ url: redis.url });
  const compareAndSet: LiveState['compareAndSet'] = async (expected, next, until) => {
    faults.beforeWrite();
    const done = await shared.live.compareAndSet(expected, next, until);
    await faults.afterWrite();
    return done;
  };
  const store = await openMongoStore({ uri: mongo.uri });
  const append: ChatStore['append'] = async (partyId, message) => {
    const appended = await store.chat.append(partyId, message);
    faults.afterInsert();
    return appended;
  };
  return startServer({
    ...shared,
    store: { ...store, chat: { ...store.chat, append } },
    live: { ...shared.live, compareAndSet },
    secret: SECRET,
  });
}

const nothing = () => undefined;
const BEATS_MS = 25_000;
const WELL: Faults = { beforeWrite: nothing, afterWrite: nothing, afterInsert: nothing };

describe.skipIf(!found)('a write whose answer comes late', () => {
  const faults: Faults = { ...WELL };
  let one: TestServer;
  let two: TestServer;
  beforeAll(async () => {
    [one, two] = await Promise.all([startNode(faults), startNode(WELL)]);
  });
  afterAll(async () => {
    await Promise.allSettled([one?.close(), two?.close()]);
  });
  /** Some beats old when its test comes. */
  let early: Awaited<ReturnType<typeof acrossNodes>>;
  beforeAll(async () => {
    early = await acrossNodes();
  });
  beforeEach(() => Object.assign(faults, WELL));
  afterEach(() => redis.goOn());

  async function acrossNodes() {
    const { host, friend, partyCode } = await partyAcross(one, two);
    await host.socket.hears('member-joined');
    return { host, friend, partyCode };
  }
  /** From the next write on Redis takes what comes and answers nothing. */
  const hangAtWrite = () => {
    faults.beforeWrite = () => {
      faults.beforeWrite = nothing;
      redis.hang();
    };
  };

  it('[S3] [R2] a command that Redis did too late is told to the room once, as what it is, when it is asked again', async () => {
    const { host, friend } = await acrossNodes();
    hangAtWrite();
    expect(codeOf(await host.command('video-seek', 77, { commandId: 'late' }))).toBe('unavailable');
    redis.goOn();
    const again = () => host.command('video-seek', 77, { commandId: 'late' });
    const done = value((await until(async () => ((await again()).ok ? again() : null), 'it is acknowledged'))!);
    const heard = await friend.socket.hears('video-seek', (change) => change.commandId === 'late');
    expect(heard.timeline).toEqual(done.timeline);
    value(await host.command('video-seek', 78));
    await friend.socket.hears('video-seek', (change) => change.timeline.position === 78);
    for (const user of [host, friend])
      expect(user.socket.all('video-seek').map((change) => change.timeline.rev)).toEqual([1, 2]);
  }, 30_000);

  it('[S27] a command that Redis comes to when its sender has given it up is not carried out, and the next press is', async () => {
    const { host, friend } = await acrossNodes();
    const last = value(await host.socket.request('clock-ping', {})).t3 + 1_000;
    hangAtWrite();
    const late = { commandId: 'late', until: last };
    expect(codeOf(await host.command('video-seek', 77, late))).toBe('unavailable');
    expect(Date.now()).toBeGreaterThan(last);
    redis.goOn();
    // Asked again by who does not know: an honest no.
    await until(async () => codeOf(await host.command('video-seek', 77, late)) === 'too-late', 'Redis goes on');
    value(await host.command('video-seek', 78, { commandId: 'next', until: last + 60_000 }));
    await friend.socket.hears('video-seek', (change) => change.commandId === 'next');
    for (const user of [host, friend])
      expect(user.socket.all('video-seek').map(({ commandId, timeline }) => [commandId, timeline.rev])).toEqual([
        ['next', 1],
      ]);
  }, 30_000);

  it('[P3] a kick that Redis did too late is carried out though nobody asks again', async () => {
    const { host, friend } = await acrossNodes();
    hangAtWrite();
    expect(codeOf(await host.socket.request('kick-member', { memberId: friend.id, ban: true }))).toBe('unavailable');
    redis.goOn();
    expect(await friend.socket.hears('party-closed')).toEqual({ reason: 'banned' });
    expect((await host.socket.hears('member-left')).memberId).toBe(friend.id);
  }, 30_000);

  it('[S4] if another node went on from it meanwhile, everybody is made to look', async () => {
    const { host, friend } = await acrossNodes();
    hangAtWrite();
    expect(codeOf(await host.socket.request('set-role', { memberId: friend.id, role: 'co-host' }))).toBe('unavailable');
    // The other node is the first that Redis serves, and goes on from a state that nobody was told of.
    faults.beforeWrite = nothing;
    redis.goOn();
    await until(async () => (await friend.command('video-seek', 5, { commandId: 'on' })).ok, 'the other node goes on');
    const sync = value(await friend.socket.request('request-sync', {}));
    expect(sync.members.find((member) => member.id === friend.id)?.role).toBe('co-host');
    const told = () =>
      friend.socket.all('member-updated').some((member) => member.role === 'co-host') ||
      friend.socket.all('video-pause').some((change) => change.timeline.rev >= RESTORE_REV_STEP);
    await until(told, 'the change itself, or a gap that makes everybody look');
  }, 30_000);

  it('[P3] what was changed by a node that never said so is told by the others’ beat, once', async () => {
    const { host, friend } = early;
    await friend.socket.hears('video-pause', ({ reason }) => reason === 'restored'); // the beat knows this party
    // As if the node had died there: done, and not a word of it.
    faults.afterWrite = () => new Promise(() => {});
    void host.socket.request('set-role', { memberId: friend.id, role: 'co-host' }).catch(nothing);
    const own = (member: { id: string; role: string }) => member.id === friend.id && member.role === 'co-host';
    // Two beats, and one more where one of them writes instead.
    await until(() => friend.socket.all('member-updated').find(own), 'the word of the other node', BEATS_MS);
    await friend.status('in-step', true);
    expect(friend.socket.all('member-updated').filter(own)).toHaveLength(1);
  }, 40_000);

  it('[S30] a message that was kept and not acknowledged is told when it is sent again, and not once more', async () => {
    const { host, friend } = await acrossNodes();
    const message = { messageId: 'm1', text: 'kept' };
    faults.afterInsert = () => {
      faults.afterInsert = nothing;
      throw new Error('the answer of the database is lost');
    };
    expect(codeOf(await host.socket.request('send-chat', message))).toBe('internal');
    expect(value(await host.socket.request('send-chat', message)).seq).toBe(1);
    expect(value(await host.socket.request('send-chat', message)).seq).toBe(1);
    value(await host.socket.request('send-chat', { messageId: 'm2', text: 'next' }));
    await friend.socket.hears('chat-message', (one) => one.text === 'next');
    for (const user of [host, friend]) expect(user.socket.all('chat-message').map((one) => one.seq)).toEqual([1, 2]);
    const taken = { messageId: 'd1', seq: 1 };
    faults.afterInsert = () => {
      faults.afterInsert = nothing;
      throw new Error('the answer of the database is lost');
    };
    expect(codeOf(await host.socket.request('delete-chat', taken))).toBe('internal');
    value(await host.socket.request('delete-chat', taken));
    await friend.socket.hears('chat-message', (one) => one.removes?.[0] === 1);
  }, 30_000);
});

/** Hands through what passes between a node and Redis, and calls when Redis has answered a request that holds a text. */
async function tappedRedis(port: number) {
  /** `lose`: what holds the text does not even arrive, and the line breaks. */
  const tap = { text: '', onAnswered: nothing as () => void, lose: false };
  const server = net.createServer((near) => {
    const far = net.connect(port, '127.0.0.1');
    let armed = false;
    near.on('data', (bytes) => {
      if (tap.text && bytes.includes(tap.text)) {
        if (tap.lose) {
          Object.assign(tap, { text: '', lose: false });
          return void near.destroy();
        }
        armed = true;
      }
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (!armed) return void near.write(bytes);
      tap.text = '';
      tap.onAnswered(); // and what it answered never arrives
    });
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const)
      end.on('error', nothing).on('close', () => other.destroy());
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port: own } = server.address() as net.AddressInfo;
  return { tap, url: `redis://127.0.0.1:${own}`, close: () => void server.close() };
}

describe.skipIf(!found)('a node that dies between a write and its word', () => {
  let one: ServerProcess;
  let two: ServerProcess;
  let tapped: Awaited<ReturnType<typeof tappedRedis>>;
  const started: ServerProcess[] = [];
  const startNodeAt = async (redisUrl: string) => {
    const node = await spawnServer({ PORT: '0', MONGODB_URI: mongo.uri, REDIS_URL: redisUrl, JWT_SECRET: SECRET });
    started.push(node);
    return node;
  };
  beforeAll(async () => {
    tapped = await tappedRedis(Number(new URL(redis.url).port));
    one = await startNodeAt(redis.url);
  });
  beforeEach(async () => {
    two = await startNodeAt(tapped.url);
  });
  afterAll(async () => {
    await Promise.all(started.map((node) => node.kill('SIGKILL')));
    tapped?.close();
  });

  async function acrossNodes() {
    const { host, friend, partyCode } = await partyAcross(two, one);
    value(await host.command('video-seek', 10));
    await friend.socket.hears('video-seek');
    return { host, friend, partyCode };
  }

  it('[R1] [S3] its command reaches the others with the retry at another node', async () => {
    const { host, friend, partyCode } = await acrossNodes();
    Object.assign(tapped.tap, { text: `${host.id}:dying`, onAnswered: () => two.child.kill('SIGKILL') });
    void host.command('video-seek', 50, { commandId: 'dying' }).catch(nothing);
    await two.exited;
    expect(friend.timeline().position).toBe(10);
    const back = host.at(one);
    await back.join(partyCode);
    expect(back.timeline().position).toBe(50);
    value(await back.command('video-seek', 50, { commandId: 'dying' }));
    await until(() => friend.timeline().position === 50, 'the friend knows of it', 2_000);
    expect(friend.timeline().rev).toBe(back.timeline().rev);
    value(await back.command('video-seek', 60));
    const next = await friend.socket.hears('video-seek', (change) => change.timeline.position === 60);
    expect(next.timeline.rev).toBe(back.snapshot.timeline.rev + 1);
  }, 60_000);

  it('[P3] whom it banned hears and reads nothing more, at another node', async () => {
    const { host, friend, partyCode } = await acrossNodes();
    const beside = await TestUser.guest(one.url, 'Beside');
    await beside.join(partyCode);
    value(await beside.socket.request('send-chat', { messageId: 'm', text: 'before' }));
    Object.assign(tapped.tap, { text: `"banned":["${friend.id}"`, onAnswered: () => two.child.kill('SIGKILL') });
    void host.socket.request('kick-member', { memberId: friend.id, ban: true }).catch(nothing);
    await two.exited;
    expect(friend.socket.all('party-closed')).toEqual([]);
    expect(codeOf(await friend.socket.request('fetch-chat', { afterSeq: 0 }))).toBe('not-a-member');
    expect(codeOf(await friend.socket.request('request-sync', {}))).toBe('not-a-member');
    expect(await friend.socket.hears('party-closed')).toEqual({ reason: 'banned' });
  }, 60_000);

  it('[P3] though they ask for nothing', async () => {
    const { host, friend } = await acrossNodes();
    Object.assign(tapped.tap, { text: `"banned":["${friend.id}"`, onAnswered: () => two.child.kill('SIGKILL') });
    void host.socket.request('kick-member', { memberId: friend.id, ban: true }).catch(nothing);
    await two.exited;
    expect(await until(() => friend.socket.all('party-closed')[0], 'it is put out', 8_000)).toEqual({
      reason: 'banned',
    });
  }, 60_000);

  it('[R2] a command whose word to the other nodes is lost with the line reaches them when the line is back', async () => {
    const { host, friend } = await acrossNodes();
    // The adapter's message, not the script that holds the timeline as JSON within JSON.
    Object.assign(tapped.tap, { text: '"commandId":"lost"', lose: true });
    value(await host.command('video-seek', 33, { commandId: 'lost' }));
    await until(() => friend.timeline().position === 33, 'the friend knows of it', 3_000);
    expect(friend.timeline()).toEqual(host.timeline());
  }, 60_000);

  it('[A2] who is signed out everywhere is cut though no word of it came', async () => {
    const { host, friend } = await acrossNodes();
    const store = await openMongoStore({ uri: mongo.uri });
    await store.users.bumpTokenVersion(friend.id);
    await until(() => !friend.socket.raw.connected, 'the socket is cut', 8_000);
    expect(host.socket.raw.connected).toBe(true);
    await store.close();
  }, 60_000);
});

describe.skipIf(!ours)('a database that is away for half a minute', () => {
  it('[R2] the party goes on, /readyz says so, nothing is lost or done twice, and all is kept when it is back', async () => {
    const { forS, kept, expected, ...seen } = (await away)!;
    expect(forS).toBeGreaterThanOrEqual(AWAY_MS / 1000);
    expect(seen).toEqual({
      commands: ['unavailable'],
      chat: ['unavailable'],
      guests: [503],
      unheard: [],
      readyz: ['ok', 'degraded', 'ok'],
      linesHeld: true,
      lost: [],
      doubled: [],
    });
    expect(kept).toEqual(expected);
  }, 60_000);
});
