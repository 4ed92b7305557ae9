import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { type Gallery, openGallery } from '../gallery/open.ts';
import { overflows } from '../gallery/overflow.ts';
import { SHOTS, type Shot } from '../gallery/shot-list.ts';
import { show } from '../gallery/show.ts';

/** Every screen and state of popup and overlay in a real Chromium, without extension and server: how it looks and sounds. */
let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await openGallery();
});
test.afterAll(() => gallery.close());

/** What axe must not judge: the film's page around the overlay is not ours. */
const SITE = '.player, #gallery-site';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function findings(shot: Shot): Promise<string[]> {
  const errors: string[] = [];
  const page = await show(gallery, shot, (message) => errors.push(message));
  try {
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).exclude(SITE).analyze();
    return [
      ...errors.map((message) => `error: ${message}`),
      ...violations.flatMap(({ id, nodes }) => nodes.map((node) => `axe ${id}: ${node.target.join(' ')} ${node.html}`)),
      ...(shot.width < 340 || /crowd/.test(shot.name) ? [] : await overflows(page)),
    ].map((finding) => `${shot.name}: ${finding}`);
  } finally {
    await page.close();
  }
}

for (const surface of ['popup', 'overlay', 'parts'])
  test(`[A11Y] nobody is kept out of the ${surface}: no finding of axe, nothing cut, no error, in any state`, async () => {
    test.setTimeout(300_000);
    const all: string[] = [];
    for (const shot of SHOTS.filter(({ name }) => name.startsWith(surface))) all.push(...(await findings(shot)));
    expect(all).toEqual([]);
  });
