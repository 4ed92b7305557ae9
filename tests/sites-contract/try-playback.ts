import { until } from '../support/poll.ts';
import type { PromiseName } from './promises.ts';
import type { Stage } from './stage.ts';

/** Seconds of content within which a jump counts as exact. */
const EXACT_S = 0.15;
/** A person's jump may land on the site's own segment. */
const BY_HAND_S = 0.5;
/** The controller corrects by a few percent while it catches up. */
const RATE_SLACK = 0.08;
const STALL_MS = 3_000;
/** After two jumps that missed, S18 allows none for 15 s; a second of drift takes the rate as long again. */
export const IN_STEP_WAIT_MS = 35_000;

export const near = (a: number, b: number, within: number): boolean => Math.abs(a - b) <= within;

/** Wait, and say what was seen instead. */
export const seen = async (fits: () => boolean, what: string, saw: () => unknown, timeoutMs?: number) => {
  await until(fits, what, timeoutMs).catch((error) => {
    throw new Error(`${(error as Error).message}: ${JSON.stringify(saw())}`);
  });
};

/** Nothing that the page did by itself may have become a command of the person before it. */
async function withoutActs(stage: Stage, run: () => Promise<unknown>): Promise<void> {
  const before = stage.acts().length;
  await run();
  const acts = stage.acts().slice(before);
  if (acts.length > 0) throw new Error(`taken for a command: ${acts.join(', ')}`);
}

export const PLAYBACK = {
  find: ({ state }) => seen(() => isThere(state()), 'the film is found', state),

  async identity({ content, subject }) {
    await seen(() => content()?.mediaKey === subject.keys[0], `the party watches ${subject.keys[0]}`, content);
    if (content()?.siteId !== subject.site) throw new Error(`site ${content()?.siteId}`);
  },

  async play({ film, press }) {
    await press('video-pause', 5);
    await film.waitFor((state) => state.paused, 'it stands first');
    await press('video-play', 5);
    const { contentSeconds } = await film.waitFor((state) => !state.paused, 'it plays');
    await film.waitFor((state) => state.contentSeconds > contentSeconds + 0.5, 'it moves');
  },

  async pause({ film, press, timeline, subject }) {
    const { contentSeconds } = await film.state();
    await press('video-pause', contentSeconds);
    await film.waitFor((state) => state.paused, 'it stands');
    if (subject.without?.seek === undefined)
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
    await press('video-play', (await film.state()).contentSeconds);
    await film.waitFor((state) => !state.paused, 'it plays');
    await press('video-rate', (await film.state()).contentSeconds, 1.5);
    await film.waitFor((state) => near(state.rate, 1.5, RATE_SLACK), 'it runs at 1.5');
  },

  async 'rate reset'(stage) {
    const { page, film, press } = stage;
    await withoutActs(stage, async () => {
      await page.film('window.__standin.resetRate()');
      await film.waitFor((state) => near(state.rate, 1.5, RATE_SLACK), 'it runs at 1.5 again');
    });
    await press('video-rate', (await film.state()).contentSeconds, 1);
    await film.waitFor((state) => near(state.rate, 1, RATE_SLACK), 'it runs at 1');
  },

  async stall(stage) {
    const { page, film, state, timeline, press } = stage;
    if (!timeline().playing) await press('video-play', timeline().position);
    await seen(() => isThere(state()) && state() !== 'buffering', 'it is with the party first', state);
    await withoutActs(stage, async () => {
      await page.film(`window.__standin.stall(${STALL_MS})`);
      await seen(() => state() === 'buffering', 'the others see that it loads', state);
      await seen(() => isThere(state()) && state() !== 'buffering', 'it is with the party again', state);
      await film.waitFor((now) => !now.paused, 'and plays');
    });
  },

  async 'hand pause'({ film, timeline, press }) {
    if (!timeline().playing) await press('video-play', timeline().position);
    // A player that is just jumping to the party's place stands for a moment: nobody would press pause then.
    const { contentSeconds } = await film.state();
    await film.waitFor((state) => !state.paused && state.contentSeconds > contentSeconds + 0.5, 'it plays first');
    await film.pause();
    await seen(() => !timeline().playing, 'the party stands', timeline);
  },

  async 'hand seek'({ film, timeline }) {
    await film.seek(30.2);
    await seen(() => near(timeline().position, 30.2, BY_HAND_S), 'the party jumps', timeline);
  },

  async 'hand play'({ film, timeline }) {
    await film.play();
    await seen(() => timeline().playing, 'the party plays', timeline);
    const { contentSeconds } = await film.state();
    await film.waitFor((state) => !state.paused && state.contentSeconds > contentSeconds + 0.3, 'and so does the page');
  },

  async 'hand rate'({ film, timeline }) {
    for (const rate of [1.25, 1]) {
      await film.rate(rate);
      await seen(() => timeline().rate === rate, `the party runs at ${rate}`, timeline);
    }
    await film.waitFor((state) => near(state.rate, 1, RATE_SLACK), 'it runs at 1');
  },

  async prompt({ page, film, timeline, subject, acts }) {
    const { name, button } = subject.prompt ?? { name: '', button: '' };
    const before = acts().length;
    await page.film(`window.__standin.prompt(${JSON.stringify(name)})`);
    await page.click(button);
    await film.waitFor((state) => !state.paused, 'the answer lets it go on');
    // The answer is a person's play, and may be told; the pause was nobody's.
    if (acts().slice(before).includes('video-pause') || !timeline().playing) throw new Error('the party has stopped');
  },
} satisfies Partial<Record<PromiseName, (stage: Stage) => Promise<unknown>>>;

const THERE = ['in-step', 'starting', 'catching-up', 'buffering'];
export const isThere = (state: string | undefined): boolean => THERE.includes(state ?? '');
