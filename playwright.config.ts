import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  // Films must play in real time: two parties of browsers at once would starve each other on two cores.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results/e2e',
  forbidOnly: !!process.env.CI,
  // One slow moment of a shared machine must not cost a landing; what passed only then is said aloud (scripts/test.ts).
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
});
