import { spawn } from 'node:child_process';
import path from 'node:path';

/** Runs in a process of its own: vite sets NODE_ENV, and its plugins print warnings that mean nothing to a user. */
function viteBuild(mode: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(path.resolve('node_modules/.bin/vite'), ['build', '--mode', mode, '--logLevel', 'warn']);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

/**
 * Builds the extension into dist/chrome and dist/firefox.
 * @throws with vite's output if a build fails
 */
export async function buildExtension(targets: readonly string[] = ['chrome', 'firefox']): Promise<void> {
  for (const mode of targets) {
    const startedAt = performance.now();
    const { code, output } = await viteBuild(mode);
    if (code !== 0) throw new Error(`building dist/${mode} failed:\n${output}`);
    console.log(`built dist/${mode} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
}

if (import.meta.filename === process.argv[1]) await buildExtension();
