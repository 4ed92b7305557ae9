import type { RelayOptions } from './cli.ts';
import { startFleet } from './fleet.ts';
import type { StormKind } from './login-storm.ts';
import { fill, medianOf, medianRatio, type Round, type Side } from './side.ts';
import { startBare, startOurs } from './targets.ts';
import { forecast, type StormReport } from './weather.ts';

/** Long enough that our server's five-second beat is in every round. */
const ROUND_S = 5;

/** Figures of one side: medians over the rounds. */
export interface SideFigures {
  cpuPerDeliveryUs: number;
  p50: number;
  p99: number;
  rssPerMember: number;
  heapPerMember: number;
  ackP50: number;
  ackP99: number;
  lateP99: number;
  /** Share of one core, all threads. */
  cpuShare: number;
  deliveries: number;
  lost: number;
  refused: number;
  dropped: number;
  bytesPerDelivery: number;
}

export interface Comparison {
  ours: SideFigures;
  bare: SideFigures;
  /** Ours against bare: medians over pairs of rounds; memory as it is. */
  ratio: { cpuPerDeliveryUs: number; p50: number; p99: number; rssPerMember: number; heapPerMember: number };
  /** With `--logins`: both with the sign-ins, against the rounds without them just before. */
  storm: Record<StormKind, StormReport> | null;
  rounds: number;
  backing: string;
}

function figuresOf(side: Side, rounds: readonly Round[]): SideFigures {
  const sum = (pick: (round: Round) => number) => rounds.reduce((total, round) => total + pick(round), 0);
  return {
    cpuPerDeliveryUs: medianOf(rounds, (round) => round.cpuPerDeliveryUs),
    p50: medianOf(rounds, (round) => round.p50),
    p99: medianOf(rounds, (round) => round.p99),
    rssPerMember: side.rssPerMember,
    heapPerMember: side.heapPerMember,
    ackP50: medianOf(rounds, (round) => round.ackP50),
    ackP99: medianOf(rounds, (round) => round.ackP99),
    lateP99: medianOf(rounds, (round) => round.lateP99),
    cpuShare: medianOf(rounds, (round) => round.cpuShare),
    deliveries: sum((round) => round.deliveries),
    lost: sum((round) => round.lost),
    refused: sum((round) => round.refused),
    dropped: sum((round) => round.dropped),
    bytesPerDelivery: medianOf(rounds, (round) => round.bytesPerDelivery),
  };
}

/** Our server and the bare relay in one run, by turns: whatever else the machine does hits both. */
export async function compare(options: RelayOptions, progress: (words: string) => void): Promise<Comparison> {
  const fleet = startFleet(options.loads);
  const closers: (() => Promise<void>)[] = [];
  try {
    const parties = Math.floor(options.members / options.party);
    const work = { seconds: ROUND_S, commandsPerSecond: parties * options.rate };
    const rounds = Math.max(2, Math.round(options.seconds / ROUND_S));
    const forecasted = options.logins > 0 ? await forecast(options.logins, ROUND_S, rounds) : null;
    const ours = await startOurs({
      nodes: options.nodes,
      profileDir: options.profile,
      accounts: forecasted?.accounts,
    });
    closers.push(ours.close);
    const bare = await startBare({ nodes: options.nodes, parser: 'json' });
    closers.push(bare.close);
    const plan = { ...options, commandsPerSecond: work.commandsPerSecond };
    progress('connecting to the bare relay');
    const bareSide = await fill(bare, fleet, plan);
    progress(`connecting to our server (${ours.backing})`);
    const ourSide = await fill(ours, fleet, plan);
    const sides = [ourSide, bareSide];
    const done: Record<Side['name'], Round[]> = { ours: [], bare: [] };
    const weather = forecasted?.over(ours, (what, round) => progress(`  ${what}: ${words(round)}`));
    for (const side of sides) await side.round(work); // Compiled and warm.
    for (let n = 0; n < rounds; n++) {
      const order = n % 2 === 0 ? sides : [...sides].reverse();
      for (const side of order) {
        const round = await side.round(work);
        done[side.name].push(round);
        progress(`round ${n + 1} ${side.name}: ${words(round)}`);
      }
      await weather?.turn(order, work, { ours: done.ours[n]!, bare: done.bare[n]! });
    }
    const ratio = (pick: (round: Round) => number) => medianRatio(done.ours, done.bare, pick);
    return {
      ours: figuresOf(ourSide, done.ours),
      bare: figuresOf(bareSide, done.bare),
      ratio: {
        cpuPerDeliveryUs: ratio((round) => round.cpuPerDeliveryUs),
        p50: ratio((round) => round.p50),
        p99: ratio((round) => round.p99),
        rssPerMember: ourSide.rssPerMember / bareSide.rssPerMember,
        heapPerMember: ourSide.heapPerMember / bareSide.heapPerMember,
      },
      storm: weather?.report() ?? null,
      rounds,
      backing: ours.backing,
    };
  } finally {
    fleet.end();
    for (const close of closers) await close();
  }
}

const words = (round: Round) =>
  `${round.cpuPerDeliveryUs.toFixed(1)} µs a delivery (main thread ${round.mainPerDeliveryUs.toFixed(1)}), ` +
  `p50 ${round.p50.toFixed(2)} ms, p99 ${round.p99.toFixed(2)} ms, ack p99 ${round.ackP99.toFixed(2)} ms, load late p99 ${round.lateP99.toFixed(2)} ms, ` +
  `${round.deliveries} deliveries, ${round.lost} lost, ${round.refused} refused`;
