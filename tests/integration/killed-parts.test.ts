import net from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import { codeOf, partyAcross, TestUser, value } from '../support/client.ts';
import { type AwayReport, databaseAway } from '../support/database-away.ts';
import { until } from '../support/poll.ts';
import { type ServerProcess, spawnServer } from '../support/server-process.ts';
import { found, redisAndDatabase, SECRET } from './redis-and-database.ts';

/** Beside all of this file, which takes as long anyway: begun with it, judged at its end. */
const AWAY_MS = 30_000;
let away: Promise<AwayReport> | undefined;
/** A server that is ours to kill. */
const ours = found !== null && found.kind !== 'given';
beforeAll(() => {
  if (ours) away = databaseAway(AWAY_MS);
  away?.catch(() => undefined); // told at the end
});
const parts = redisAndDatabase();

const nothing = () => undefined;

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
    const node = await spawnServer({
      PORT: '0',
      MONGODB_URI: parts.mongo.uri,
      REDIS_URL: redisUrl,
      JWT_SECRET: SECRET,
    });
    started.push(node);
    return node;
  };
  beforeAll(async () => {
    tapped = await tappedRedis(Number(new URL(parts.redis.url).port));
    one = await startNodeAt(parts.redis.url);
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
    const store = await openMongoStore({ uri: parts.mongo.uri });
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
