import { expect, test } from '@playwright/test';
import { type Judge, openJudge } from '../gallery/judge.ts';
import { type Gallery, openGallery } from '../gallery/open.ts';
import type { Shot } from '../gallery/shot.ts';
import { DENSE, SHOTS } from '../gallery/shot-list.ts';

/**
 * Every screen and state of popup, overlay and invitation page in a real Chromium, without extension and server: axe in light and
 * dark, cut words, targets of 24 px, 200 % zoom. `npm run shots` shows the same screens to eyes.
 */
// Popup and overlay take nearly all of the time: side by side, each with a gallery of its own.
test.describe.configure({ mode: 'parallel' });
let gallery: Gallery;
let judge: Judge;
test.beforeAll(async () => {
  gallery = await openGallery();
  judge = await openJudge(gallery);
});
test.afterAll(() => gallery.close());

/**
 * Of a popup's words the longest (40 % longer than English) and those from right to left; every language has a few dense screens.
 * Of its dark colours the system's, which are those by choice (theme.test.ts). `npm run shots` shows the rest.
 */
const isJudged = ({ name, path, act }: Shot) =>
  !(name.startsWith('popup') && (/lang=(de|ja)/.test(path) || (act && /theme=dark/.test(path))));

/** Dealt out in this order, in as many parts as there are workers: the popup's screens take as long as all the others. */
const SURFACES = {
  popup: /^popup/,
  overlay: /^overlay/,
  'invitation page, and of parts by themselves': /^(invite|parts)/,
};

for (const [surface, names] of Object.entries(SURFACES)) {
  const shots = SHOTS.filter((shot) => names.test(shot.name) && isJudged(shot));
  test(`[A11Y] nobody is kept out of the ${surface}, on ${shots.length} screens`, async () => {
    test.setTimeout(300_000);
    const findings: string[] = [];
    for (const shot of shots) findings.push(...(await judge.judge(shot)));
    expect(findings).toEqual([]);
  });
}

for (const [surface, names] of Object.entries(DENSE))
  test(`[A11Y] every language has room and names in the ${surface}, on its ${names.length} densest screens`, async () => {
    test.setTimeout(120_000);
    const findings: string[] = [];
    for (const name of names) {
      const shot = SHOTS.find((one) => one.name === name);
      if (!shot) throw new Error(`no shot ${name}`);
      findings.push(...(await judge.inEachLanguage(shot)));
    }
    expect(findings).toEqual([]);
  });
