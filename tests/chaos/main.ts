import { parseArgs } from 'node:util';
import { quantile } from '../../shared/playback/order-statistics.ts';
import { BLOWS, type Blow, NODES_FOR } from './blows.ts';
import { chaos, type RoundReport } from './run.ts';
import { type Findings, noFindings } from './settle.ts';

/** `npm run chaos:server -- --rounds 20 --json [--members 200] [--parties 40] [--nodes 2] [--seed 1] [--blow NAME] [--away 2]` */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    members: { type: 'string', default: '200' },
    parties: { type: 'string', default: '40' },
    nodes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    blow: { type: 'string' },
    /** Seconds that what was killed stays away. */
    away: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
});
/** Goal: R1 and the issue. */
const RECONNECT_P95_MAX_MS = 5_000;

const only = values.blow as Blow | undefined;
if (only && !BLOWS.includes(only)) throw new Error(`--blow is one of ${BLOWS.join(', ')}`);
const [members, parties, nodes, seed] = [
  Number(values.members),
  Number(values.parties),
  Number(values.nodes),
  Number(values.seed),
];
const possible = BLOWS.filter((blow) => nodes >= (NODES_FOR[blow] ?? 1));
if (only && !possible.includes(only)) throw new Error(`${only} needs --nodes ${NODES_FOR[only]}`);
const blows = Array.from({ length: Number(values.rounds) }, (_, n) => only ?? (possible[n % possible.length] as Blow));
if (![blows.length, members, parties, nodes].every((count) => count >= 1))
  throw new Error('rounds, members, parties, nodes: 1 or more');

const KEYS = Object.keys(noFindings()) as (keyof Findings)[];
const words = (report: RoundReport) =>
  `lost ${report.lost.length}, doubled ${report.doubled.length}, reordered ${report.reordered.length}, wrong ${report.wrongStates.length}; ` +
  `of messages lost ${report.chatLost.length}, doubled ${report.chatDoubled.length}, reordered ${report.chatReordered.length}`;
const say = values.json ? console.error : console.log;
const onRound = (report: RoundReport) => {
  const { round, blow, hit, acknowledged, messages, holds, reconnects, refusals, seconds } = report;
  const back =
    reconnects.length > 0 ? `, ${reconnects.length} came back, p95 ${quantile(reconnects, 0.95).toFixed(0)} ms` : '';
  say(
    `round ${round}: ${blow} (${hit}), ${acknowledged} commands and ${messages} messages acknowledged, ${holds} holds${back}; ${words(report)}; refusals ${JSON.stringify(refusals)}; ${seconds.toFixed(0)} s`,
  );
  if (report.ways.length > 0) {
    const open = report.ways.map((one) => one.openMs);
    const more = report.ways.filter((one) => one.joinTries > 1).length;
    say(
      `  the line stood after p50 ${quantile(open, 0.5).toFixed(0)}, p95 ${quantile(open, 0.95).toFixed(0)} ms; ${more} joined at a later try`,
    );
  }
  for (const key of KEYS) for (const fault of report[key].slice(0, 5)) say(`  ${key}: ${fault}`);
};

const reports = await chaos({ blows, members, parties, nodes, seed, awayMs: Number(values.away) * 1_000, onRound });
const reconnects = reports.flatMap((one) => one.reconnects);
const sum = (of: (one: RoundReport) => number) => reports.reduce((all, one) => all + of(one), 0);
const faults = Object.fromEntries(KEYS.map((key) => [key, sum((one) => one[key].length)]));
const ms = (share: number) => (reconnects.length > 0 ? Math.round(quantile(reconnects, share)) : null);
const result = {
  rounds: reports.length,
  members,
  parties,
  nodes,
  seed,
  acknowledged: sum((one) => one.acknowledged),
  messages: sum((one) => one.messages),
  holds: sum((one) => one.holds),
  reconnects: reconnects.length,
  reconnectMs: { p50: ms(0.5), p95: ms(0.95), max: ms(1) },
  ...faults,
};
console.log(JSON.stringify(result, null, values.json ? 0 : 2));
const fine =
  Object.values(faults).every((found) => found === 0) &&
  result.acknowledged > 0 &&
  result.messages > 0 &&
  // A blow that nobody felt proves nothing; a stall alone is one that nobody has to come back from.
  (result.reconnectMs.p95 === null ? only === 'stall' : result.reconnectMs.p95 < RECONNECT_P95_MAX_MS);
process.exit(fine ? 0 : 1);
