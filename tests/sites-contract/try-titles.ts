import { until } from '../support/poll.ts';
import type { PromiseName } from './promises.ts';
import type { Stage } from './stage.ts';
import { IN_STEP_WAIT_MS, isThere, seen } from './try-playback.ts';

const AD_WAIT_MS = 15_000;
/** Where Mira jumps to while Ana sees an ad; content seconds. */
const MEANWHILE = 70;

/** The page shows another title, or another cut under the same key: the party is with it, and moves it. */
async function withParty(stage: Stage): Promise<void> {
  const { film, state, timeline, press } = stage;
  await film.waitFor((now) => now.phase === 'content', 'it is there');
  await seen(() => isThere(state()), 'the page is with the party', state);
  await press('video-pause', timeline().position);
  await film.waitFor((now) => now.paused, 'it stands when the party does');
}

export const TITLES = {
  async 'ad in'({ page, film, state, press, timeline, house }) {
    if (!timeline().playing) await press('video-play', timeline().position);
    // A site under way to another place takes no ad: it would lie behind where it goes.
    const { contentSeconds } = await film.state();
    await film.waitFor((now) => !now.paused && now.contentSeconds > contentSeconds + 0.5, 'it plays');
    await page.film('window.__standin.forceAd()');
    await film.waitFor((now) => now.phase === 'ad', 'the ad is on', AD_WAIT_MS);
    await seen(() => state() === 'ad', 'the others see it', state, 4_000);
    const before = await film.state();
    await press('video-seek', MEANWHILE);
    // Long enough for a write that should not be: the ad lasts five seconds.
    await until(async () => {
      const now = await film.state();
      return now.phase !== 'ad' || now.mediaSeconds > before.mediaSeconds + 2 || now.paused;
    }, 'time passes').catch(() => null);
    const { operation } = house.sites.forbidden()[0] ?? {};
    if (operation) throw new Error(`written to in an ad: ${operation}`);
  },

  async 'ad out'({ film, state }) {
    await film.waitFor((now) => now.phase === 'content', 'the ad is over', AD_WAIT_MS);
    await seen(() => state() !== 'ad', 'the others see its end', state);
    // Stitched or not: the story is with the party again, and the way there does not lead through the ad once more.
    await seen(() => state() === 'in-step', 'it is in step again', state, IN_STEP_WAIT_MS);
    await film.waitFor((now) => now.phase === 'content' && now.contentSeconds > MEANWHILE - 0.5, 'it is with Mira');
  },

  async next(stage) {
    const { page, content, subject } = stage;
    const before = content()?.duration;
    await page.film('window.__standin.nextEpisode()');
    const [first, second] = subject.keys;
    await seen(() => content()?.mediaKey === second, 'the party goes on with it', content, 20_000);
    // One address for all that the page shows: the next film is another cut, whose length the host's page tells.
    if (first === second) await seen(() => content()?.duration !== before, 'the party hears its length', content);
    await withParty(stage);
  },

  async metadata({ content, subject }) {
    const wanted = Object.entries(subject.second);
    if (wanted.length === 0) throw new Error('nothing asked for');
    const fits = () => {
      const now: Record<string, unknown> = { ...content() };
      return wanted.every(([name, value]) => now[name] === value);
    };
    await seen(fits, JSON.stringify(subject.second), content, 5_000);
  },

  async back(stage) {
    await stage.page.top('history.back()');
    const [first] = stage.subject.keys;
    await seen(() => stage.content()?.mediaKey === first, 'the party goes back with it', stage.content, 20_000);
    await withParty(stage);
  },

  async forbidden({ house, page }) {
    const inPage = await page.film<unknown[]>('window.__standin.forbidden()');
    const all = [...house.sites.forbidden().map(({ operation, detail }) => `${operation} ${detail}`), ...inPage];
    if (all.length > 0) throw new Error(JSON.stringify(all.slice(0, 3)));
  },
} satisfies Partial<Record<PromiseName, (stage: Stage) => Promise<unknown>>>;
