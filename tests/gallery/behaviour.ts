/**
 * What only a real browser can show of the overlay: keys, focus, fullscreen, room, a strict CSP. On the gallery's page,
 * without an extension: `npx tsx tests/gallery/behaviour.ts`. Exits with 1 if a promise is broken.
 */
import type { Page } from 'playwright-core';
import { openGallery } from './open.ts';

type Check = (page: Page) => Promise<unknown>;

const FIELD = '#watchparty-overlay textarea';
/** The site's listeners, registered after ours, and the worst of them: window, capture. */
const spy = (page: Page) =>
  page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'click', 'pointerdown']) {
      const capture = type !== 'click' && type !== 'pointerdown';
      window.addEventListener(type, (event) => seen.push(`${type} ${(event as KeyboardEvent).key ?? ''}`), { capture });
      document.addEventListener(type, () => seen.push(`document ${type}`));
    }
  });
const seen = (page: Page) => page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
const right = (page: Page) => page.evaluate(() => document.querySelector('.film')?.getBoundingClientRect().right);
const drawnOnTop = (page: Page) =>
  page.evaluate(() => document.elementFromPoint(innerWidth - 100, innerHeight - 30)?.id);
function same(got: unknown, wanted: unknown): void {
  if (JSON.stringify(got) !== JSON.stringify(wanted))
    throw new Error(`${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`);
}

/** In the page: glides up as a wheel does, and presses the button while that goes on. */
async function glideAndPress(): Promise<void> {
  const root = document.getElementById('watchparty-overlay')?.shadowRoot;
  const log = root?.querySelector('.wp-log');
  log?.scrollBy({ top: -3_000, behavior: 'smooth' });
  let button: HTMLElement | null | undefined = null;
  for (let n = 0; n < 120 && !button; n++) {
    await new Promise(requestAnimationFrame);
    button = root?.querySelector<HTMLElement>('.wp-new-below');
  }
  for (let n = 0; n < 4; n++) await new Promise(requestAnimationFrame);
  button?.click();
}

/** Is that end of the log in view, and still half a second of frames later? */
async function standsAt(page: Page, end: 'first' | 'last'): Promise<void> {
  await page.waitForFunction((end) => {
    const log = document.getElementById('watchparty-overlay')?.shadowRoot?.querySelector('.wp-log');
    const rows = [...(log?.querySelectorAll('[data-row]') ?? [])];
    const row = rows.at(end === 'first' ? 0 : -1);
    if (!log || !row) return false;
    const box = log.getBoundingClientRect();
    const { top, bottom } = row.getBoundingClientRect();
    const right = end === 'first' ? (row as HTMLElement).dataset.row === 'seq-1' : row.textContent?.includes('1000 ');
    const there = right && top >= box.top - 1 && bottom <= box.bottom + 1;
    const stand = globalThis as unknown as { stood?: number };
    stand.stood = there ? (stand.stood ?? 0) + 1 : 0;
    return stand.stood > 30;
  }, end);
  await page.evaluate(() => Object.assign(globalThis, { stood: 0 }));
}

