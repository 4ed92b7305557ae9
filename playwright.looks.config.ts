import { defineConfig } from '@playwright/test';
import common from './playwright.config.ts';

/**
 * The overlay by axe and at 200 % zoom, and a dozen screens by picture. Not part of `npm test`: pictures depend on a
 * machine's fonts, so each machine makes its own first (`npm run test:looks -- --update-snapshots`). All else about looks
 * stands in tests/e2e/looks.spec.ts and keyboard.spec.ts.
 */
export default defineConfig(common, { testDir: 'tests/looks', timeout: 300_000 });
