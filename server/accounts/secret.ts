import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartProblem } from '../start-problem.ts';

/**
 * A2: the key that signs tokens, made once and kept with the data (mode 600), where none is set.
 * @throws StartProblem if the file was damaged
 */
export async function keptSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'jwt-secret');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new StartProblem(`The key file ${file} can't be read (${error.code}). Make it readable, or set JWT_SECRET.`);
  });
  if (kept === null) return make(file);
  if (kept.trim().length < 32) {
    throw new StartProblem(
      `The key file ${file} is damaged. Remove it (everybody must sign in again), or set JWT_SECRET.`,
    );
  }
  return kept.trim();
}

async function make(file: string): Promise<string> {
  const secret = randomBytes(32).toString('hex');
  const temporary = `${file}.new`;
  await writeFile(temporary, secret, { mode: 0o600 });
  // Linked into place whole: a kill in between leaves no half a key.
  await link(temporary, file);
  await rm(temporary, { force: true });
  return secret;
}
