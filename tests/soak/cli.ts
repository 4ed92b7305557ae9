import { parseArgs } from 'node:util';

export interface SoakOptions {
  minutes: number;
  /** Parties at the same time. */
  parties: number;
  /** People a party. */
  people: number;
  /** How long an evening is, s. */
  seconds: number;
  json: boolean;
}

/** Reads the command line (without node and script). @throws Error in words for the person who typed it */
export function readCommandLine(args: readonly string[]): SoakOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '60' },
      parties: { type: 'string', default: '20' },
      people: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
    },
  });
  const number = (name: Exclude<keyof SoakOptions, 'json'>, low: number, high: number) => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < low || value > high)
      throw new Error(`--${name} must be a whole number from ${low} to ${high}; it is "${values[name]}"`);
    return value;
  };
  return {
    minutes: number('minutes', 1, 1_440),
    parties: number('parties', 1, 500),
    people: number('people', 2, 20),
    seconds: number('seconds', 5, 3_600),
    json: values.json,
  };
}
