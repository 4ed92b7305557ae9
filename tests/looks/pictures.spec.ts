import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { type Gallery, openGallery } from '../gallery/open.ts';
import type { Drawing } from '../gallery/same-everywhere.ts';
import { SHOTS } from '../gallery/shot-list.ts';
import { show } from '../gallery/show.ts';
import { sizedLike } from './sized-like.ts';

/** A dozen that shows most parts once: a change that nobody meant is seen here. To mean it: `npm run looks:renew`. */
const CHOSEN: Record<string, string> = {
  'popup-services': '#app',
  'popup-welcome': '#app',
  'popup-home': '#app',
  'popup-home-ar': '#app',
  'popup-home-offline': '#app',
  'popup-party': '#app',
  'popup-party-dark': '#app',
  'popup-party-settings-de': '#app',
  'overlay-behind': '.wp-panel',
  'overlay-ar': '.wp-panel',
  'overlay-crowd-open': '.wp-panel',
  invite: 'body > main',
};

/**
 * What may differ. By the same Chromium and font nothing does but the last bit of an edge; what is looked for must not hide
 * in it. Another Chromium draws edges and its own controls a little differently: a picture then shows only that a screen has
 * fallen apart, until somebody renews it. Both were measured (docs/looks.md).
 */
const STRICT = { threshold: 0.03, maxDiffPixelRatio: 0.0005 };
const LOOSE = { threshold: 0.3, maxDiffPixelRatio: 0.05 };

/** Without filters lines of flat colour repeat: a fifth smaller than browsers write them. */
const SMALL = { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 } as const;

const FOLDER = path.join(import.meta.dirname, 'baselines');
const MADE_WITH = path.join(FOLDER, 'made-with.json');
const words = ({ chromiumMajor, font }: Drawing) => `Chromium ${chromiumMajor}, font ${font.slice(0, 8)}`;

const isRenewed = () => test.info().config.updateSnapshots === 'all';

let gallery: Gallery;
let allowed = STRICT;
test.beforeAll(async () => {
  gallery = await openGallery({ same: true });
  const here = gallery.drawing as Drawing;
  if (isRenewed()) writeFileSync(MADE_WITH, `${JSON.stringify(here, null, 2)}\n`);
  const made: Drawing = JSON.parse(readFileSync(MADE_WITH, 'utf8'));
  if (words(made) === words(here)) return;
  allowed = LOOSE;
  console.log(
    `!! The pictures were made with ${words(made)}; this is ${words(here)}: compared loosely (${LOOSE.maxDiffPixelRatio * 100} % may differ). \`npm run looks:renew\` makes them anew.`,
  );
});
test.afterAll(async () => {
  await gallery?.close();
  // The repository keeps each of them for ever.
  if (isRenewed())
    for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.png'))) {
      const picture = PNG.sync.read(readFileSync(path.join(FOLDER, file)));
      writeFileSync(path.join(FOLDER, file), PNG.sync.write(picture, SMALL));
    }
});

for (const [name, part] of Object.entries(CHOSEN))
  test(`${name} looks as it was last agreed`, async () => {
    const shot = SHOTS.find((one) => one.name === name);
    if (!shot) throw new Error(`no shot ${name}`);
    const page = await show(gallery, shot, (message) => expect.soft(message, name).toBe(''));
    const screen = page.locator(part).first();
    if (allowed === STRICT) await expect(screen).toHaveScreenshot(`${name}.png`, STRICT);
    else {
      // Another Chromium's letters may make it a pixel larger, which no tolerance for pixels allows.
      const drawn = await screen.screenshot({ animations: 'disabled', scale: 'css' });
      const agreed = readFileSync(path.join(FOLDER, `${name}.png`));
      expect(sizedLike(drawn, agreed)).toMatchSnapshot(`${name}.png`, LOOSE);
    }
    await page.close();
  });
