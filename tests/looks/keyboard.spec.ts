import { expect, type Page, test } from '@playwright/test';
import { heard, listen } from '../gallery/hearing.ts';
import { type Gallery, openGallery } from '../gallery/open.ts';
import { SHOTS } from '../gallery/shot-list.ts';
import { tabWalk } from '../gallery/tab-walk.ts';
import { visit } from '../gallery/visit.ts';

/** Popup and overlay without a mouse and without eyes, in a real Chromium, without extension and server. */
let gallery: Gallery;
let page: Page;
test.beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.page({ width: 1180, height: 620 });
});
test.afterAll(() => gallery.close());

async function open(name: string): Promise<void> {
  const shot = SHOTS.find((one) => one.name === name);
  if (!shot) throw new Error(`no shot ${name}`);
  await visit(page, gallery.url, shot);
}
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();

const WALKED = [
  'services',
  'welcome',
  'welcome-film',
  'welcome-invited',
  'sign-in',
  'home',
  'home-ar',
  'invited',
  'schedule',
  'planned',
  'party',
].map((name) => `popup-${name}`);
const WALKED_TOO = [
  'popup-party-ar',
  'popup-party-guest',
  'popup-member-menu',
  'popup-party-settings',
  'popup-settings',
];
const BESIDE_THE_FILM = [
  'overlay-usual',
  'overlay-ar',
  'overlay-talk',
  'overlay-menu',
  'overlay-settings',
  'overlay-going',
  'overlay-people-menu-en',
  'overlay-people-ban-ar',
];

test('[A11Y] the tab key goes through each screen as it is read, every stop is seen, nothing is left out', async () => {
  const faults: string[] = [];
  for (const name of [...WALKED, ...WALKED_TOO, ...BESIDE_THE_FILM]) {
    await open(name);
    const walk = await tabWalk(page);
    if (walk.visited.length < 2) faults.push(`${name}: only ${walk.visited.length} stops`);
    faults.push(...walk.faults.map((fault) => `${name}: ${fault}`));
  }
  expect(faults).toEqual([]);
});

test('[A11Y] Escape folds in what is open and the focus goes back to where it came from', async () => {
  for (const [shot, opener, opened] of [
    ['overlay-usual', 'More', '.wp-menu'],
    ['overlay-usual', /people here/, '.wp-members'],
    ['overlay-usual', /reactions/, '.wp-picker input:focus'],
    ['popup-party', 'Options for Ana', '.pop-menu'],
    ['popup-party', /QR/, '.pop-qr'],
  ] as const) {
    await open(shot);
    const it = button(opener);
    await it.focus();
    await page.keyboard.press('Enter');
    await page.locator(opened).waitFor();
    // A picture for cameras has nothing to go to.
    if (opener.toString() !== '/QR/') await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expect(page.locator('[aria-expanded="true"]')).toHaveCount(0);
    await expect(button(opener)).toBeFocused();
  }
});

