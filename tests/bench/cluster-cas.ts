import { performance } from 'node:perf_hooks';
import { openSharedState } from '../../server/live/redis/shared-state.ts';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import { median, quantile } from '../../shared/playback/order-statistics.ts';
import { codeOf, TestUser } from '../support/client.ts';
import { startMongo } from '../support/mongo.ts';
import { startRedis } from '../support/redis.ts';
import { scratchDir, startServer } from '../support/server.ts';

/**
 * Many commands on one party from two nodes at once: is each applied once, how long does it take, how often is the race
 * lost? Run: `npm run bench:cluster -- [commands] [at once] [store: mongo | files]`
 * With `files` both nodes share one embedded store inside this process: measures the live state alone.
 */
const COMMANDS = Number(process.argv[2] ?? 100_000);
const AT_ONCE = Number(process.argv[3] ?? 32);
const STORE = process.argv[4] ?? 'files';
const PROGRESS_MS = 5_000;
const WIDE = { burst: 1e9, perSecond: 1e9 };

const redis = await startRedis();
if (!redis) throw new Error('no redis-server here');
const mongo = STORE === 'mongo' ? await startMongo() : null;
const files = mongo ? null : await openEmbeddedStore(await scratchDir());
const nodes = await Promise.all(
  [1, 2].map(async () => {
    const { live, clock, adapter } = await openSharedState({ url: redis.url });
    const store = mongo ? await openMongoStore({ uri: mongo.uri }) : files!;
    return startServer({ store, live, clock, adapter, rates: { 'video-seek': WIDE } });
  }),
);
const host = await TestUser.guest(nodes[0]!.url, 'Host');
const { partyCode } = await host.create();
await host.join(partyCode);
const users = [host];
for (let n = 1; n < 4; n++) {
  const user = await TestUser.guest(nodes[n % 2]!.url, `Friend ${n}`);
  await user.join(partyCode);
  users.push(user);
}

const { epoch, mediaKey } = host.snapshot.timeline;

const revs = new Map<string, number>();
const times: number[] = [];
const other = new Map<string, number>();
let next = 0;
async function worker(who: number): Promise<void> {
  const user = users[who % users.length]!;
  for (let n = next++; n < COMMANDS; n = next++) {
    const commandId = `c${n}`;
    const start = performance.now();
    // A command's own `rev` is in the first acknowledgement; a retry's tells where the party is by then.
    for (;;) {
      const done = await user.command('video-seek', n % 3_600, {
        commandId,
        baseRev: 0,
        epoch,
        mediaKey,
      });
      if (done.ok) {
        revs.set(commandId, done.value.timeline.rev);
        break;
      }
      if (codeOf(done) !== 'conflict') throw new Error(`refused: ${codeOf(done)}`);
      other.set(codeOf(done), (other.get(codeOf(done)) ?? 0) + 1);
    }
    times.push(performance.now() - start);
    // What was heard is counted elsewhere; kept here it would fill the memory.
    if (n % 1_000 === 0) for (const one of users) one.socket.heard.length = 0;
  }
}
const start = performance.now();
const progress = setInterval(() => {
  const done = times.length;
  const perSecond = done / ((performance.now() - start) / 1000);
  console.error(`${done} of ${COMMANDS}, ${perSecond.toFixed(0)} a second`);
}, PROGRESS_MS);
await Promise.all([...Array(AT_ONCE).keys()].map(worker));
clearInterval(progress);
const seconds = (performance.now() - start) / 1000;

const sorted = [...revs.values()].sort((a, b) => a - b);
const once = sorted.every((rev, n) => rev === n + 1) && sorted.length === COMMANDS;
console.log(
  `${COMMANDS} commands, ${AT_ONCE} at once, from 4 members at 2 nodes, store: ${mongo?.kind ?? 'embedded files'}`,
);
console.log(`each applied once, revs 1 to ${COMMANDS} without a gap: ${once ? 'yes' : 'NO'}`);
console.log(`${seconds.toFixed(1)} s, ${Math.round(COMMANDS / seconds)} a second`);
console.log(
  `acknowledged after p50 ${median(times).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`,
);
console.log(`refused and asked again: ${JSON.stringify(Object.fromEntries(other))}`);
for (const node of nodes) await node.close().catch(() => undefined);
await redis.close();
await mongo?.close();
process.exit(once ? 0 : 1);
