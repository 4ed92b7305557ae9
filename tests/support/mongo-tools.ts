import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from '../../scripts/prerequisites.ts';

const TOOLS = ['mongodump', 'mongorestore'] as const;
const SOURCE = path.resolve('tests/support/mongo-tools');
const BUILT = path.resolve('.cache/mongo-tools');

/**
 * A folder with MongoDB's own mongodump and mongorestore, for PATH: the machine's, or built once from source by Go (half a
 * minute).
 * @returns null if neither can be had here
 */
export function findMongoTools(): string | null {
  const installed = TOOLS.map((tool) => findProgram([tool]));
  if (installed.every((file) => file !== null)) return path.dirname(installed[0] as string);
  if (TOOLS.every((tool) => existsSync(path.join(BUILT, tool)))) return BUILT;
  const go = findProgram(['go']);
  if (!go) return null;
  mkdirSync(BUILT, { recursive: true });
  try {
    for (const tool of TOOLS) {
      const args = ['build', '-o', path.join(BUILT, tool), `github.com/mongodb/mongo-tools/${tool}/main`];
      execFileSync(go, args, { cwd: SOURCE, stdio: ['ignore', 'ignore', 'inherit'] });
    }
    return BUILT;
  } catch {
    return null; // the compiler has said why
  }
}