test('[A11Y] a member’s menu by keyboard: no is where one stands, Escape folds it in, and the focus outlives the row', async () => {
  await open('overlay-people-open');
  const options = button(/^Options for .*Smythe$/);
  const remove = page.locator('.wp-members').getByRole('button', { name: 'Remove', exact: true });
  await options.focus();
  await page.keyboard.press('Enter');
  await remove.waitFor();
  for (const next of ['Mute', 'Make co-host', 'Make host', 'Remove']) {
    await page.keyboard.press('Tab');
    await expect(button(next)).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(button('Keep')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(remove).toHaveCount(0);
  await expect(options).toBeFocused();
  // They go while one stands there.
  await page.evaluate(() => {
    const { overlay, sample } = globalThis as unknown as Lent;
    overlay.update(sample.view('in-step', false));
  });
  await expect(options).toHaveCount(0);
  await expect(button(/people here/)).toBeFocused();
});

test('[A11Y] who goes to the newest message by keyboard stays in the log when that button goes', async () => {
  await open('overlay-thousand');
  const log = page.locator('.wp-log');
  // At once: where a key leads the browser glides to, and a press in mid-glide would be scrolled away from.
  await log.evaluate((element) => element.scrollTo(0, 0));
  const toNewest = page.locator('.wp-new-below');
  await toNewest.focus();
  await page.keyboard.press('Enter');
  await expect(toNewest).toHaveCount(0);
  await expect(log).toBeFocused();
});

/** Counts the keys that a site would hear. */
const listenLikeASite = () =>
  page.evaluate(() => {
    document.documentElement.dataset.keys = '';
    document.addEventListener('keydown', ({ key }) => {
      document.documentElement.dataset.keys += `${key} `;
    });
  });
const siteHeard = () => page.evaluate(() => document.documentElement.dataset.keys);

for (const [shot, gone, next] of [
  ['overlay-usual', 'Hide the party panel', '.wp-pill'],
  ['overlay-pill', /Show the party panel/, 'textarea.wp-field'],
  ['overlay-failing-en', 'Discard', '.wp-log'],
  ['overlay-behind', 'Show now', '.wp-log'],
  ['overlay-answering-en', 'Do not reply', 'textarea.wp-field'],
] as const)
  test(`[A11Y] a button that goes with its press (${gone}) leaves no key to the film`, async () => {
    await open(shot);
    await listenLikeASite();
    const pressed = button(gone);
    await pressed.focus();
    await page.keyboard.press('Enter');
    await expect(pressed).toHaveCount(0);
    await expect(page.locator(next).first()).toBeFocused();
    await page.keyboard.press('k');
    expect(await siteHeard()).toBe('');
  });

test('[A11Y] who writes and sends with the button goes on writing, and who is muted meanwhile reads on', async () => {
  await open('overlay-usual');
  await listenLikeASite();
  const field = page.locator('textarea.wp-field');
  await field.focus();
  await page.keyboard.type('hi');
  await button('Send').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('and');
  await expect(field).toHaveValue('and');
  await page.evaluate(() => {
    const { overlay, sample } = globalThis as unknown as Lent;
    const view = sample.view('in-step', true) as { you: string; members: { id: string; muted?: boolean }[] };
    const members = view.members.map((member) => (member.id === view.you ? { ...member, muted: true } : member));
    overlay.update({ ...view, members });
  });
  await expect(field).toHaveCount(0);
  await expect(page.locator('.wp-log')).toBeFocused();
  await page.keyboard.type('k');
  expect(await siteHeard()).toBe('');
});

test('[A11Y] who presses with the mouse leaves the keys to the film', async () => {
  await open('overlay-usual');
  await listenLikeASite();
  await page.locator('textarea.wp-field').click();
  await button('Hide the party panel').click();
  await page.locator('.wp-pill').waitFor();
  await page.keyboard.press('k');
  expect(await siteHeard()).toBe('k ');
});

test('[A11Y] a list with more people than show and nothing to press is scrolled by keyboard', async () => {
  await open('popup-party-guest');
  const list = page.locator('ul.pop-list');
  await expect(list).not.toHaveAttribute('tabindex');
  await list.evaluate((element) => Object.assign(element.style, { maxHeight: '60px' }));
  await expect(list).toHaveAttribute('tabindex', '0');
  await list.focus();
  await page.keyboard.press('End');
  await expect.poll(() => list.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
});

test('[A11Y] a question in place of a row keeps the focus, Escape is a no', async () => {
  await open('popup-home');
  const end = button(/^End .*Friday film club/);
  await end.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  for (let stop = 0; stop < 3; stop++) {
    await page.keyboard.press('Tab');
    await expect(dialog.locator(':focus')).toHaveCount(1);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(end).toBeFocused();
});

test('[A11Y] a screen below another begins at its title and leads back to the button before', async () => {
  await open('popup-home');
  for (const opener of ['#pop-self', '#pop-settings', '#pop-schedule']) {
    await page.locator(opener).focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('h1:focus, input:focus')).toHaveCount(1);
    await button('Back').click();
    await expect(page.locator(opener)).toBeFocused();
  }
});

/** What the gallery lends to tests. */
type Lent = {
  overlay: { update(view: unknown): void; chat(update: unknown): void; local(local: unknown): void };
  sample: { view(state: string, waited: boolean): unknown; chat(...seqs: number[]): unknown; local: unknown };
};
const flap = (waited: boolean) =>
  page.evaluate(async (wait) => {
    const { overlay, sample } = globalThis as unknown as Lent;
    for (let turn = 0; turn < 10; turn++) {
      overlay.update(sample.view(turn % 2 ? 'in-step' : 'buffering', wait && turn % 2 === 0));
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, waited);

for (const size of ['sidebar', 'pill']) {
  test(`[A11Y] live regions do not chatter: messages once, flapping states not at all (${size})`, async () => {
    await page.setViewportSize({ width: 1180, height: 620 });
    await page.goto(`${gallery.url}/?scene=empty&size=${size}`);
    await page.locator(size === 'pill' ? '.wp-pill' : '.wp-panel').waitFor();
    await listen(page);
    const say = (...seqs: number[]) =>
      page.evaluate((all) => {
        const { overlay, sample } = globalThis as unknown as Lent;
        overlay.chat(sample.chat(...all));
      }, seqs);

    // They come in, which is said.
    await flap(false);
    await expect.poll(async () => (await heard(page)).join()).toMatch(/joined/);
    await flap(false);
    expect(await heard(page)).toEqual([]);
    await flap(true);
    expect(await heard(page)).toEqual(['Waiting for Jonathan']);
    await say(1);
    expect(await heard(page)).toEqual([expect.stringMatching(/^Ana:? said 1$/)]);
    await say(1, 2, 3);
    expect(await heard(page)).toEqual([expect.stringMatching(/said 2/), expect.stringMatching(/said 3/)]);
    await flap(false);
    await say(1, 2, 3);
    expect(await heard(page)).toEqual([]);
    // A start that waits for a click says where the party is, which moves on.
    await page.evaluate(async () => {
      const { overlay, sample } = globalThis as unknown as Lent;
      for (let second = 0; second < 5; second++) {
        overlay.local({ ...(sample.local as object), needsClick: true, partyPosition: 750 + second });
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
    expect(await heard(page)).toEqual(['Click to join']);
  });
}
