import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
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
}

/** The whole plan takes an hour and more: each run is written down when it ends, so that the rest can be made later. */
export interface Ledger {
  readonly entries: readonly Entry[];
  find(key: string, law: LawName, seed: number): Entry | undefined;
  add(entry: Entry): void;
}

/**
 * @param file JSON lines
 * @param resume keep the runs that succeeded; else begin anew
 */
export function openLedger(file: string, resume: boolean): Ledger {
  mkdirSync(path.dirname(file), { recursive: true });
  if (!resume) rmSync(file, { force: true });
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const entries = lines.map((line) => JSON.parse(line) as Entry).filter(({ outcome }) => outcome.ok);
  return {
    entries,
    find: (key, law, seed) => entries.find((one) => one.key === key && one.law === law && one.seed === seed),
    add(entry) {
      entries.push(entry);
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
    },
  };
}
