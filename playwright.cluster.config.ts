import { defineConfig } from '@playwright/test';
import shared from './playwright.config.ts';

/** `npm run test:cluster`: browsers at several nodes behind nginx. */
export default defineConfig({
  ...shared,
  testDir: 'tests/cluster',
  timeout: 150_000,
  outputDir: 'test-results/cluster',
});
