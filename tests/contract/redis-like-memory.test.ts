import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../scripts/prerequisites.ts';
import type { LiveState } from '../../server/live/live-state.ts';
import { memoryLiveState } from '../../server/live/memory-live-state.ts';
import { openRedisLiveState } from '../../server/live/redis/redis-live-state.ts';
import type { LiveParty } from '../../server/party/live-party.ts';
import type { Status } from '../../shared/party/party.ts';
import { until } from '../support/poll.ts';
import { freePort, type RunningProcess, startProcess } from '../support/process.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';

// Few, so that calls meet: most reports must come from who has the seat.
const MEMBERS = ['ana', 'ben'];
const CONNECTIONS = ['c1', 'c2'];
const ROLES = ['sweep', 'clean'];
const LEASE_MS = 30_000;

const member = fc.constantFrom(...MEMBERS);
const connection = fc.constantFrom(...CONNECTIONS);
const status: fc.Arbitrary<Status> = fc.record({
  state: fc.constantFrom('no-film', 'in-step', 'buffering', 'other-title', 'ad'),
  skewMs: fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((n) => n + 0)),
  clockBoundMs: fc.constantFrom(null, 0.1 + 0.2, 12),
  ready: fc.boolean(),
});
const timing = fc.option(fc.record({ rtt: fc.constant(20.3), jitterP95: fc.constant(1e-7), startLatency: fc.nat() }));

const seat = fc.record({ memberId: member, connectionId: connection });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('attach' as const), seat }) },
  fc.record({ kind: fc.constant('detach' as const), seat }),
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('report' as const), seat, report: fc.record({ status, timing }) }),
  },
  fc.record({ kind: fc.constant('renew' as const), seats: fc.array(seat, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('forget' as const), memberId: member }),
  fc.record({ kind: fc.constant('create' as const), version: fc.nat({ max: 3 }) }),
  fc.record({ kind: fc.constant('replace' as const), expected: fc.nat({ max: 6 }), version: fc.nat({ max: 6 }) }),
  fc.record({ kind: fc.constant('remove' as const) }),
  fc.record({
    kind: fc.constant('lease' as const),
    role: fc.constantFrom(...ROLES),
    owner: connection,
    ttlMs: fc.nat(900),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const party = (partyId: string, version: number) =>
  ({ id: partyId, version, applied: [], holdStarts: {}, restoredAt: 1_700_000_000_000.123 }) as unknown as LiveParty;

/** @param known members that this run has put in: who is not there is renewed by Redis alone (it may have lost its memory) */
async function play(live: LiveState, partyId: string, one: Step, now: number, known: ReadonlySet<string>) {
  switch (one.kind) {
    case 'attach':
      return live.attach({ partyId, ...one.seat }, now, LEASE_MS);
    case 'detach':
      return live.detach({ partyId, ...one.seat }, now);
    case 'report':
      return live.report({ partyId, ...one.seat }, one.report, now);
    case 'renew':
      return live.renew(
        one.seats.filter((s) => known.has(s.memberId)).map((s) => ({ partyId, ...s })),
        now,
        LEASE_MS,
      );
    case 'forget':
      return live.forget(partyId, one.memberId);
    case 'create':
      return live.create(party(partyId, one.version));
    case 'replace':
      return live.compareAndSet(one.expected, party(partyId, one.version));
    case 'remove':
      return live.remove(partyId);
    case 'lease':
      return live.lease(`${one.role}-${partyId}`, one.owner, now, one.ttlMs);
  }
}

const sorted = async (live: LiveState, partyId: string) =>
  (await live.presence(partyId)).sort((a, b) => a.memberId.localeCompare(b.memberId));

let run = 0;
function describeSameAsMemory(name: string, open: () => Promise<{ live: LiveState; close(): Promise<void> }>) {
  describe(name, () => {
    let made: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      made = await open();
    });
    afterAll(() => made?.close());

    it('[R1] answers any sequence of calls as the memory of one node does', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
          const memory = memoryLiveState();
          const partyId = `party-${run++}`;
          let now = 1_700_000_000_000.0625;
          for (const one of steps) {
            now += 333.1;
            const known = new Set((await memory.presence(partyId)).map((p) => p.memberId));
            const here = await play(made.live, partyId, one, now, known);
            expect(here).toEqual(await play(memory, partyId, one, now, known));
            expect(await sorted(made.live, partyId)).toEqual(await sorted(memory, partyId));
            expect(await made.live.load(partyId)).toEqual(await memory.load(partyId));
          }
        }),
        { numRuns: 80 },
      );
    });
  });
}

const found = findProgram(['redis-server']);
let server: RedisServer | null = null;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server?.close());

describe.skipIf(!found)('redis live state', () => {
  describeSameAsMemory('one redis-server', async () => {
    const live = await openRedisLiveState({ url: server!.url });
    return { live, close: () => live.close() };
  });

  // A script that touched two slots would be refused here (CROSSSLOT), though on one node.
  describeSameAsMemory('a redis-server in cluster mode', async () => {
    const port = await freePort();
    const cwd = mkdtempSync(path.join(os.tmpdir(), 'watchparty-redis-cluster-'));
    const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--cluster-enabled', 'yes'];
    const running: RunningProcess = await startProcess('redis-server', args, port, { cwd });
    const admin = await createClient({ url: `redis://127.0.0.1:${port}` }).connect();
    await admin.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', '0', '16383']);
    const info = async () => String(await admin.sendCommand(['CLUSTER', 'INFO']));
    await until(async () => (await info()).includes('cluster_state:ok'), 'the cluster serves all slots');
    admin.destroy();
    const live = await openRedisLiveState({ url: `redis://127.0.0.1:${port}` });
    return {
      live,
      async close() {
        await live.close();
        await running.kill();
        rmSync(cwd, { recursive: true });
      },
    };
  });
});
