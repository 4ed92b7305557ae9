import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createShardedAdapter } from '@socket.io/redis-adapter';
import { createAdapter as createStreamsAdapter } from '@socket.io/redis-streams-adapter';
import { createClient } from 'redis';
import { Server } from 'socket.io';
import { io as connect } from 'socket.io-client';
import { median, quantile } from '../../shared/playback/order-statistics.ts';
import { startRedis } from '../support/redis.ts';

/**
 * Which Socket.IO adapter between nodes: how long a broadcast of one node takes to a socket of another, and what it costs.
 * Two node processes, one redis-server, a message as large as a `video-play`. Run: `npm run bench:adapters`
 */

const VARIANTS = ['sharded-static', 'sharded-dynamic', 'streams'] as const;
type Variant = (typeof VARIANTS)[number];
const RATES_PER_S = [50, 300];
const SECONDS = 3;
const ROUNDS = 2;
const ROOM = 'party:1';
const BODY = {
  timeline: { epoch: 1, mediaKey: 'youtube:abcdefghijk', rev: 1, playing: true, position: 1.5, at: 1.7e12, rate: 1 },
  by: { memberId: '5e0f2c1a-9d3b-4f6e-8a7c-1b2d3e4f5a6b', name: 'Ana' },
  commandId: '5e0f2c1a-9d3b-4f6e-8a7c-1b2d3e4f5a6b',
  reason: 'command',
  hold: null,
};

type Order = { kind: 'emit'; perSecond: number; count: number } | { kind: 'hear'; count: number } | { kind: 'report' };
interface Report {
  latenciesMs: number[];
  cpuMs: number;
}

/** CLOCK_MONOTONIC: one clock for all processes of a machine. */
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

async function makeAdapter(variant: Variant, url: string) {
  const client = createClient({ url });
  await client.connect();
  if (variant === 'streams') return createStreamsAdapter(client);
  const ears = client.duplicate();
  await ears.connect();
  return createShardedAdapter(client, ears, { subscriptionMode: variant === 'sharded-static' ? 'static' : 'dynamic' });
}

/** A node: a server, and one member of the room connected to it. */
async function node(variant: Variant, url: string): Promise<void> {
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'], adapter: (await makeAdapter(variant, url)) as never });
  server.on('connection', (socket) => void socket.join(ROOM));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const member = connect(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports: ['websocket'] });
  let latenciesMs: number[] = [];
  let expected = Number.POSITIVE_INFINITY;
  member.on('video-play', ({ sentAt, from }: { sentAt: number; from: number }) => {
    if (from === process.pid) return;
    latenciesMs.push(nowMs() - sentAt);
    if (latenciesMs.length === expected) process.send?.('heard');
  });
  await once(member as never, 'connect');
  let cpu = process.cpuUsage();
  process.on('message', (order: Order) => {
    if (order.kind === 'report') {
      const used = process.cpuUsage(cpu);
      process.send?.({ latenciesMs, cpuMs: (used.user + used.system) / 1000 } satisfies Report);
      latenciesMs = [];
      cpu = process.cpuUsage();
      return;
    }
    if (order.kind === 'hear') {
      expected = order.count;
      if (latenciesMs.length >= expected) process.send?.('heard');
      return;
    }
    const start = nowMs();
    let sent = 0;
    const timer = setInterval(() => {
      const due = Math.min(order.count, Math.floor(((nowMs() - start) / 1000) * order.perSecond));
      for (; sent < due; sent++) server.to(ROOM).emit('video-play', { ...BODY, sentAt: nowMs(), from: process.pid });
      if (sent < order.count) return;
      clearInterval(timer);
      process.send?.('sent');
    }, 2);
  });
  process.send?.('ready');
}

const told = async (child: ChildProcess) => (await once(child, 'message'))[0] as unknown;
const ask = (child: ChildProcess, order: Order) => {
  const answer = told(child);
  child.send(order);
  return answer;
};

async function redisCpuMs(url: string): Promise<number> {
  const client = await createClient({ url }).connect();
  const info = await client.info('cpu');
  client.destroy();
  return [...info.matchAll(/used_cpu_(?:sys|user):([\d.]+)/g)].reduce((sum, one) => sum + Number(one[1]) * 1000, 0);
}

async function measure(variant: Variant, url: string, perSecond: number) {
  const start = async () => {
    const child = fork(import.meta.filename, [variant, url], { execArgv: ['--import', 'tsx'] });
    await told(child);
    return child;
  };
  const [a, b] = [await start(), await start()];
  /** Sends, and waits until the other node's member has heard all of it. */
  const send = (count: number, pace: number) =>
    Promise.all([ask(a, { kind: 'emit', perSecond: pace, count }), ask(b, { kind: 'hear', count })]);
  await send(100, 100); // Warms up.
  await Promise.all([ask(a, { kind: 'report' }), ask(b, { kind: 'report' })]);
  const redisBefore = await redisCpuMs(url);
  const count = perSecond * SECONDS;
  await send(count, perSecond);
  const redisMs = (await redisCpuMs(url)) - redisBefore;
  const [from, to] = (await Promise.all([ask(a, { kind: 'report' }), ask(b, { kind: 'report' })])) as [Report, Report];
  a.kill('SIGKILL');
  b.kill('SIGKILL');
  return {
    latencies: to.latenciesMs,
    nodesMs: from.cpuMs + to.cpuMs,
    redisMs,
    count,
  };
}

async function main(): Promise<void> {
  const redis = await startRedis();
  if (!redis) throw new Error('no redis-server here');
  console.log(`${ROUNDS} rounds of ${SECONDS} s each, variants by turns; times in ms, CPU in microseconds a message\n`);
  console.log(
    '| adapter | messages/s | p50 | p95 | p99 | CPU of both nodes | CPU of Redis |\n|---|---|---|---|---|---|---|',
  );
  for (const perSecond of RATES_PER_S) {
    const all = new Map<Variant, Awaited<ReturnType<typeof measure>>[]>(VARIANTS.map((variant) => [variant, []]));
    for (let round = 0; round < ROUNDS; round++)
      for (const variant of VARIANTS) all.get(variant)?.push(await measure(variant, redis.url, perSecond));
    for (const [variant, rounds] of all) {
      const latencies = rounds.flatMap((one) => one.latencies);
      const sum = (pick: (one: (typeof rounds)[number]) => number) =>
        rounds.reduce((total, one) => total + pick(one), 0);
      const perMessage = (ms: number) => Math.round((ms * 1000) / sum((one) => one.count));
      const figures = [median(latencies), quantile(latencies, 0.95), quantile(latencies, 0.99)].map((ms) =>
        ms.toFixed(2),
      );
      const cpu = [perMessage(sum((one) => one.nodesMs)), perMessage(sum((one) => one.redisMs))];
      console.log(`| ${[variant, perSecond, ...figures, ...cpu].join(' | ')} |`);
    }
  }
  await redis.close();
}

const [variant, url] = process.argv.slice(2);
if (variant && url) await node(variant as Variant, url);
else await main();
