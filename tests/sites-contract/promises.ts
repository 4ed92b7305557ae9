import { until } from '../support/poll.ts';
import { type Stage, showControls } from './stage.ts';
import type { PromiseName, SUBJECTS } from './subjects.ts';

/** Seconds of content within which a jump counts as exact. */
const EXACT_S = 0.15;
/** A person's jump may land on the site's own segment. */
const BY_HAND_S = 0.5;
/** The controller corrects by a few percent while it catches up. */
const RATE_SLACK = 0.08;
const OVERLAY = '#watchparty-overlay';
const AD_WAIT_MS = 15_000;

const near = (a: number, b: number, within: number): boolean => Math.abs(a - b) <= within;

/** Each promise throws if it is broken. They follow each other on one page, in this order. */
export const RUN: Record<PromiseName, (stage: Stage) => Promise<unknown>> = {
  find: ({ state }) =>
    until(() => state() === 'in-step' || state() === 'starting' || state() === 'catching-up', 'the film is found'),

  async identity({ content, subject }) {
    await until(() => content()?.mediaKey === subject.keys[0], `the party watches ${subject.keys[0]}`).catch(
      (error) => {
        throw new Error(`${(error as Error).message}: ${JSON.stringify(content())}`);
      },
    );
    if (content()?.siteId !== subject.site) throw new Error(`site ${content()?.siteId}`);
  },

  async play({ film, press }) {
    await press('video-pause', 5);
    await film.waitFor((state) => state.paused, 'it stands first');
    await press('video-play', 5);
    const { contentSeconds } = await film.waitFor((state) => !state.paused && state.contentSeconds > 4, 'it plays');
    await film.waitFor((state) => state.contentSeconds > contentSeconds + 0.5, 'it moves');
  },

  async pause({ film, press, timeline }) {
    const { contentSeconds } = await film.state();
    await press('video-pause', contentSeconds);
    await film.waitFor((state) => state.paused, 'it stands');
    await film.waitFor((state) => near(state.contentSeconds, timeline().position, EXACT_S), 'it stands where all do');
  },

  async seek({ film, press }) {
    for (const to of [41.3, 12.7]) {
      await press('video-seek', to);
      await film.waitFor((state) => near(state.contentSeconds, to, EXACT_S), `it stands at ${to}`);
    }
    await film.waitFor((state) => state.paused, 'and still stands');
  },

  async rate({ film, press }) {
    await press('video-play', 12.7);
    await film.waitFor((state) => !state.paused, 'it plays');
    const at = async () => (await film.state()).contentSeconds;
    await press('video-rate', await at(), 1.5);
    await film.waitFor((state) => near(state.rate, 1.5, RATE_SLACK), 'it runs at 1.5');
    await press('video-rate', await at(), 1);
    await film.waitFor((state) => near(state.rate, 1, RATE_SLACK), 'it runs at 1');
  },

  /** What the person at the page does reaches the others. */
  async hand({ film, timeline }) {
    await film.pause();
    await until(() => !timeline().playing, 'the party stands');
    await film.seek(30.2);
    await until(() => near(timeline().position, 30.2, BY_HAND_S), 'the party jumps').catch((error) => {
      throw new Error(`${(error as Error).message}: ${JSON.stringify(timeline())}`);
    });
    await film.play();
    await until(() => timeline().playing, 'the party plays');
    await film.waitFor((state) => !state.paused && state.contentSeconds > 30.5, 'and so does the page');
  },

  overlay: ({ page }) =>
    page
      .locator(OVERLAY)
      .waitFor({ state: 'attached', timeout: 5_000 })
      .then(() => drawn(page)),

  async fullscreen({ page, film }) {
    await showControls(page);
    // The overlay may lie over the site's button: what a click on that does is what counts.
    await page.locator('[data-standin=fullscreen]').first().dispatchEvent('click');
    await until(() => page.evaluate(() => document.fullscreenElement !== null), 'the site is fullscreen', 5_000);
    await until(
      () =>
        page.evaluate((selector) => {
          const host = document.querySelector(selector);
          return host?.matches(':popover-open') || document.fullscreenElement?.contains(host);
        }, OVERLAY),
      'the overlay is inside of what is shown',
      5_000,
    );
    await drawn(page);
    await page.evaluate(() => document.exitFullscreen());
    await until(() => page.evaluate(() => document.fullscreenElement === null), 'the site is as before', 5_000);
    await film.waitFor((state) => state.phase === 'content', 'the film is still there');
  },

  async ad({ page, film, state, press, house }) {
    await film.waitFor((seen) => !seen.paused, 'it plays');
    await page.evaluate(() => window.__standin.forceAd());
    await film.waitFor((seen) => seen.phase === 'ad', 'the ad is on', AD_WAIT_MS);
    await until(() => state() === 'ad', 'the others see it', 4_000);
    const before = await film.state();
    await press('video-seek', 70);
    // Long enough for a write that should not be: the ad lasts five seconds.
    await until(async () => {
      const now = await film.state();
      return now.phase !== 'ad' || now.mediaSeconds > before.mediaSeconds + 2 || now.paused;
    }, 'time passes').catch(() => null);
    const { operation } = house.sites.forbidden()[0] ?? {};
    if (operation) throw new Error(`written to in an ad: ${operation}`);
    await film.waitFor((seen) => seen.phase === 'content', 'the ad is over', AD_WAIT_MS);
    await until(() => state() !== 'ad', 'the others see its end');
    // Stitched or not: the story is with the party again, and the way there does not lead through the ad once more.
    await until(() => state() === 'in-step', 'it is in step again', AD_WAIT_MS).catch(async (error) => {
      throw new Error(`${(error as Error).message}; film: ${JSON.stringify(await film.state())}`);
    });
    await film.waitFor((seen) => seen.phase === 'content' && seen.contentSeconds > 69.5, 'it is where Mira has jumped');
  },

  async next({ page, film, content, state, subject }) {
    await page.evaluate(() => window.__standin.nextEpisode());
    await until(() => content()?.mediaKey === subject.keys[1], 'the party goes on with it', 20_000).catch((error) => {
      throw new Error(`${(error as Error).message}: ${JSON.stringify(content())}`);
    });
    await film.waitFor((seen) => seen.phase === 'content', 'it is there');
    await until(() => state() !== 'other-title' && state() !== 'no-film', 'the page is with the party');
  },

  async metadata({ content, subject }) {
    const wanted = Object.entries(subject.second);
    if (wanted.length === 0) throw new Error('nothing asked for');
    const fits = () => {
      const seen: Record<string, unknown> = { ...content() };
      return wanted.every(([name, value]) => seen[name] === value);
    };
    await until(fits, JSON.stringify(subject.second), 3_000).catch((error) => {
      throw new Error(`${(error as Error).message}: ${JSON.stringify(content())}`);
    });
  },

  async forbidden({ house, page }) {
    const inPage = await page.evaluate(() => window.__standin.forbidden());
    const all = [...house.sites.forbidden().map(({ operation, detail }) => `${operation} ${detail}`), ...inPage];
    if (all.length > 0) throw new Error(JSON.stringify(all.slice(0, 3)));
  },

  async leave({ page, film, house, press }) {
    const popup = await house.ana.popup(page);
    await popup.click('Leave party');
    await page.locator(OVERLAY).waitFor({ state: 'detached', timeout: 10_000 });
    await popup.close();
    const { rate, contentSeconds } = await film.waitFor((state) => state.rate === 1, 'the rate is the page’s own');
    if (rate !== 1) throw new Error(`rate ${rate}`);
    // Nothing reaches the page any more, and its own hand works.
    await press('video-seek', 3);
    await film.pause();
    await film.seek(20);
    await film.waitFor((state) => state.paused && near(state.contentSeconds, 20, BY_HAND_S), 'the page obeys its hand');
    if (near(contentSeconds, 3, EXACT_S)) throw new Error('moved by a party that was left');
  },
};

async function drawn(page: Stage['page']): Promise<void> {
  const shown = await until(
    () => page.evaluate((selector) => document.querySelector(selector)?.checkVisibility() === true, OVERLAY),
    'the overlay is drawn',
    5_000,
  );
  if (!shown) throw new Error('not drawn');
}

/** Promises without meaning on a subject, and why. */
export const reasonAgainst = (subject: (typeof SUBJECTS)[number], name: PromiseName): string | undefined =>
  subject.without?.[name] ??
  (name === 'metadata' && Object.keys(subject.second).length === 0 ? 'covered by tests of the driver' : undefined);
