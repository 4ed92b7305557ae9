import type { Page } from 'playwright-core';
import { settle } from './settle.ts';
import type { Shot } from './shot.ts';

/** Bring a shot onto a page that is open already, and to rest. @param url of the gallery */
export async function visit(page: Page, url: string, shot: Shot): Promise<void> {
  // A window that a film fills has no other size.
  await page.evaluate(() => document.fullscreenElement && document.exitFullscreen());
  await page.setViewportSize({ width: shot.width, height: shot.height });
  await page.emulateMedia({
    forcedColors: shot.forcedColors ? 'active' : 'none',
    contrast: shot.moreContrast ? 'more' : 'no-preference',
    colorScheme: shot.dark ? 'dark' : 'light',
  });
  await page.goto(`${url}${shot.path}`);
  await settle(page);
  if (shot.act) {
    await shot.act(page);
    await settle(page);
  }
}
