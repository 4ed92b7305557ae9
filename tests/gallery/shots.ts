/**
 * Pictures of every screen and state into `shots/`: `npm run shots [name ...]`. Names that start with `real` take the
 * built extension, a server and the stand-in sites; all others are pages of the gallery. For eyes; the chosen dozen that
 * is compared by machine stands in tests/looks/pictures.spec.ts.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildExtension } from '../../scripts/build.ts';
import { openGallery } from './open.ts';
import { shootReal } from './real-shots.ts';
import type { Shot } from './shot.ts';
import { SHOTS } from './shot-list.ts';
import { show } from './show.ts';

const folder = path.resolve(import.meta.dirname, '../../shots');
const only = process.argv.slice(2);
const isWanted = (name: string) => only.length === 0 || only.some((part) => name.includes(part));

async function shoot(shots: readonly Shot[]): Promise<void> {
  const gallery = await openGallery();
  try {
    for (const shot of shots) {
      const page = await show(gallery, shot, (message) => console.error(`${shot.name}: ${message}`));
      const box = shot.name.startsWith('popup-') ? await page.locator('#app').boundingBox() : null;
      await page.screenshot({ path: path.join(folder, `${shot.name}.png`), ...(box ? { clip: box } : {}) });
      await page.close();
    }
  } finally {
    await gallery.close();
  }
}

mkdirSync(folder, { recursive: true });
const shots = SHOTS.filter(({ name }) => isWanted(name));
if (shots.length > 0) await shoot(shots);
if (isWanted('real')) {
  if (!existsSync('dist/chrome/manifest.json')) await buildExtension(['chrome']);
  await shootReal(folder);
}
console.log(`pictures in ${path.relative('.', folder)}/`);
