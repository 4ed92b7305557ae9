import { median } from '../../../shared/playback/order-statistics.ts';
import type { Fleet, Heard } from './fleet.ts';
import type { Pulse } from './load.ts';
import type { Reading } from './reading.ts';
import type { Measured } from './targets.ts';

/** Parties of the warm-up: connected before memory is first read, so that what every process has once is not counted. */
const WARM_PARTIES = 8;
const WARM_SECONDS = 3;

/** One round of one side. */
export interface Round {
  cpuPerDeliveryUs: number;
  mainPerDeliveryUs: number;
  /** Share of one core, all threads. */
  cpuShare: number;
  p50: number;
  p99: number;
  ackP50: number;
  ackP99: number;
  /** How late the load's own timers were, ms. */
  lateP99: number;
  deliveries: number;
  lost: number;
  refused: number;
  dropped: number;
  bytesPerDelivery: number;
}

export interface Work {
  seconds: number;
  commandsPerSecond: number;
  pulses?: readonly Pulse[];
}

export interface Side {
  name: 'ours' | 'bare';
  rssPerMember: number;
  heapPerMember: number;
  round(work: Work): Promise<Round>;
}

export function roundOf(before: Reading, after: Reading, heard: Heard, wallMs: number): Round {
  const cpuUs = after.cpuUs - before.cpuUs;
  return {
    cpuPerDeliveryUs: cpuUs / heard.heard,
    mainPerDeliveryUs: (after.mainUs - before.mainUs) / heard.heard,
    cpuShare: cpuUs / 1000 / wallMs,
    p50: heard.relay.quantile(0.5),
    p99: heard.relay.quantile(0.99),
    ackP50: heard.acks.quantile(0.5),
    ackP99: heard.acks.quantile(0.99),
    lateP99: heard.late.quantile(0.99),
    deliveries: heard.heard,
    lost: heard.expected - heard.heard,
    refused: heard.refused,
    dropped: heard.dropped,
    bytesPerDelivery: heard.bytes / heard.heard,
  };
}

/** Fills a target with parties and reads what they cost in memory. */
export async function fill(
  measured: Measured,
  fleet: Fleet,
  { members, party, commandsPerSecond }: { members: number; party: number; commandsPerSecond: number },
  group: string = measured.target.kind,
): Promise<Side> {
  const parties = Math.floor(members / party);
  const warm = Math.min(WARM_PARTIES, parties);
  await fleet.open(group, measured.target, { first: 0, parties: warm, size: party });
  await fleet.run(group, { seconds: WARM_SECONDS, commandsPerSecond: Math.min(commandsPerSecond, warm * 5) });
  const before = await measured.read(true);
  await fleet.open(group, measured.target, { first: warm, parties: parties - warm, size: party });
  const after = await measured.read(true);
  const added = (parties - warm) * party;
  return {
    name: measured.target.kind,
    rssPerMember: (after.rssBytes - before.rssBytes) / added,
    heapPerMember: (after.heapBytes - before.heapBytes) / added,
    async round(work) {
      const begun = performance.now();
      const from = await measured.read();
      const heard = await fleet.run(group, work);
      return roundOf(from, await measured.read(), heard, performance.now() - begun);
    },
  };
}

export const medianOf = (rounds: readonly Round[], pick: (round: Round) => number): number => median(rounds.map(pick));

/** Median over rounds of ours against bare, each pair measured right after one another. */
export const medianRatio = (ours: readonly Round[], bare: readonly Round[], pick: (round: Round) => number): number =>
  median(ours.map((round, n) => pick(round) / pick(bare[n]!)));
