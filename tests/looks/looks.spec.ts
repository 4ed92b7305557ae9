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
/** What a page owes as a whole: around the overlay that is the site's, too. */
const OF_THE_PAGE = ['landmark-one-main', 'page-has-heading-one', 'region'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function findings(shot: Shot): Promise<string[]> {
  const errors: string[] = [];
  const page = await show(gallery, shot, (message) => errors.push(message));
  try {
    const axe = new AxeBuilder({ page }).withTags(TAGS).exclude(SITE);
    const { violations } = await (shot.name.startsWith('popup')
      ? axe
      : axe.disableRules([...OF_THE_PAGE, ...(shot.forcedColors ? ['color-contrast'] : [])])
    ).analyze();
    return [
      ...errors.map((message) => `error: ${message}`),
      ...violations.flatMap(({ id, nodes }) => nodes.map((node) => `axe ${id}: ${node.target.join(' ')} ${node.html}`)),
      ...(shot.width < 340 || /crowd/.test(shot.name) ? [] : await overflows(page)),
    ].map((finding) => `${shot.name}: ${finding}`);
  } finally {
    await page.close();
  }
}

/** Small sets: one that takes minutes tells nothing when it is cut off. */
const SET_SIZE = 12;
for (const surface of ['popup', 'overlay', 'parts']) {
  const shots = SHOTS.filter(({ name }) => name.startsWith(surface));
  for (let start = 0; start < shots.length; start += SET_SIZE) {
    const set = shots.slice(start, start + SET_SIZE);
    test(`[A11Y] nobody is kept out of the ${surface}, ${set[0]?.name} and ${set.length - 1} more`, async () => {
      test.setTimeout(120_000);
      const all: string[] = [];
      for (const shot of set) all.push(...(await findings(shot)));
      expect(all).toEqual([]);
    });
  }
}

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
