import { expect, type Page, test } from '@playwright/test';
import { type Gallery, openGallery } from '../gallery/open.ts';
import type { Shot } from '../gallery/shot.ts';
import { show } from '../gallery/show.ts';

/** A page may style everything on it; the overlay is on it. Neither may reach the other. */
let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await openGallery();
});
test.afterAll(() => gallery.close());

const shot = (path: string): Shot => ({ name: path, path, width: 1180, height: 620 });
const open = (path: string) => show(gallery, shot(path), (message) => expect(message, 'error in the page').toBe(''));

/** Place and every computed style of every node of the overlay, host first. */
const looksOf = (page: Page) =>
  page.evaluate(() => {
    const host = document.querySelector('#watchparty-overlay');
    const nodes = [...(host ? [host] : []), ...(host?.shadowRoot?.querySelectorAll('*') ?? [])];
    return nodes.map((node) => {
      const { x, y, width, height } = node.getBoundingClientRect();
      const style = getComputedStyle(node);
      // Motion in mid-air differs by the frame. Variables go through host and wrapper, and end at our own below.
      const skip = node.closest('.wp-overlay') ? /^(animation|transition)/ : /^(animation|transition|--)/;
      const styles = [...style]
        .filter((name) => !skip.test(name))
        .map((name) => `${name}: ${style.getPropertyValue(name)}`);
      return { node: `${node.tagName}.${node.className}`, box: [x, y, width, height].map(Math.round), styles };
    });
  });

test('[UI] a page that styles everything with !important, turns round and changes the root’s font changes nothing of ours', async () => {
  const [calm, hostile] = [
    await open('/?scene=behind&size=sidebar'),
    await open('/?scene=behind&size=sidebar&hostile'),
  ];
  const [wanted, got] = [await looksOf(calm), await looksOf(hostile)];
  expect(got.length).toBe(wanted.length);
  const differences = got.flatMap((one, index) => {
    const other = wanted[index];
    const styles = one.styles.filter((style) => !other?.styles.includes(style));
    const moved = JSON.stringify(one.box) === JSON.stringify(other?.box) ? [] : [`box ${one.box} for ${other?.box}`];
    return [...moved, ...styles].map((difference) => `${one.node}: ${difference}`);
  });
  expect(differences).toEqual([]);
  // It can be used there, too.
  await hostile.locator('#watchparty-overlay textarea').fill('still here');
  expect(await hostile.locator('#watchparty-overlay textarea').inputValue()).toBe('still here');
});

test('[UI] on a page that reads from right to left the film ends where the panel begins, and goes back', async () => {
  const page = await open('/?scene=behind&size=sidebar&lang=ar');
  const film = () => page.locator('.film').boundingBox();
  await expect.poll(film).toMatchObject({ x: 0, width: 860 });
  await page.locator('#watchparty-overlay .wp-panel button').last().waitFor();
  await page.evaluate(() => (globalThis as unknown as { stop: AbortController }).stop.abort());
  await expect.poll(film).toMatchObject({ x: 0, width: 1180 });
  expect(await page.evaluate(() => document.querySelectorAll('[style]').length)).toBe(0);
});

test('[UI] nothing of ours reaches the page: no style, no node, no variable', async () => {
  const page = await open('/?scene=behind&size=pill');
  const looks = () =>
    page.evaluate(() =>
      [document.documentElement, document.body, ...document.body.querySelectorAll('.player, .player *')].map((node) => {
        const style = getComputedStyle(node);
        return (
          [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`).join('; ') +
          style.getPropertyValue('--wp-bg')
        );
      }),
    );
  const during = await looks();
  const sheets = await page.evaluate(
    () => document.adoptedStyleSheets.length + document.querySelectorAll('style').length,
  );
  expect(sheets).toBe(0);
  await page.evaluate(() => (globalThis as unknown as { stop: AbortController }).stop.abort());
  await expect.poll(() => page.evaluate(() => document.querySelector('#watchparty-overlay'))).toBeNull();
  expect(await looks()).toEqual(during);
});

test('[UI] the sidebar takes no room from what lies beside the film in fullscreen, and gives all back', async () => {
  const page = await open('/?scene=on-film&size=sidebar');
  const edge = (part: string) =>
    page.evaluate((it) => document.querySelector(it)?.getBoundingClientRect().right ?? Number.NaN, part);
  const styled = () => page.evaluate(() => document.querySelector('.player')?.getAttribute('style'));
  await page.evaluate(() => document.querySelector('.player')?.requestFullscreen());
  // The button that leads out again is among the controls.
  for (const part of ['.film', '.subtitle', '.controls'])
    await expect.poll(() => edge(part), { message: part }).toBeLessThanOrEqual(1180 - 320);
  await page.evaluate(() => document.exitFullscreen());
  await expect.poll(styled).not.toContain('border');
  expect(await edge('.film')).toBe(1180 - 320);
});
