import { until } from '../../support/poll.ts';
import type { BenchOptions, ScenarioName } from './cli.ts';
import { baselineShares } from './cpu-share.ts';
import { watchMachine } from './machine-load.ts';
import { asymmetryMs, clockBoundMs, PROFILES } from './network-profiles.ts';
import { emptyResult, type Measured } from './result.ts';
import { formParty, type Progress, type Rig, startRig } from './rig.ts';
import { commands } from './scenarios/commands.ts';
import { echo } from './scenarios/echo.ts';
import { kick } from './scenarios/kick.ts';
import { lateJoin } from './scenarios/late-join.ts';
import { serverKill, workerStop } from './scenarios/outages.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { stall } from './scenarios/stall.ts';
import { steady } from './scenarios/steady.ts';
import { records } from './viewer.ts';

const SCRIPTS: Record<ScenarioName, (baseline: readonly (number | null)[]) => Scenario> = {
  steady: (baseline) => steady(baseline),
  'sync-room-firefox': (baseline) => steady(baseline),
  commands: () => commands(),
  pause: () => commands(2),
  kick: () => kick,
  stall: () => stall,
  'late-join': () => lateJoin,
  echo: () => echo,
  'server-kill': () => serverKill,
  'worker-stop': () => workerStop,
};

/** No scenario takes half of this; a hung browser must not hang the bench. */
const RUN_MAX_MS = 8 * 60_000;

/** A scenario implies some of its options. */
export function complete(options: BenchOptions): BenchOptions {
  if (options.scenario === 'stall' && options.site === 'generic') return { ...options, site: 'mse' };
  if (options.scenario === 'sync-room-firefox' && options.firefox === 0) return { ...options, firefox: 1 };
  return options;
}

/**
 * One run from nothing to nothing: every process it starts is over when it returns or throws.
 * @throws when something of the rig fails, or after 8 minutes
 */
export async function measure(given: BenchOptions, progress: Progress): Promise<Measured> {
  const options = complete(given);
  const rig = await startRig(options, progress);
  let late: NodeJS.Timeout | undefined;
  try {
    const timeout = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new Error(`the run took longer than ${RUN_MAX_MS / 60_000} minutes`)), RUN_MAX_MS);
    });
    return await Promise.race([conduct(rig, progress), timeout]);
  } finally {
    clearTimeout(late);
    await rig.close();
  }
}

/** Writes to the element as no one may on Netflix or Disney+, by somebody else than the extension. */
async function doForbidden({ viewers, forbidden, options }: Rig): Promise<void> {
  const before = forbidden().length;
  await viewers[0]?.tab.run(`document.querySelector('video').currentTime += 5`);
  await until(() => forbidden().length > before, `the page of ${options.site} reports it`, 5_000);
}

async function conduct(rig: Rig, progress: Progress): Promise<Measured> {
  const { options } = rig;
  const isSteady = options.scenario === 'steady' || options.scenario === 'sync-room-firefox';
  if (isSteady && options.cpu) progress('the film without a party, for the cost');
  const baseline = isSteady && options.cpu ? await baselineShares(rig.viewers) : [];
  await formParty(rig, progress);
  const machineBusy = watchMachine();
  const { figures, window } = await SCRIPTS[options.scenario](baseline)(rig, progress);
  if (options.injectForbidden) await doForbidden(rig);
  const links = rig.viewers.map((_, index) => PROFILES[options.profile].link(index));
  const result = {
    ...emptyResult(options),
    clockBound: Math.max(...links.map(clockBoundMs)),
    clockAsymmetry: asymmetryMs(links),
    ...figures,
    forbidden: rig.forbidden().length,
    machineBusy: machineBusy(),
  };
  return { result, records: records(rig.viewers), window };
}
