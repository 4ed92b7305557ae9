import { until } from '../support/poll.ts';
import type { PromiseName } from './promises.ts';
import type { SitePage } from './site-page.ts';
import { looksOf, type Stage } from './stage.ts';
import { IN_STEP_WAIT_MS, isThere, near, seen } from './try-playback.ts';

const OVERLAY = 'document.querySelector("#watchparty-overlay")';
/** Width of the sidebar, CSS pixels, and what rounding may add. */
const SIDEBAR_PX = 320;
const ROUNDING_PX = 2;
const FIELD = 'input[placeholder="Message"], textarea[placeholder="Message"]';
const TYPED = 'f k space m';

const drawn = (page: SitePage) =>
  until(() => page.top<boolean>(`${OVERLAY}?.checkVisibility() === true`), 'the overlay is drawn', 5_000);

export const PLACE = {
  overlay: ({ page }) => drawn(page),

  async shrink({ page, subject }) {
    const limit = (await page.top<number>('document.documentElement.clientWidth')) - SIDEBAR_PX;
    const target = subject.frame ? subject.frame.selector : page.video;
    let right = 0;
    await until(
      async () => {
        const box = await page.boxOf(target, subject.frame ? 'top' : 'film');
        right = box ? box.x + box.width : Number.POSITIVE_INFINITY;
        return right <= limit + ROUNDING_PX;
      },
      'the film has room',
      5_000,
    ).catch((error) => {
      throw new Error(`${(error as Error).message}: it ends at ${right} of ${limit} px`);
    });
  },

  async keys(stage) {
    const { page, acts } = stage;
    const before = acts().length;
    await page.top(`globalThis.heardKeys = [];
      for (const at of [window, document]) at.addEventListener('keydown', (e) => globalThis.heardKeys.push(e.key), true);`);
    await page.click(FIELD, 'top');
    await page.driver.keyboard.type(TYPED);
    const field = `${OVERLAY}.shadowRoot.querySelector(${JSON.stringify(FIELD)})`;
    await until(() => page.top<boolean>(`${field}.value === ${JSON.stringify(TYPED)}`), 'the words stand in the field');
    const heard = await page.top<string[]>('globalThis.heardKeys');
    if (heard.length > 0) throw new Error(`the site heard ${heard.join(' ')}`);
    // A native setter and an event, as a person who clears the field causes.
    await page.top(`(() => {
      const field = ${field};
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, '');
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      field.blur();
    })()`);
    if (acts().length > before) throw new Error(`the film obeyed: ${acts().slice(before).join(' ')}`);
  },

  async fullscreen({ page, film }) {
    await page.showControls();
    // The overlay may lie over the site's button: what a click on that does is what counts.
    await page.film(`document.querySelector('[data-standin=fullscreen]').click()`);
    await until(() => page.top<boolean>('document.fullscreenElement !== null'), 'the site is fullscreen', 5_000);
    await until(
      () => page.top<boolean>(`${OVERLAY}.matches(':popover-open') || document.fullscreenElement.contains(${OVERLAY})`),
      'the overlay is inside of what is shown',
      5_000,
    );
    await drawn(page);
    await page.top('document.exitFullscreen()');
    await until(() => page.top<boolean>('document.fullscreenElement === null'), 'the site is as before', 5_000);
    await film.waitFor((state) => state.phase === 'content', 'the film is still there');
  },

  async reload({ page, film, state, timeline, press, subject }) {
    if (!timeline().playing) await press('video-play', timeline().position);
    const { contentSeconds } = await film.state();
    await page.driver.reload();
    await film.waitFor((now) => now.phase === 'content', 'the page has its film again', 20_000);
    await drawn(page);
    await seen(() => isThere(state()), 'the film is found again', state);
    await film.waitFor((now) => !now.paused, 'it plays again');
    // What the others last heard of the page may be of before: its place tells that it has caught up.
    if (subject.without?.seek === undefined)
      await film.waitFor((now) => now.contentSeconds > contentSeconds, 'it is where it was', IN_STEP_WAIT_MS);
    await seen(() => state() === 'in-step', 'it is in step again', state, IN_STEP_WAIT_MS);
  },

  async restore({ page, before }) {
    await page.top('document.activeElement?.blur?.()');
    let now = '';
    await until(async () => {
      now = await looksOf(page);
      return now === before;
    }, 'the page looks as before').catch((error) => {
      const lines = before.split('\n');
      const other = now.split('\n').find((line, at) => line !== lines[at]);
      throw new Error(`${(error as Error).message}: ${other} was ${lines[now.split('\n').indexOf(other ?? '')]}`);
    });
  },

  async leave({ page, film, house, press, subject }) {
    const popup = await house.ana.popup(page.driver);
    await popup.click('Leave party');
    await until(() => page.top<boolean>(`${OVERLAY} === null`), 'the overlay is gone', 10_000);
    await popup.close();
    await page.driver.bringToFront();
    const { contentSeconds } = await film.waitFor((state) => state.rate === 1, 'the rate is the page’s own');
    // Nothing reaches the page any more, and its own hand works.
    const seeks = subject.without?.['hand seek'] === undefined;
    if (seeks) await press('video-seek', 3);
    await film.pause();
    if (seeks) await film.seek(20);
    await film.waitFor((state) => state.paused && (!seeks || near(state.contentSeconds, 20, 0.5)), 'it obeys its hand');
    if (seeks && near(contentSeconds, 3, 0.15)) throw new Error('moved by a party that was left');
  },
} satisfies Partial<Record<PromiseName, (stage: Stage) => Promise<unknown>>>;
