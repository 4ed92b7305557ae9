import { build } from 'vite';

/** Builds the extension for both browsers into dist/chrome and dist/firefox. */
export async function buildExtension(targets: readonly string[] = ['chrome', 'firefox']): Promise<void> {
  for (const mode of targets) {
    const startedAt = performance.now();
    await build({ mode, logLevel: 'error' });
    console.log(`built dist/${mode} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
}

if (import.meta.filename === process.argv[1]) await buildExtension();
