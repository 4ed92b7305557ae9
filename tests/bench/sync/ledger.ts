import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { LawName } from './cli.ts';
import type { Outcome } from './report/document.ts';
import type { Line } from './report/svg-plot.ts';

/** One run that was made: what it found, and its line of the plot where the plot shows it. */
export interface Entry {
  key: string;
  law: LawName;
  seed: number;
  outcome: Outcome;
  line?: Line;
  /** What was measured: the last commit of product and bench, and how long each run was steady, s. */
  code: string;
  seconds: number;
}

/** The whole plan takes an hour and more: each run is written down when it ends, so that the rest can be made later. */
export interface Ledger {
  readonly entries: readonly Entry[];
  find(key: string, law: LawName, seed: number): Entry | undefined;
  add(entry: Entry): void;
}

/** A table is of one code and one length; what is kept of others would mix two products in one document. */
export type Same = Pick<Entry, 'code' | 'seconds'>;

/**
 * @param file JSON lines
 * @param resume keep the runs that succeeded with the same code and length; else begin anew, and what was there goes to
 *   `FILE.before`: it may be an hour's work
 */
export function openLedger(file: string, resume: boolean, same: Same): Ledger {
  mkdirSync(path.dirname(file), { recursive: true });
  if (!resume && existsSync(file)) renameSync(file, `${file}.before`);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const isKept = ({ outcome, code, seconds }: Entry) => outcome.ok && code === same.code && seconds === same.seconds;
  const entries = lines.map((line) => JSON.parse(line) as Entry).filter(isKept);
  return {
    entries,
    find: (key, law, seed) => entries.find((one) => one.key === key && one.law === law && one.seed === seed),
    add(entry) {
      entries.push(entry);
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
    },
  };
}
