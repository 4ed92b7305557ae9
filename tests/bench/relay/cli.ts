import { parseArgs } from 'node:util';

export interface RelayOptions {
  members: number;
  /** Members a party. */
  party: number;
  /** Commands a second in every party. */
  rate: number;
  /** Of measuring, for each side; split into rounds by turns. */
  seconds: number;
  nodes: number;
  /** Load processes. */
  loads: number;
  /** Sign-ins a second beside it; 0: none. */
  logins: number;
  /** Raise the rate until it does not keep up, and draw it. */
  knee: boolean;
  json: boolean;
  /** Where to write a CPU profile of our server; absent: none. */
  profile?: string | undefined;
}

/** What is wrong with the command line, in words for the person who typed it. */
export class UsageProblem extends Error {}

function whole(name: string, given: string | undefined, low: number, high: number): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < low || value > high)
    throw new UsageProblem(`--${name} must be a whole number from ${low} to ${high}; it is "${given}"`);
  return value;
}

/** Reads the command line (without node and script). @throws UsageProblem */
export function readCommandLine(args: readonly string[]): RelayOptions {
  const { values } = parse(args);
  const rate = Number(values.rate);
  if (!(rate > 0 && rate <= 200)) throw new UsageProblem(`--rate must be from 0 to 200; it is "${values.rate}"`);
  const options: RelayOptions = {
    members: whole('members', values.members, 10, 20_000),
    party: whole('party', values.party, 2, 50),
    rate,
    seconds: whole('seconds', values.seconds, 2, 600),
    nodes: whole('nodes', values.nodes, 1, 4),
    loads: whole('loads', values.loads, 1, 8),
    logins: whole('logins', values.logins, 0, 1_000),
    knee: values.knee,
    json: values.json,
    profile: values.profile,
  };
  if (options.party * options.loads * 2 > options.members)
    throw new UsageProblem('--members must be at least two parties for each load process');
  return options;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        members: { type: 'string', default: '2000' },
        party: { type: 'string', default: '5' },
        rate: { type: 'string', default: '1' },
        seconds: { type: 'string', default: '20' },
        nodes: { type: 'string', default: '1' },
        loads: { type: 'string', default: '2' },
        logins: { type: 'string', default: '0' },
        knee: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        profile: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageProblem((error as Error).message);
  }
}
