import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PROMISE_NAMES, type PromiseName } from './promises.ts';

export type Verdict = { verdict: 'pass' } | { verdict: 'not applicable' | 'fail'; reason: string };
export type Row = Partial<Record<PromiseName, Verdict>>;
export type Table = ReadonlyMap<string, Row>;

const MARKS = { pass: '+', 'not applicable': '-', fail: 'X' } as const;

/** One row for people: a mark for each promise, then the reasons. */
export function printRow(name: string, row: Row): void {
  const tried = PROMISE_NAMES.filter((promise) => row[promise]);
  console.log(`${name.padEnd(20)} ${tried.map((it) => `${it}${MARKS[row[it]?.verdict ?? 'fail']}`).join(' ')}`);
  for (const promise of tried) {
    const result = row[promise];
    if (result && result.verdict !== 'pass') console.log(`    ${promise}: ${result.verdict}: ${result.reason}`);
  }
}

export function countOf(table: Table, verdict: Verdict['verdict']): number {
  return [...table.values()].flatMap((row) => Object.values(row)).filter((one) => one.verdict === verdict).length;
}

const fileOf = (name: string): string => `${name.replaceAll(/[^\w?=&-]+/g, '_')}.json`;

/** Keep a row beside those of other runs, in a directory for each browser. */
export function keepRow(directory: string, name: string, row: Row): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, fileOf(name)), JSON.stringify({ name, row }, null, 2));
}

/** The rows that earlier runs have kept, in the order of `names`; a row that none has kept is missing. */
export function keptRows(directory: string, names: readonly string[]): Map<string, Row> {
  const kept = new Map(
    readdirSync(directory)
      .filter((file) => file.endsWith('.json'))
      .map((file) => JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as { name: string; row: Row })
      .map(({ name, row }) => [name, row]),
  );
  return new Map(names.flatMap((name) => (kept.has(name) ? [[name, kept.get(name) as Row]] : [])));
}

/** Site x promise, one line a row: what a whole run, or many kept ones, come to. */
export function printTable(table: Table): void {
  const tried = PROMISE_NAMES.filter((promise) => [...table.values()].some((row) => row[promise]));
  const wide = Math.max(...[...table.keys()].map((name) => name.length), 4) + 2;
  for (let line = 0; line < Math.max(...tried.map((name) => name.length)); line++)
    console.log(' '.repeat(wide) + tried.map((name) => `${name[line] ?? ' '} `).join(''));
  for (const [name, row] of table) {
    const marks = tried.map((it) => row[it]?.verdict).map((verdict) => `${verdict ? MARKS[verdict] : '?'} `);
    const count = (verdict: Verdict['verdict']) => countOf(new Map([[name, row]]), verdict);
    console.log(
      `${name.padEnd(wide)}${marks.join('')}  ${count('pass')} pass, ${count('not applicable')} n/a, ${count('fail')} fail`,
    );
  }
}
