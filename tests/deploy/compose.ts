import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { findProgram } from '../../scripts/prerequisites.ts';
import { command, output, type Said } from './command.ts';

const SOURCE = path.resolve(import.meta.dirname, 'compose');
const BUILT = path.resolve('.cache/compose-loader');
const FILE = path.resolve('deploy/docker-compose.yml');

/** How `deploy/docker-compose.yml` is read here, and by what. */
export interface ComposeReader {
  /** For people. */
  by: string;
  /** Checks it against the schema, fills in these settings and prints it as JSON. */
  read(settings: Record<string, string>, profiles?: readonly string[]): Promise<Said>;
}

/** Docker Compose, or its loader built from source by Go (half a minute). @throws if neither can be had here */
export async function findComposeReader(): Promise<ComposeReader> {
  const docker = findProgram(['docker']);
  if (docker && (await command(docker, ['compose', 'version'])).code === 0)
    return reader('docker compose config', docker, ['compose', '-f', FILE, 'config', '--format', 'json']);
  const go = findProgram(['go']);
  if (!go) throw new Error('Neither Docker Compose nor Go to build its loader with.');
  await mkdir(path.dirname(BUILT), { recursive: true });
  await output(go, ['build', '-o', BUILT, '.'], { cwd: SOURCE, timeoutMs: 10 * 60_000 });
  return reader('the loader of Docker Compose, built here', BUILT, [FILE]);
}

/** Only these settings: what an operator's own shell or file has must not count. */
const reader = (by: string, program: string, args: readonly string[]): ComposeReader => ({
  by,
  read: (settings, profiles = []) =>
    command(program, args, {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, COMPOSE_PROFILES: profiles.join(','), ...settings },
    }),
});
