import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { ENGINE_FILE } from '../../../extension/background/injected-files.ts';
import type { LawName } from './cli.ts';

/** How the product's files name the controller, seen from wherever they stand. */
const CONTROLLER = /^(?:\.{1,2}\/)+(?:[\w-]+\/)*controller\/(?:index|controller)\.ts$/;

/**
 * Builds the extension with another law in place of its controller; the product's source knows nothing of it.
 * @returns the folder of the built extension
 * @throws if the law is not in what was built, so that no bench measures the wrong one
 */
export function buildLaw(law: LawName, target: 'chrome' | 'firefox' = 'chrome'): Promise<string> {
  const key = `${law} ${target}`;
  const started = built.get(key) ?? make(law, target);
  built.set(key, started);
  return started;
}

/** Sources do not change under a running bench: each law is built once. */
const built = new Map<string, Promise<string>>();

async function make(law: LawName, target: 'chrome' | 'firefox'): Promise<string> {
  const outDir = path.resolve(`dist/bench/${law}${target === 'firefox' ? '-firefox' : ''}`);
  const replacement = path.resolve(import.meta.dirname, `laws/${law}.ts`);
  const talk = silence();
  await build({
    mode: target,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
    ...(law === 'ours' ? {} : { resolve: { alias: [{ find: CONTROLLER, replacement }] } }),
  }).finally(talk);
  const script = engine(outDir);
  const found = /law:(jellyfin|syncplay|seek)/.exec(script)?.[1] ?? 'ours';
  if (found !== law) throw new Error(`the build in ${outDir} holds the law "${found}", not "${law}"`);
  return outDir;
}

/** The script that holds the controller. */
function engine(outDir: string): string {
  return readFileSync(path.join(outDir, ENGINE_FILE), 'utf8');
}

/** The build's own talk would stand between the results on stdout. @returns lets it talk again */
function silence(): () => void {
  const { log, info, warn } = console;
  Object.assign(console, { log: () => undefined, info: () => undefined, warn: () => undefined });
  return () => Object.assign(console, { log, info, warn });
}
