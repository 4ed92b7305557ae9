import path from 'node:path';
import { type Plugin, runnerImport } from 'vite';

const CATALOGUE = path.resolve(import.meta.dirname, '../extension/ui/catalogue.ts');

/** Writes `words/<surface>.<language>.json` and `_locales` into the built extension: nobody carries languages that they do not speak. */
export const wordsPlugin = (): Plugin => ({
  name: 'watchparty:words',
  apply: 'build',
  async generateBundle() {
    const { module } = await runnerImport<typeof import('../extension/ui/catalogue.ts')>(CATALOGUE, {
      configFile: false,
      logLevel: 'error',
    });
    for (const [fileName, source] of Object.entries(module.wordsFiles()))
      this.emitFile({ type: 'asset', fileName, source });
  },
});
