import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findProgram } from '../../scripts/prerequisites.ts';

const SOURCE = path.resolve('tests/support/ferretdb');
const BUILT = path.resolve('.cache/ferretdb');
const MODULE = 'github.com/FerretDB/FerretDB';
/** The build is as new as the newest of them. */
const MADE_OF = [
  ...['main.go', 'turnstile.go', 'narrow/narrow.go', 'go.mod'].map((file) => path.join(SOURCE, file)),
  import.meta.filename,
];

/**
 * FerretDB 1 hands SQLite the `_id` of a filter that has nothing else in it, in words that no index of its own has; for any
 * other it reads and decodes the whole collection, 30 ms for a save among 100 parties. With these changes one field that a
 * filter names by a string narrows what is read, by an index (narrow.go); the whole filter is applied to that, as before.
 */
const BACKEND = 'internal/backends/sqlite';
const CHANGES = [
  ['if params.Filter.Len() == 1 {', 'if field := narrowedBy(params.Filter); field != "" {'],
  ['params.Filter.Get("_id")', 'params.Filter.Get(field)'],
  ['` WHERE %s = ?`, metadata.IDColumn)\n\t\t\targs', '` WHERE %s = ?`, indexed(field))\n\t\t\targs'],
] as const;
/** In answering, and in `explain`. */
const PLACES = 2;

/** Builds FerretDB once (2 min on 2 cores, then cached). Null where there is no Go, or it does not build. */
export function buildFerretDb(): string | null {
  const changedAt = Math.max(...MADE_OF.map((file) => statSync(file).mtimeMs));
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > changedAt) return BUILT;
  const go = findProgram(['go']);
  if (!go) return null;
  console.error('building FerretDB for the MongoDB tests (once, about 2 minutes)');
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'watchparty-ferretdb-'));
  try {
    const modfile = changedModule(go, scratch);
    const built = path.join(scratch, 'built');
    // Plain `go install` needs a version list that not every proxy has.
    run(go, ['build', `-modfile=${modfile}`, '-o', built, '.']);
    mkdirSync(path.dirname(BUILT), { recursive: true });
    const beside = `${BUILT}.${process.pid}`;
    copyFileSync(built, beside);
    renameSync(beside, BUILT); // Whole at once: another process may be starting it.
    return BUILT;
  } catch (error) {
    console.error((error as Error).message);
    return null;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const run = (command: string, args: string[]) =>
  execFileSync(command, args, { cwd: SOURCE, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** A copy of the module with the changes. @returns a go.mod that builds with it @throws if the place to change is gone */
function changedModule(go: string, scratch: string): string {
  run(go, ['mod', 'download', MODULE]);
  const copy = path.join(scratch, 'module');
  run('cp', ['-R', run(go, ['list', '-m', '-f', '{{.Dir}}', MODULE]).trim(), copy]);
  run('chmod', ['-R', 'u+w', copy]); // Go keeps its modules read-only.
  const file = path.join(copy, BACKEND, 'collection.go');
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of CHANGES) {
    if (text.split(from).length !== PLACES + 1) throw new Error(`FerretDB’s ${BACKEND} is not as expected: ${from}`);
    text = text.replaceAll(from, to);
  }
  writeFileSync(file, text);
  copyFileSync(path.join(SOURCE, 'narrow/narrow.go'), path.join(copy, BACKEND, 'narrow.go'));
  const modfile = path.join(scratch, 'changed.mod');
  writeFileSync(modfile, `${readFileSync(path.join(SOURCE, 'go.mod'), 'utf8')}\nreplace ${MODULE} => ${copy}\n`);
  copyFileSync(path.join(SOURCE, 'go.sum'), path.join(scratch, 'changed.sum'));
  return modfile;
}
