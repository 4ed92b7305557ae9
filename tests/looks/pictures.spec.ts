import { expect, test } from '@playwright/test';
import { type Gallery, openGallery } from '../gallery/open.ts';
import { SHOTS } from '../gallery/shot-list.ts';
import { show } from '../gallery/show.ts';

let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await openGallery();
});
test.afterAll(() => gallery.close());

/** A dozen that shows most parts once: a change that nobody meant is seen here. To mean it: --update-snapshots. */
const CHOSEN: Record<string, string> = {
  'popup-services': '#app',
  'popup-welcome': '#app',
  'popup-home': '#app',
  'popup-home-ar': '#app',
  'popup-home-empty': '#app',
  'popup-party': '#app',
  'popup-party-dark': '#app',
  'popup-party-settings-de': '#app',
  'popup-too-old': '#app',
  'overlay-behind': '.wp-panel',
  'overlay-ar': '.wp-panel',
  'overlay-crowd-open': '.wp-panel',
};

test('the chosen dozen looks as it was last agreed', async () => {
  test.setTimeout(120_000);
  expect(Object.keys(CHOSEN).length).toBe(12);
  for (const [name, part] of Object.entries(CHOSEN)) {
    const shot = SHOTS.find((one) => one.name === name);
    if (!shot) throw new Error(`no shot ${name}`);
    const page = await show(gallery, shot, (message) => expect.soft(message, name).toBe(''));
    await expect.soft(page.locator(part).first()).toHaveScreenshot(`${name}.png`);
    await page.close();
  }
});
