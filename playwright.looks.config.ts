import { defineConfig } from '@playwright/test';
import common from './playwright.config.ts';

/**
 * How popup and overlay look and how they are used, from the gallery, without extension and server: every screen by axe and at
 * 200 % zoom, without a mouse, on a page that styles everything, and a dozen by picture (docs/looks.md).
 */
export default defineConfig(common, {
  testDir: 'tests/looks',
  // No film plays here: nothing has to be in time.
  workers: 2,
  timeout: 60_000,
  snapshotPathTemplate: 'tests/looks/baselines/{arg}{ext}',
  outputDir: 'test-results/looks',
  // A picture that is not there yet is a failure, not a reason to make one: a fresh clone would compare with itself.
  updateSnapshots: 'none',
});
