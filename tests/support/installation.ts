import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildServer } from '../../scripts/build-server.ts';
import { scratchDir } from './server.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** What an operator has on the machine: the server in a folder, `deploy/`, and settings. */
export interface Installation {
  dir: string;
  /** Writes `.env`, or another file of settings there: a copy of `.env.example` with these filled in. @returns its path */
  settings(own: Record<string, string>, name?: string): Promise<string>;
  remove(): Promise<void>;
}

export async function makeInstallation(): Promise<Installation> {
  await buildServer();
  const dir = await scratchDir();
  const linked = ['dist', 'node_modules', 'package.json'];
  for (const name of linked) await symlink(path.join(ROOT, name), path.join(dir, name));
  // Copied: where a file of it lies, it takes the installation to be.
  await cp(path.join(ROOT, 'deploy'), path.join(dir, 'deploy'), { recursive: true });
  const example = await readFile(path.join(ROOT, '.env.example'), 'utf8');
  return {
    dir,
    async settings(own, name = '.env') {
      let text = example;
      for (const [key, value] of Object.entries(own)) {
        if (!new RegExp(`^${key}=`, 'm').test(text)) throw new Error(`.env.example has no ${key}`);
        text = text.replace(new RegExp(`^${key}=.*$`, 'm'), `${key}=${value}`);
      }
      const file = path.join(dir, name);
      await writeFile(file, text, { mode: 0o600 });
      return file;
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

/** The lines of a file of settings as systemd and Node read them. */
export const readSettings = async (file: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    [...(await readFile(file, 'utf8')).matchAll(/^([A-Z_][A-Z0-9_]*)=(.*)$/gm)].map((m) => [m[1], m[2]]),
  );
