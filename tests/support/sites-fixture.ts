import { test as base } from '@playwright/test';
import { startSites } from '../sites/server.ts';

export type Sites = Awaited<ReturnType<typeof startSites>>;

/** The stand-in sites, once a worker. */
export const test = base.extend<object, { sites: Sites }>({
  sites: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const sites = await startSites();
      await use(sites);
      await sites.close();
    },
    { scope: 'worker' },
  ],
});
