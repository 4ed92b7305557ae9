import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LiveState } from '../../server/live/live-state.ts';
import { openSharedState } from '../../server/live/redis/shared-state.ts';
import { RESTORE_REV_STEP } from '../../server/party/rules.ts';
import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import type { ChatStore } from '../../server/store/store.ts';
import { codeOf, partyAcross, value } from '../support/client.ts';
import { until } from '../support/poll.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { found, redisAndDatabase, SECRET } from './redis-and-database.ts';

const parts = redisAndDatabase();

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
  const shared = await openSharedState({ url: parts.redis.url });
  const compareAndSet: LiveState['compareAndSet'] = async (expected, next, until) => {
    faults.beforeWrite();
    const done = await shared.live.compareAndSet(expected, next, until);
    await faults.afterWrite();
    return done;
  };
  const store = await openMongoStore({ uri: parts.mongo.uri });
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
  afterEach(() => parts.redis.goOn());

  async function acrossNodes() {
    const { host, friend, partyCode } = await partyAcross(one, two);
    await host.socket.hears('member-joined');
    return { host, friend, partyCode };
  }
  /** From the next write on Redis takes what comes and answers nothing. */
  const hangAtWrite = () => {
    faults.beforeWrite = () => {
      faults.beforeWrite = nothing;
      parts.redis.hang();
    };
  };

  it('[S3] [R2] a command that Redis did too late is told to the room once, as what it is, when it is asked again', async () => {
    const { host, friend } = await acrossNodes();
    hangAtWrite();
    expect(codeOf(await host.command('video-seek', 77, { commandId: 'late' }))).toBe('unavailable');
    parts.redis.goOn();
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
    parts.redis.goOn();
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
    parts.redis.goOn();
    expect(await friend.socket.hears('party-closed')).toEqual({ reason: 'banned' });
    expect((await host.socket.hears('member-left')).memberId).toBe(friend.id);
  }, 30_000);

  it('[S4] if another node went on from it meanwhile, everybody is made to look', async () => {
    const { host, friend } = await acrossNodes();
    hangAtWrite();
    expect(codeOf(await host.socket.request('set-role', { memberId: friend.id, role: 'co-host' }))).toBe('unavailable');
    // The other node is the first that Redis serves, and goes on from a state that nobody was told of.
    faults.beforeWrite = nothing;
    parts.redis.goOn();
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
