import { defineConfig } from '@playwright/test';
import common from './playwright.config.ts';

/**
 * Every screen by axe, for cut words, and a dozen by picture. Not part of `npm test` yet: the pictures it compares with have
 * to be made first (`npm run test:looks -- --update-snapshots`), and what it finds then mended.
 */
export default defineConfig(common, { testDir: 'tests/looks', timeout: 300_000 });
