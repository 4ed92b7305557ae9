import { expect, test } from '@playwright/test';
import { type Judge, openJudge } from '../gallery/judge.ts';
import { type Gallery, openGallery } from '../gallery/open.ts';
import { SHOTS } from '../gallery/shot-list.ts';

/**
 * Every screen and state of popup and overlay in a real Chromium, without extension and server: axe in light and dark, cut
 * words, targets of 24 px, 200 % zoom. `npm run shots` shows the same screens to eyes.
 */
let gallery: Gallery;
let judge: Judge;
test.beforeAll(async () => {
  gallery = await openGallery();
  judge = await openJudge(gallery);
});
test.afterAll(() => gallery.close());

for (const surface of ['popup', 'overlay', 'parts']) {
  const shots = SHOTS.filter(({ name }) => name.startsWith(surface));
  test(`[A11Y] nobody is kept out of the ${surface}, on ${shots.length} screens`, async () => {
    const findings: string[] = [];
    for (const shot of shots) findings.push(...(await judge.judge(shot)));
    expect(findings).toEqual([]);
  });
}
