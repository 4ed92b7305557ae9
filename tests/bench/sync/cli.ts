import { PROFILE_NAMES, type ProfileName } from './network-profiles.ts';

export const LAWS = ['ours', 'jellyfin', 'syncplay', 'seek'] as const;
export type LawName = (typeof LAWS)[number];

export const SCENARIOS = [
  'steady',
  'commands',
  'pause',
  'kick',
  'stall',
  'late-join',
  'echo',
  'server-kill',
  'worker-stop',
  'sync-room-firefox',
] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

export const FILM_SITES = ['generic', 'mse', 'netflix', 'youtube'] as const;
export type FilmSite = (typeof FILM_SITES)[number];

export interface BenchOptions {
  profile: ProfileName;
  law: LawName;
  scenario: ScenarioName;
  site: FilmSite;
  viewers: number;
  /** How many of the viewers are real Firefoxes. */
  firefox: number;
  /** Length of the steady measurement. */
  seconds: number;
  seed: number;
  /** Negative controls, ms. */
  inject: number;
  injectClock: number;
  /** Negative control: after the measurement, move the film as its site forbids it. */
  injectForbidden: boolean;
  wait: 'everyone' | 'majority' | 'nobody';
  /** Measure what the extension costs, against the same page without a party. */
  cpu: boolean;
  json: boolean;
  /** All rows of the goals table. */
  all: boolean;
  /** With `all`: keep the runs of an earlier call that succeeded, and make the others. */
  resume: boolean;
  seeds: readonly number[];
  /** Rows of `--all` by name; empty: all. */
  only: readonly string[];
}

/** What the documents promise: the worst of three. A single run ignores them and has `seed`. */
export const ALL_SEEDS: readonly number[] = [1, 2, 3];

export const DEFAULTS: BenchOptions = {
  profile: 'B',
  law: 'ours',
  scenario: 'steady',
  site: 'generic',
  viewers: 4,
  firefox: 0,
  seconds: 30,
  seed: 1,
  inject: 0,
  injectClock: 0,
  injectForbidden: false,
  wait: 'nobody',
  cpu: true,
  json: false,
  all: false,
  resume: false,
  seeds: ALL_SEEDS,
  only: [],
};

/** The stand-in's film lasts 120 s; start, settling and the end need the rest. */
const SECONDS_MAX = 95;
/** And where a viewer is offline for 30 s first. */
const SECONDS_MAX_OUTAGE = 60;

/** What is wrong with the command line, in words for the person who typed it. */
export class UsageProblem extends Error {}

const oneOf = <T extends string>(name: string, known: readonly T[], given: string): T => {
  if (!(known as readonly string[]).includes(given))
    throw new UsageProblem(`--${name} must be one of ${known.join(', ')}; it is "${given}"`);
  return given as T;
};

const whole = (name: string, given: string, low: number, high: number): number => {
  const value = Number(given);
  if (!Number.isInteger(value) || value < low || value > high)
    throw new UsageProblem(`--${name} must be a whole number from ${low} to ${high}; it is "${given}"`);
  return value;
};

type Reader = (given: string, into: BenchOptions) => void;

const WITH_VALUE: Record<string, Reader> = {
  profile: (given, into) => {
    into.profile = oneOf('profile', PROFILE_NAMES, given);
  },
  law: (given, into) => {
    into.law = oneOf('law', LAWS, given);
  },
  scenario: (given, into) => {
    into.scenario = oneOf('scenario', SCENARIOS, given);
  },
  site: (given, into) => {
    into.site = oneOf('site', FILM_SITES, given);
  },
  wait: (given, into) => {
    into.wait = oneOf('wait', ['everyone', 'majority', 'nobody'] as const, given);
  },
  viewers: (given, into) => {
    into.viewers = whole('viewers', given, 2, 8);
  },
  firefox: (given, into) => {
    into.firefox = whole('firefox', given, 0, 4);
  },
  seconds: (given, into) => {
    into.seconds = whole('seconds', given, 5, SECONDS_MAX);
  },
  seed: (given, into) => {
    into.seed = whole('seed', given, 0, 1_000_000);
  },
  inject: (given, into) => {
    into.inject = whole('inject', given, -10_000, 10_000);
  },
  'inject-clock': (given, into) => {
    into.injectClock = whole('inject-clock', given, 0, 1_000);
  },
  seeds: (given, into) => {
    into.seeds = given.split(',').map((part) => whole('seeds', part, 0, 1_000_000));
  },
  only: (given, into) => {
    into.only = given.split(',');
  },
};

const FLAGS: Record<string, (into: BenchOptions) => void> = {
  json: (into) => {
    into.json = true;
  },
  all: (into) => {
    into.all = true;
  },
  resume: (into) => {
    into.resume = true;
  },
  'inject-forbidden': (into) => {
    into.injectForbidden = true;
  },
  'no-cpu': (into) => {
    into.cpu = false;
  },
};

/**
 * Reads the command line (without node and script).
 * @throws UsageProblem with one line for the person
 */
export function readCommandLine(args: readonly string[]): BenchOptions {
  const options = { ...DEFAULTS };
  for (let i = 0; i < args.length; i++) {
    const [, name = '', inline] = /^--([a-z-]+)(?:=(.*))?$/.exec(args[i]!) ?? [];
    const flag = FLAGS[name];
    const reader = WITH_VALUE[name];
    if (flag && inline === undefined) flag(options);
    else if (reader) {
      const given = inline ?? args[++i];
      if (given === undefined) throw new UsageProblem(`--${name} needs a value`);
      reader(given, options);
    } else throw new UsageProblem(`unknown option "${args[i]}"; there are: ${allOptions()}`);
  }
  if (options.firefox >= options.viewers && options.firefox > 0)
    throw new UsageProblem('--firefox must leave at least one Chromium viewer');
  if (options.seconds > SECONDS_MAX_OUTAGE && (options.all || options.profile === 'F'))
    throw new UsageProblem(`--seconds must be at most ${SECONDS_MAX_OUTAGE} with --all or --profile F`);
  return options;
}

const allOptions = () => [...Object.keys(WITH_VALUE), ...Object.keys(FLAGS)].map((name) => `--${name}`).join(' ');
