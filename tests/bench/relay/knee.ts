import { mkdirSync, writeFileSync } from 'node:fs';
import { skewPlot } from '../sync/report/svg-plot.ts';
import type { RelayOptions } from './cli.ts';
import { startFleet } from './fleet.ts';
import { fill, type Side } from './side.ts';
import { startBare, startOurs } from './targets.ts';

const ROUND_S = 4;
const FIRST_PER_SECOND = 200;
const STEP = 1.5;
const STEPS_MAX = 14;
/** Later than this on the worst of a hundred deliveries, and friends notice: the server does not keep up. */
const KNEE_P99_MS = 100;
const RESULTS = 'bench-results';

export interface Point {
  deliveriesPerSecond: number;
  p50: number;
  p99: number;
  /** Share of one core, all threads. */
  cpuShare: number;
  keptUp: boolean;
}

export interface Knees {
  ours: Point[];
  bare: Point[];
  /** The last rate that each kept up with, deliveries a second. */
  knee: { ours: number; bare: number };
  plot: string;
}

async function measure(side: Side, commandsPerSecond: number): Promise<Point> {
  const round = await side.round({ seconds: ROUND_S, commandsPerSecond });
  return {
    deliveriesPerSecond: Math.round(round.deliveries / ROUND_S),
    p50: round.p50,
    p99: round.p99,
    cpuShare: round.cpuShare,
    keptUp: round.p99 <= KNEE_P99_MS && round.lost === 0 && round.refused === 0,
  };
}

const lastKept = (points: readonly Point[]) =>
  Math.max(0, ...points.filter((point) => point.keptUp).map((point) => point.deliveriesPerSecond));

/** Raises the rate for both sides, by turns, until neither keeps up; draws p99 over deliveries a second. */
export async function findKnees(options: RelayOptions, progress: (words: string) => void): Promise<Knees> {
  const fleet = startFleet(options.loads);
  const closers: (() => Promise<void>)[] = [];
  try {
    const ours = await startOurs({ nodes: options.nodes });
    closers.push(ours.close);
    const bare = await startBare({ nodes: options.nodes, parser: 'json' });
    closers.push(bare.close);
    const plan = { ...options, commandsPerSecond: FIRST_PER_SECOND };
    const sides = [await fill(ours, fleet, plan), await fill(bare, fleet, plan)];
    const found: Record<Side['name'], Point[]> = { ours: [], bare: [] };
    for (let step = 0, rate = FIRST_PER_SECOND; step < STEPS_MAX; step++, rate *= STEP) {
      const going = sides.filter((side) => found[side.name].at(-1)?.keptUp ?? true);
      if (going.length === 0) break;
      for (const side of going) {
        const point = await measure(side, rate);
        found[side.name].push(point);
        progress(
          `${side.name}: ${point.deliveriesPerSecond} deliveries a second, p99 ${point.p99.toFixed(1)} ms, ` +
            `${Math.round(point.cpuShare * 100)} % of a core${point.keptUp ? '' : ': does not keep up'}`,
        );
      }
    }
    return { ...found, knee: { ours: lastKept(found.ours), bare: lastKept(found.bare) }, plot: draw(found, options) };
  } finally {
    fleet.end();
    for (const close of closers) await close();
  }
}

function draw({ ours, bare }: { ours: Point[]; bare: Point[] }, options: RelayOptions): string {
  const line = (name: string, points: Point[]) => ({
    name,
    points: points.map((point) => ({ s: point.deliveriesPerSecond / 1000, ms: point.p99 })),
  });
  const most = Math.max(...[...ours, ...bare].map((point) => point.deliveriesPerSecond)) / 1000;
  const file = `${RESULTS}/relay-knee-${options.members}-${options.nodes}.svg`;
  mkdirSync(RESULTS, { recursive: true });
  const title = `p99 of a delivery over thousands of deliveries a second, ${options.members} members, ${options.nodes} node(s)`;
  const step = [0.5, 1, 2, 5, 10].find((each) => most / each <= 10) ?? 20;
  const marks = [{ ms: KNEE_P99_MS, words: 'the knee' }];
  const lines = [line('ours', ours), line('bare', bare)];
  writeFileSync(file, skewPlot({ title, lines, marks, across: { step, unit: 'k/s' } }));
  return file;
}
