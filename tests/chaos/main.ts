import { parseArgs } from 'node:util';
import { quantile } from '../../shared/playback/order-statistics.ts';
import { BLOWS, type Blow } from './blows.ts';
import { chaos, type RoundReport } from './run.ts';

/** `npm run chaos:server -- --rounds 20 --json [--members 200] [--parties 40] [--seed 1] [--blow NAME] [--away 2]` */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    members: { type: 'string', default: '200' },
    parties: { type: 'string', default: '40' },
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
const blows = Array.from({ length: Number(values.rounds) }, (_, n) => only ?? (BLOWS[n % BLOWS.length] as Blow));
const [members, parties, seed] = [Number(values.members), Number(values.parties), Number(values.seed)];
if (![blows.length, members, parties].every((count) => count >= 1))
  throw new Error('rounds, members, parties: 1 or more');

const words = ({ lost, doubled, reordered, wrongStates }: RoundReport) =>
  `lost ${lost.length}, doubled ${doubled.length}, reordered ${reordered.length}, wrong ${wrongStates.length}`;
const say = values.json ? console.error : console.log;
const onRound = (report: RoundReport) => {
  const { round, blow, hit, acknowledged, reconnects, refusals, seconds } = report;
  const back =
    reconnects.length > 0 ? `, ${reconnects.length} came back, p95 ${quantile(reconnects, 0.95).toFixed(0)} ms` : '';
  say(
    `round ${round}: ${blow} (${hit}), ${acknowledged} acknowledged${back}; ${words(report)}; refusals ${JSON.stringify(refusals)}; ${seconds.toFixed(0)} s`,
  );
  if (report.ways.length > 0) {
    const open = report.ways.map((one) => one.openMs);
    const more = report.ways.filter((one) => one.joinTries > 1).length;
    say(
      `  the line stood after p50 ${quantile(open, 0.5).toFixed(0)}, p95 ${quantile(open, 0.95).toFixed(0)} ms; ${more} joined at a later try`,
    );
  }
  for (const fault of [...report.lost, ...report.doubled, ...report.reordered, ...report.wrongStates].slice(0, 5))
    say(`  ${fault}`);
};

const reports = await chaos({ blows, members, parties, seed, awayMs: Number(values.away) * 1_000, onRound });
const reconnects = reports.flatMap((one) => one.reconnects);
const count = (key: 'lost' | 'doubled' | 'reordered' | 'wrongStates') =>
  reports.reduce((sum, one) => sum + one[key].length, 0);
const ms = (share: number) => (reconnects.length > 0 ? Math.round(quantile(reconnects, share)) : null);
const result = {
  rounds: reports.length,
  members,
  parties,
  seed,
  acknowledged: reports.reduce((sum, one) => sum + one.acknowledged, 0),
  reconnects: reconnects.length,
  reconnectMs: { p50: ms(0.5), p95: ms(0.95), max: ms(1) },
  lost: count('lost'),
  doubled: count('doubled'),
  reordered: count('reordered'),
  wrongStates: count('wrongStates'),
};
console.log(JSON.stringify(result, null, values.json ? 0 : 2));
const fine =
  result.lost + result.doubled + result.reordered + result.wrongStates === 0 &&
  result.acknowledged > 0 &&
  // A blow that nobody felt proves nothing; a stall alone is one that nobody has to come back from.
  (result.reconnectMs.p95 === null ? only === 'stall' : result.reconnectMs.p95 < RECONNECT_P95_MAX_MS);
process.exit(fine ? 0 : 1);
