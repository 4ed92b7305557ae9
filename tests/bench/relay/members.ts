import { PING_GAP_PLAYING_MS } from '../../../shared/playback/clock-schedule.ts';
import { type RelayOptions, readCommandLine, UsageProblem } from './cli.ts';
import { startFleet } from './fleet.ts';
import { fill } from './side.ts';
import { startOurs } from './targets.ts';

/**
 * How many people one node carries: connected, in parties, each asking the clock as often as a client whose film plays,
 * and (with `--status`) telling its player's state as often as one does. Run: `npm run bench:members -- --members 10000`
 */
const STATUS_EVERY_MS = 5_000;
const DEFAULTS = ['--members', '10000', '--seconds', '60', '--rate', '0.05'];

const startedAt = performance.now();
const progress = (words: string) =>
  console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${words}`);

async function measure(options: RelayOptions, status: boolean) {
  const fleet = startFleet(options.loads);
  const ours = await startOurs({ nodes: options.nodes, profileDir: options.profile });
  try {
    progress(`connecting ${options.members} members in parties of ${options.party}`);
    const commandsPerSecond = Math.floor(options.members / options.party) * options.rate;
    const side = await fill(ours, fleet, { ...options, commandsPerSecond });
    progress(`all are there: ${options.seconds} s with their clock pings${status ? ' and player states' : ''}`);
    const before = await ours.read();
    const begun = performance.now();
    const heard = await fleet.run('ours', {
      seconds: options.seconds,
      commandsPerSecond,
      pulses: [
        { name: 'clock-ping', everyMs: PING_GAP_PLAYING_MS },
        ...(status ? [{ name: 'report-status', everyMs: STATUS_EVERY_MS } as const] : []),
      ],
    });
    const after = await ours.read();
    const wallUs = (performance.now() - begun) * 1000;
    return {
      members: options.members,
      nodes: options.nodes,
      backing: ours.backing,
      seconds: options.seconds,
      coreShare: (after.cpuUs - before.cpuUs) / wallUs,
      mainThreadShare: (after.mainUs - before.mainUs) / wallUs,
      pulsesPerSecond: heard.pulsesSent / options.seconds,
      pulseP50: heard.pulses.quantile(0.5),
      pulseP99: heard.pulses.quantile(0.99),
      commands: heard.sent,
      relayP50: heard.relay.quantile(0.5),
      relayP99: heard.relay.quantile(0.99),
      lost: heard.expected - heard.heard,
      refused: heard.refused,
      disconnects: heard.dropped,
      heapPerMember: side.heapPerMember,
      rssPerMember: side.rssPerMember,
      rssBytes: after.rssBytes,
    };
  } finally {
    fleet.end();
    await ours.close();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const given = process.argv.slice(2);
const status = given.includes('--status');
try {
  const options = readCommandLine([...DEFAULTS, ...given.filter((one) => one !== '--status')]);
  console.log(JSON.stringify(await measure(options, status), null, options.json ? 0 : 2));
  process.exit(0);
} catch (error) {
  console.error(error instanceof UsageProblem ? error.message : error);
  process.exit(error instanceof UsageProblem ? 2 : 1);
}
