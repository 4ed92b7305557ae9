import type { Page } from 'playwright-core';
import type { Gallery } from './open.ts';
import { settle } from './settle.ts';
import type { Shot } from './shot-list.ts';

/** Open a shot's page and bring it to rest. @param onError errors of the page itself */
export async function show(gallery: Gallery, shot: Shot, onError: (message: string) => void): Promise<Page> {
  const page = await gallery.page(
    { width: shot.width, height: shot.height },
    {
      forcedColors: shot.forcedColors ? 'active' : 'none',
      contrast: shot.moreContrast ? 'more' : 'no-preference',
      colorScheme: shot.dark ? 'dark' : 'light',
      // Pictures and findings do not depend on where this runs.
      timezoneId: 'UTC',
    },
  );
  page.on('pageerror', (error) => onError(error.message));
  page.on('console', (line) => line.type() === 'error' && onError(line.text()));
  await page.goto(`${gallery.url}${shot.path}`);
  await settle(page);
  if (shot.act) {
    await shot.act(page);
    await settle(page);
  }
  return page;
}