const CHECKS: Record<string, Check> = {
  'keys typed in the overlay never reach the site, and are typed': async (page) => {
    await page.click(FIELD);
    await spy(page);
    await page.keyboard.type('k f m ');
    same(await page.inputValue(FIELD), 'k f m ');
    same(await seen(page), []);
    await page.keyboard.press('Enter');
    await page.getByText('k f m').waitFor();
    same(await page.inputValue(FIELD), '');
    same(await seen(page), []);
  },
  'keys pressed outside reach the site, also after a click on a reaction': async (page) => {
    await spy(page);
    await page.locator('.wp-reaction').first().click();
    same(await seen(page), []);
    await page.keyboard.press('k');
    same((await seen(page)).includes('keydown k'), true);
  },
  'Escape gives the keys back to the film': async (page) => {
    await page.click(FIELD);
    await page.keyboard.type('a');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.id !== 'watchparty-overlay');
    await spy(page);
    await page.keyboard.press('k');
    same((await seen(page)).includes('keydown k'), true);
  },
  'a site that steals the focus does not break off a sentence': async (page) => {
    await page.evaluate(() => {
      const thief = document.querySelector('.player') as HTMLElement;
      thief.tabIndex = -1;
      setInterval(() => {
        thief.dataset.thefts = `${Number(thief.dataset.thefts ?? 0) + 1}`;
        thief.focus();
      }, 250);
    });
    await page.click(FIELD);
    await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('.player')?.dataset.thefts) > 0);
    await page.keyboard.type('not one letter lost', { delay: 30 });
    same(await page.inputValue(FIELD), 'not one letter lost');
  },
  'the sidebar makes room and gives it back exactly': async (page) => {
    same(await right(page), 860);
    same(await page.evaluate(() => document.querySelectorAll('[style]').length), 1);
    await page.getByRole('button', { name: 'Hide the party panel' }).click();
    await page.waitForFunction(() => document.querySelector('.film')?.getBoundingClientRect().right === 1180);
    same(await page.evaluate(() => document.querySelectorAll('[style]').length), 0);
    same(await page.evaluate(() => getComputedStyle(document.querySelector('.player') as Element).width), '1180px');
  },
  'a page that undoes the room gets it done again': async (page) => {
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('[style]')) one.removeAttribute('style');
    });
    await page.waitForFunction(() => document.querySelector('.film')?.getBoundingClientRect().right === 860);
  },
  'it goes into the fullscreen element and keeps what is typed': async (page) => {
    await page.fill(FIELD, 'half a sent');
    await page.evaluate(() => document.querySelector('.player')?.requestFullscreen());
    await page.waitForFunction(() =>
      document.fullscreenElement?.contains(document.getElementById('watchparty-overlay')),
    );
    same(await page.inputValue(FIELD), 'half a sent');
    await page.waitForFunction(
      () => document.querySelector('.film')?.getBoundingClientRect().right === innerWidth - 320,
    );
    // What lies beside the film in the same player ends there, too: the button that leads out of fullscreen is among it.
    for (const beside of ['.controls', '.subtitle'])
      same(
        await page.evaluate(
          (it) => document.querySelector(it)!.getBoundingClientRect().right <= innerWidth - 320,
          beside,
        ),
        true,
      );
    same(await drawnOnTop(page), 'watchparty-overlay');
    await page.evaluate(() => document.exitFullscreen());
    await page.waitForFunction(() => document.getElementById('watchparty-overlay')?.parentElement === document.body);
  },
  'above a fullscreen video it is seen as a pill, for there it can not be clicked': async (page) => {
    await page.evaluate(() => {
      const video = document.body.appendChild(document.createElement('video'));
      return video.requestFullscreen();
    });
    await page.waitForFunction(() => document.getElementById('watchparty-overlay')?.matches(':popover-open'));
    await page.locator('.wp-pill').waitFor();
    // The fact that the pill is for. If this turns red, the browser has changed and the panel may come back.
    same(await page.evaluate(() => document.elementFromPoint(innerWidth - 60, innerHeight - 100)?.tagName), 'VIDEO');
    await page.evaluate(() => document.exitFullscreen());
    await page.locator(FIELD).waitFor();
    same(await page.evaluate(() => document.getElementById('watchparty-overlay')?.hasAttribute('popover')), false);
  },
  'Home and End reach the ends of a log of a thousand, and stay there': async (page) => {
    await page.goto(`${gallery.url}/?scene=thousand&size=sidebar`);
    await page.locator('.wp-log [data-row]').first().waitFor();
    for (let round = 0; round < 3; round++) {
      await page.locator('.wp-log').focus();
      await page.keyboard.press('Home');
      await standsAt(page, 'first');
      await page.keyboard.press('End');
      await standsAt(page, 'last');
    }
  },
  '"To newest" goes there in the middle of a glide': async (page) => {
    await page.goto(`${gallery.url}/?scene=thousand&size=sidebar`);
    await page.locator('.wp-log [data-row]').first().waitFor();
    for (let round = 0; round < 5; round++) {
      await page.evaluate(glideAndPress);
      await standsAt(page, 'last');
    }
  },
  'abort leaves nothing behind': async (page) => {
    await page.evaluate(() => (globalThis as unknown as { stop: AbortController }).stop.abort());
    await page.waitForFunction(() => document.querySelector('.film')?.getBoundingClientRect().right === 1180);
    same(await page.evaluate(() => document.querySelectorAll('[style], #watchparty-overlay').length), 0);
  },
};

const gallery = await openGallery();
try {
  for (const [name, check] of Object.entries(CHECKS)) {
    const page = await gallery.page({ width: 1180, height: 620 });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (line) => line.type() === 'error' && !line.text().includes('404') && errors.push(line.text()));
    await page.goto(`${gallery.url}/?scene=usual&size=sidebar`);
    await page.locator(FIELD).waitFor();
    await page.waitForFunction(() => document.querySelector('.film')?.getBoundingClientRect().right === 860);
    const failure = await check(page).then(
      () => (errors.length > 0 ? errors.join('; ') : null),
      (error: unknown) => String(error),
    );
    console.log(failure === null ? `ok      ${name}` : `BROKEN  ${name}: ${failure}`);
    if (failure !== null) process.exitCode = 1;
    await page.close();
  }
} finally {
  await gallery.close();
}
