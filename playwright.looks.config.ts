import { defineConfig } from '@playwright/test';
import common from './playwright.config.ts';

/**
 * The overlay by axe and at 200 % zoom, and a dozen screens by picture (docs/looks.md). All else about looks stands in
 * tests/e2e/looks.spec.ts and keyboard.spec.ts.
 */
export default defineConfig(common, {
  testDir: 'tests/looks',
  timeout: 60_000,
  snapshotPathTemplate: 'tests/looks/baselines/{arg}{ext}',
  outputDir: 'test-results/looks',
  // A picture that is not there yet is a failure, not a reason to make one: a fresh clone would compare with itself.
  updateSnapshots: 'none',
});
