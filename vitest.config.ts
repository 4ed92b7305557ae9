import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

/** The preset's react alias does not reach node_modules here, so zustand's hook needs the alias and `inline`. */
const shared = {
  plugins: [preact()],
  resolve: { alias: { react: 'preact/compat', 'react-dom': 'preact/compat' } },
};
const project = (name: string, testTimeout: number, extra: object = {}) => ({
  ...shared,
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts?(x)`],
    server: { deps: { inline: ['zustand'] } },
    testTimeout,
    hookTimeout: 60_000,
    ...extra,
  },
});

/** Real processes on a shared machine: one slow moment must not cost a landing; the reporter says what was tried twice. */
const REAL_PROCESSES = { retry: process.env.CI ? 1 : 0 };

export default defineConfig({
  test: {
    projects: [
      project('unit', 10_000, { setupFiles: ['tests/support/speak-english.ts', 'tests/support/idle-callback.ts'] }),
      project('simulation', 120_000),
      // What `npm run build` made: manifests, sizes, nothing a page could detect.
      project('built', 30_000),
      project('contract', 30_000, REAL_PROCESSES),
      // Mostly waiting for processes: two files at once take half the time of one after the other.
      project('integration', 30_000, { maxWorkers: 2, ...REAL_PROCESSES }),
      // `npm run test:deploy`, not part of `npm test`: builds and installs what is heavy.
      project('deploy', 120_000, { fileParallelism: false }),
    ],
  },
});
