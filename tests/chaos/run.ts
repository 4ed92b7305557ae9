import { openMongoStore } from '../../server/store/mongo/mongo-store.ts';
import type { Store } from '../../server/store/store.ts';
import { type Cluster, startCluster } from '../support/cluster.ts';
import { type DelayProxy, seededRandom, startDelayProxy } from '../support/delay-proxy.ts';
import { type Battlefield, type Blow, seatedAt, strike } from './blows.ts';
import { type ChaosParty, gather } from './crowd.ts';
import { beginRound, type Findings, pause, settleAll, whileAllAct } from './settle.ts';

export interface ChaosOptions {
  blows: readonly Blow[];
  members: number;
  parties: number;
  seed: number;
  /** Absent: two. */
  nodes?: number | undefined;
  /** Pause of a member between one thing and its next, on average, ms. */
  paceMs?: number;
  /** How long what was killed stays away, ms. */
  awayMs?: number | undefined;
  onRound?(round: RoundReport): void;
}

export interface RoundReport extends Findings {
  round: number;
  blow: Blow;
  hit: string;
  /** Members at each node before the blow. */
  seated: readonly number[];
  acknowledged: number;
  /** Messages that were acknowledged. */
  messages: number;
  /** How often a party began to wait for somebody. */
  holds: number;
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

/** A whole chaos run: a cluster, a crowd, one blow a round, and a verdict on every party after each. */
export async function chaos(options: ChaosOptions): Promise<RoundReport[]> {
  const cluster = await startCluster({ nodes: options.nodes });
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
  const seated = await seatedAt(field.cluster.nodes);
  const saidBefore = messagesOf(parties);
  const before = beginRound(everybody);
  const pace = (first: boolean) => (first ? field.random() : 0.5 + field.random()) * paceMs;
  const hit = await whileAllAct(everybody, pace, async () => {
    await pause(BEFORE_MS);
    const what = await strike(blow, field);
    await pause(AFTER_MS);
    return what;
  });
  const findings = await settleAll(parties, store, before);
  const refusals: Record<string, number> = {};
  for (const one of everybody) for (const [code, n] of one.refusals) refusals[code] = (refusals[code] ?? 0) + n;
  return {
    round: number,
    blow,
    hit,
    seated,
    ...findings,
    acknowledged: everybody.reduce((sum, one) => sum + one.acknowledged.length - before.get(one)!, 0),
    messages: messagesOf(parties) - saidBefore,
    holds: parties.reduce((sum, party) => sum + holdsOf(party), 0),
    reconnects: everybody.flatMap((one) => one.reconnects),
    refusals,
    ways: everybody.flatMap((one) => one.ways),
    seconds: (performance.now() - begun) / 1000,
  };
}

const messagesOf = (parties: readonly ChaosParty[]): number =>
  parties.flatMap((party) => party.members).reduce((sum, one) => sum + one.said.length, 0);

/** Holds have an end of their own each, which does not move. */
function holdsOf({ members }: ChaosParty): number {
  const ends = members.flatMap(({ heard }) => heard.map(({ hold }) => hold?.until));
  return new Set(ends.filter((until) => until !== undefined)).size;
}
