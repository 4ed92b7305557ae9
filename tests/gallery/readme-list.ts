import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The README's pictures of screens: the shots that stand side by side in each, and the compared pictures that show the same. */
export const README_PICTURES: Readonly<Record<string, { shots: readonly string[]; shownBy: readonly string[] }>> = {
  'overlay.png': { shots: ['overlay-usual'], shownBy: ['overlay-ar'] },
  'popup.png': {
    shots: ['popup-home', 'popup-party-dark', 'popup-party-ar'],
    shownBy: ['popup-home', 'popup-party-dark', 'popup-party'],
  },
};

export const README_FOLDER = path.resolve(import.meta.dirname, '../../docs/images');
const KEPT = path.resolve(import.meta.dirname, '../looks/baselines');
/** What the compared pictures were when the README's were taken. */
export const MADE_FROM = path.join(README_FOLDER, 'made-from.json');

/** picture -> compared picture -> its digest today. */
export const looksToday = (): Record<string, Record<string, string>> =>
  Object.fromEntries(
    Object.entries(README_PICTURES).map(([picture, { shownBy }]) => [
      picture,
      Object.fromEntries(shownBy.map((name) => [name, digest(path.join(KEPT, `${name}.png`))])),
    ]),
  );

const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
