/**
 * The README's pictures of overlay and popup, taken anew from the gallery: `npm run readme:pictures`. Which they are, and by what
 * a test knows that they are old, stands in readme-list.ts. `npm run demo -- --headless` takes the one of two browsers.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';
import { type Gallery, openGallery } from './open.ts';
import { looksToday, MADE_FROM, README_FOLDER, README_PICTURES } from './readme-list.ts';
import { SHOTS } from './shot-list.ts';
import { show } from './show.ts';

/** Between and around pictures that stand side by side, px. */
const GAP = 28;
const MARGIN = 14;
/** What they stand on: light and dark ones are told from it. */
const GROUND = [216, 213, 204, 255];

async function take(gallery: Gallery, name: string): Promise<PNG> {
  const shot = SHOTS.find((one) => one.name === name);
  if (!shot) throw new Error(`no shot ${name}`);
  const page = await show(gallery, shot, (message) => console.error(`${name}: ${message}`));
  const box = name.startsWith('popup-') ? await page.locator('#app').boundingBox() : null;
  const taken = await page.screenshot(box ? { clip: box } : {});
  await page.close();
  return PNG.sync.read(taken);
}

function sideBySide(pictures: readonly PNG[]): PNG {
  const width = pictures.reduce((sum, one) => sum + one.width, 0) + GAP * (pictures.length - 1) + 2 * MARGIN;
  const whole = new PNG({ width, height: Math.max(...pictures.map((one) => one.height)) + 2 * MARGIN });
  for (let at = 0; at < whole.data.length; at += 4) whole.data.set(GROUND, at);
  let x = MARGIN;
  for (const one of pictures) {
    PNG.bitblt(one, whole, 0, 0, one.width, one.height, x, MARGIN);
    x += one.width + GAP;
  }
  return whole;
}

const gallery = await openGallery();
try {
  for (const [file, { shots }] of Object.entries(README_PICTURES)) {
    const pictures: PNG[] = [];
    for (const name of shots) pictures.push(await take(gallery, name));
    const [only] = pictures;
    const whole = only && pictures.length === 1 ? only : sideBySide(pictures);
    writeFileSync(path.join(README_FOLDER, file), PNG.sync.write(whole, { colorType: 2, deflateLevel: 9 }));
    console.log(`docs/images/${file}: ${shots.join(', ')}`);
  }
  writeFileSync(MADE_FROM, `${JSON.stringify(looksToday(), null, 2)}\n`);
} finally {
  await gallery.close();
}
