import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import type { Store } from '../../server/store/store.ts';
import { type Cluster, startCluster } from '../support/cluster.ts';
import { type DelayProxy, seededRandom, startDelayProxy } from '../support/delay-proxy.ts';
import { type Battlefield, type Blow, strike } from './blows.ts';
import { allIn, type ChaosParty, gather } from './crowd.ts';
import type { ChaosMember } from './member.ts';
import { judge, noFaults, type Verdict } from './verdict.ts';

export interface ChaosOptions {
  blows: readonly Blow[];
  members: number;
  parties: number;
  seed: number;
  /** Pause of a member between the acknowledgement of a command and its next, on average, ms. */
  paceMs?: number;
  /** How long what was killed stays away, ms. */
  awayMs?: number | undefined;
  onRound?(round: RoundReport): void;
}

export interface RoundReport extends Verdict {
  round: number;
  blow: Blow;
  hit: string;
  acknowledged: number;
  /** Ways back of this round, ms. */
  reconnects: number[];
  refusals: Record<string, number>;
  ways: { openMs: number; joinTries: number }[];
  seconds: number;
}

const LINK = { upMs: 5, downMs: 5, jitterMs: 2 };
const LINES = 2;
const PACE_MS = 4_000;
const BEFORE_MS = 1_000;
const AFTER_MS = 2_000;
/** Everything that was sent must be acknowledged by then, and everybody hold the same. */
const SETTLE_MS = 30_000;
/** A member may ask for a snapshot twice a second in the long run (P5). */
const LOOK_AGAIN_MS = 700;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A whole chaos run: a cluster, a crowd, one blow a round, and a verdict on every party after each. */
export async function chaos(options: ChaosOptions): Promise<RoundReport[]> {
  const cluster = await startCluster();
  const store = await openMongoStore({ uri: cluster.mongo.uri });
  const link = (seed: number) => startDelayProxy({ targetPort: cluster.nginx.port, link: LINK, seed });
  const proxies = await Promise.all(Array.from({ length: LINES }, (_, n) => link(options.seed + n)));
  const field: Battlefield = { cluster, proxies, random: seededRandom(options.seed), awayMs: options.awayMs };
  let parties: ChaosParty[] = [];
  try {
    parties = await gather({ cluster, store, proxies }, options);
    const reports: RoundReport[] = [];
    for (const [i, blow] of options.blows.entries()) {
      const report = await round(i + 1, blow, field, store, parties, options);
      reports.push(report);
      options.onRound?.(report);
    }
    return reports;
  } finally {
    await close(parties, store, proxies, cluster);
  }
}

async function close(parties: ChaosParty[], store: Store, proxies: DelayProxy[], cluster: Cluster): Promise<void> {
  for (const party of parties) for (const member of party.members) member.close();
  await store.close();
  await Promise.all(proxies.map((proxy) => proxy.close()));
  await cluster.close();
}

async function round(
  number: number,
  blow: Blow,
  field: Battlefield,
  store: Store,
  parties: readonly ChaosParty[],
  { paceMs = PACE_MS }: ChaosOptions,
): Promise<RoundReport> {
  const begun = performance.now();
  const everybody = parties.flatMap((party) => party.members);
  const before = new Map(everybody.map((one) => [one, one.acknowledged.length]));
  for (const one of everybody) {
    one.heard.length = 0;
    one.reconnects.length = 0;
    one.ways.length = 0;
    one.refusals.clear();
  }
  let silent = false;
  const talk = async (member: ChaosMember) => {
    await pause(field.random() * paceMs);
    while (!silent) {
      await member.sendNext();
      await pause((0.5 + field.random()) * paceMs);
    }
  };
  const talking = Promise.all(everybody.map(talk));
  talking.catch(() => undefined); // Told below; it must not end the process before.
  await pause(BEFORE_MS);
  const hit = await strike(blow, field);
  await pause(AFTER_MS);
  silent = true;
  await within(talking, SETTLE_MS, 'commands without an acknowledgement').catch((error: Error) => {
    const stuck = everybody
      .filter((one) => one.waits !== null)
      .map((one) => `${one.waits} ${JSON.stringify([...one.refusals])}`);
    throw new Error(`${error.message}: ${stuck.length} wait: ${stuck.slice(0, 8).join('; ')}`);
  });
  await allIn(parties, SETTLE_MS);

  const verdict = noFaults();
  for (const one of await Promise.all(parties.map((party) => settle(party, store, before))))
    for (const key of Object.keys(verdict) as (keyof Verdict)[]) verdict[key].push(...one[key]);
  const refusals: Record<string, number> = {};
  for (const one of everybody) for (const [code, n] of one.refusals) refusals[code] = (refusals[code] ?? 0) + n;
  return {
    round: number,
    blow,
    hit,
    ...verdict,
    acknowledged: everybody.reduce((sum, one) => sum + one.acknowledged.length - before.get(one)!, 0),
    reconnects: everybody.flatMap((one) => one.reconnects),
    refusals,
    ways: everybody.flatMap((one) => one.ways),
    seconds: (performance.now() - begun) / 1000,
  };
}

/** Judges a party as soon as nothing is wrong, at the latest after `SETTLE_MS`: news may still be on the way. */
async function settle(party: ChaosParty, store: Store, before: ReadonlyMap<ChaosMember, number>): Promise<Verdict> {
  let verdict = noFaults();
  const look = async () => {
    const [record, server] = await Promise.all([store.parties.byId(party.id), party.members[0]!.ask()]);
    verdict = judge(
      record!,
      server,
      party.members.map((one) => ({
        memberId: one.id,
        acknowledged: one.acknowledged.slice(before.get(one)),
        heard: one.heard,
        held: one.party?.timeline ?? null,
      })),
    );
    return Object.values(verdict).every((faults) => faults.length === 0);
  };
  const end = performance.now() + SETTLE_MS / 2;
  while (!(await look()) && performance.now() < end) await pause(LOOK_AGAIN_MS);
  return verdict;
}

async function within<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} after ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
