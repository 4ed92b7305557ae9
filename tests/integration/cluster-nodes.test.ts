import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../scripts/prerequisites.ts';
import { readConfig } from '../../server/config.ts';
import { partyAcross, TestUser, value } from '../support/client.ts';
import { findMongo, type MongoServer, startMongo } from '../support/mongo.ts';
import { until } from '../support/poll.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { type ServerProcess, spawnServer } from '../support/server-process.ts';

const found = findProgram(['redis-server']) ? findMongo() : null;
let redis: RedisServer | null = null;
let mongo: MongoServer | null = null;
const JWT_SECRET = 'the-same-secret-on-every-node-of-the-cluster';

const environment = () => ({ PORT: '0', MONGODB_URI: mongo!.uri, REDIS_URL: redis!.url, JWT_SECRET });

describe.skipIf(!found)('nodes that come and go', () => {
  let one: ServerProcess;
  let two: ServerProcess;
  const started: ServerProcess[] = [];
  const startNode = async () => {
    const node = await spawnServer(environment());
    started.push(node);
    return node;
  };
  beforeAll(async () => {
    [redis, mongo] = await Promise.all([startRedis(), startMongo()]);
    [one, two] = await Promise.all([startNode(), startNode()]);
  });
  afterAll(async () => {
    await Promise.all(started.map((node) => node.kill('SIGKILL')));
    await redis?.close();
    await mongo?.close();
  });

  /** A friend at the first node, the host and another friend at the second; the film runs. */
  async function watching() {
    const { host, friend, partyCode } = await partyAcross(two, one);
    const other = await TestUser.guest(two.url, 'Other');
    await other.join(partyCode);
    value(await host.command('video-play', 100));
    value(await host.socket.request('send-chat', { messageId: 'm1', text: 'before' }));
    await friend.socket.hears('video-play');
    return { host, friend, other, partyCode };
  }

  it('[R1] kill -9 of a node: its members go on at the other with seat, role and timeline; nothing acknowledged is lost', async () => {
    const { host, friend, other, partyCode } = await watching();
    const acknowledged: number[] = [];
    const seeking = (async () => {
      for (let n = 1; ; n++) {
        const done = await host.command('video-seek', 100 + n, { baseRev: 0 });
        if (!done.ok) return;
        acknowledged.push(done.value.timeline.rev);
      }
    })().catch(() => undefined); // The node is dead.
    await until(() => acknowledged.length >= 5, 'commands were acknowledged');
    await two.kill('SIGKILL');
    const died = performance.now();

    const [host2, other2] = [host.at(one), other.at(one)];
    const [snapshot] = await Promise.all([host2.join(partyCode), other2.join(partyCode)]);
    expect(performance.now() - died).toBeLessThan(2_000);
    expect(snapshot.you).toBe(host.id);
    expect(snapshot.members).toHaveLength(3);
    expect(snapshot.members.find((member) => member.id === host.id)?.role).toBe('host');
    expect(snapshot.timeline.rev).toBeGreaterThanOrEqual(acknowledged.at(-1)!);
    expect(snapshot.timeline.playing).toBe(true);
    expect(snapshot.chat.map((message) => message.text)).toEqual(['before']);
    value(await host2.socket.request('set-role', { memberId: friend.id, role: 'co-host' }));
    value(await other2.command('video-seek', 500));
    await friend.socket.hears('video-seek', (change) => change.timeline.position === 500);
    await seeking;
  }, 60_000);

  it('[R6] a drained node tells its members and leaves those of the other node alone', async () => {
    two = await startNode();
    const { host, friend, other, partyCode } = await watching();
    value(await host.status('in-step', true));
    value(await other.status('buffering', false));
    const anew = await TestUser.guest(two.url, 'Anew');
    await anew.join(partyCode);
    value(await anew.status('in-step', true));
    value(await anew.socket.request('join-party', { partyCode }));
    // As the extension does.
    for (const { socket } of [host, other, anew]) socket.raw.once('server-draining', () => socket.raw.disconnect());
    const stopped = two.kill('SIGTERM');
    expect((await host.socket.hears('server-draining')).retryAfterMs).toBeLessThan(300);
    expect(await stopped).toBe(0);
    expect(friend.socket.raw.connected).toBe(true);
    expect(friend.socket.all('server-draining')).toEqual([]);
    const shown = value(await friend.socket.request('request-sync', {})).members;
    const isShown = ({ id }: TestUser) => shown.find((member) => member.id === id)?.connected;
    expect(isShown(host), 'who is ready sits on').toBe(true);
    expect(isShown(other), 'whom the party would wait for does not').toBe(false);
    expect(isShown(anew), 'nor who sat down since and has said nothing yet').toBe(false);
    const back = host.at(one);
    const snapshot = await back.join(partyCode);
    expect(snapshot.members.find((member) => member.id === host.id)?.role).toBe('host');
    value(await friend.command('video-pause', 120));
    await back.socket.hears('video-pause');
    const told = friend.socket.all('member-updated').filter((member) => member.id === host.id);
    expect(told.map((member) => member.connected)).not.toContain(false);
  }, 60_000);

  it('[R6] [S29] who never comes back from a drained node is away when their lease is over', async () => {
    two = await startNode();
    const { host, friend } = await watching();
    value(await host.status('in-step', true));
    host.socket.raw.once('server-draining', () => host.socket.raw.disconnect());
    expect(await two.kill('SIGTERM')).toBe(0);
    const isAway = () =>
      friend.socket.all('member-updated').some(({ id, connected }) => id === host.id && connected === false);
    expect(isAway()).toBe(false);
    await until(isAway, 'the friend is told', 60_000);
  }, 90_000);
});

describe('settings of several nodes', () => {
  const refusal = (env: Record<string, string>) => {
    try {
      return readConfig(env);
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('[A2] nodes without a common secret or a common database do not start, and say why', () => {
    const redisUrl = { REDIS_URL: 'redis://:hidden@127.0.0.1' };
    expect(refusal(redisUrl)).toContain('MONGODB_URI');
    expect(refusal({ ...redisUrl, MONGODB_URI: 'mongodb://127.0.0.1/x' })).toContain('JWT_SECRET');
    expect(refusal({ ...redisUrl, MONGODB_URI: 'mongodb://127.0.0.1/x', JWT_SECRET })).toMatchObject(redisUrl);
  });

  it('[B4] passwords in addresses are never printed', () => {
    for (const name of ['MONGODB_URI', 'REDIS_URL']) {
      const words = refusal({ [name]: 'http://user:hidden@db/x' });
      expect(words).toContain(`${name} must begin with`);
      expect(words).not.toContain('hidden');
    }
  });
});
