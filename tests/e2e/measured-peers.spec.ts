import { type Film, filmOn, together } from '../support/film.ts';
import { recorded, startRecording } from '../support/film-recorder.ts';
import { countMediaEvents, mediaEvents } from '../support/media-events.ts';
import { createParty, joinParty } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { percentiles, skewSeries } from '../support/skew.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

/** What other watch-party players were measured to get wrong (docs/sync.md), in real browsers. */

/** Readings of a second and a half. */
const NEWEST = 75;
/** How far apart films may be while they run, ms, in the middle of twenty starts: others gather 200 in each. */
const RUNNING_APART_MS = 60;

/** The same picture, by its pixels: two positions within a frame's time may lie on either side of its edge. */
const onOneFrame = (films: readonly Film[], what: string) =>
  until(async () => {
    const shown = await Promise.all(films.map(({ page }) => page.evaluate(() => window.__standin.frame()?.frame)));
    return shown[0] !== undefined && shown.every((frame) => frame === shown[0]);
  }, what);
/** The page's one button, at once: whatever it says at that moment. */
const press = (film: Film) => film.page.locator('[data-standin=play]').first().click();
const all = async (films: readonly Film[], paused: boolean, what: string) => {
  for (const film of films) await film.waitFor((state) => state.paused === paused, what);
};

/** Who has to load stands before the party goes on (S13): another way than who has the data. */
const hasDataAt = (seconds: number): boolean => {
  const ranges = document.querySelector('video')?.buffered;
  return ranges !== undefined && ranges.length > 0 && ranges.end(ranges.length - 1) > seconds;
};

/** The first plays; both run in step then. */
const watch = async (films: readonly [Film, Film]) => {
  await films[1].waitFor((state) => state.phase === 'content', 'the film is there');
  await films[0].play();
  await all(films, false, 'both play');
  await together(films, 'in step', { withinS: 0.05 });
};

test('[S3] two press at the same moment: one timeline, and one command is one act at each other viewer', async ({
  pair,
}) => {
  const { anaPage, miraPage } = await pair();
  const films = [filmOn(anaPage), filmOn(miraPage)] as const;
  const [anaFilm, miraFilm] = films;
  await watch(films);

  await until(() => miraPage.evaluate(hasDataAt, 41), 'Mira’s player has the data there');
  await countMediaEvents(miraPage);
  await anaFilm.seek(40);
  await miraFilm.waitFor((state) => state.contentSeconds > 41, 'Mira jumped and goes on');
  await together(films, 'in step after the jump', { withinS: 0.1 });
  expect(await mediaEvents(miraPage)).toEqual({ seeking: 1, pause: 0, play: 0 });

  await countMediaEvents(miraPage);
  await anaFilm.pause();
  await all(films, true, 'both stand');
  await onOneFrame(films, 'on one frame');
  const { pause, play, seeking } = await mediaEvents(miraPage);
  expect({ pause, play }).toEqual({ pause: 1, play: 0 });
  expect(seeking).toBeLessThanOrEqual(1);

  await countMediaEvents(miraPage);
  await anaFilm.play();
  await all(films, false, 'both play again');
  await together(films, 'in step again', { withinS: 0.05 });
  expect(await mediaEvents(miraPage)).toEqual({ seeking: 0, play: 1, pause: 0 });
  for (const [by, other] of [
    [20, 70],
    [80, 30],
  ] as const) {
    await Promise.all([anaFilm.seek(by), miraFilm.seek(other)]);
    await together(films, 'two jumps at once end at one place', { withinS: 0.1, each: (state) => !state.paused });
  }
  await Promise.all([anaFilm.pause(), miraFilm.seek(50)]);
  await until(async () => {
    const [a, m] = await Promise.all(films.map((film) => film.state()));
    return a!.paused === m!.paused && Math.abs(a!.contentSeconds - m!.contentSeconds) < 0.1;
  }, 'a pause and a jump at once end on one timeline');
});

test('[S3] [S19] one button, two hands: two plays play, two pauses pause, and a press into the other’s act has the last word', async ({
  pair,
}) => {
  // At once means before the one's word has come to the other.
  const { anaPage, miraPage } = await pair(GENERIC_FILM, { upMs: 40, downMs: 40, jitterMs: 10 });
  const films = [filmOn(anaPage), filmOn(miraPage)] as const;
  const [anaFilm, miraFilm] = films;
  await watch(films);
  /** So it is, and stays: what undoes a command does so within some hundred milliseconds. */
  const stay = async (paused: boolean, what: string) => {
    await all(films, paused, what);
    for (const page of [anaPage, miraPage]) await countMediaEvents(page);
    if (paused) await onOneFrame(films, `${what}: on one frame`);
    else {
      const from = (await anaFilm.state()).contentSeconds;
      for (const film of films) await film.waitFor((state) => state.contentSeconds > from + 0.7, `${what}: they run`);
      await together(films, `${what}: in step`, { withinS: 0.1 });
    }
    await all(films, paused, `${what}, and stay so`);
    for (const page of [anaPage, miraPage])
      expect((await mediaEvents(page)).play, what).toBeLessThanOrEqual(paused ? 0 : 1);
  };
  await Promise.all(films.map(press));
  await stay(true, 'two pauses at once');
  await Promise.all(films.map(press));
  await stay(false, 'two plays at once');
  await press(anaFilm);
  await miraFilm.waitFor((state) => state.paused, 'Mira’s film stops');
  await press(miraFilm);
  await stay(false, 'a play into the pause');
  await press(anaFilm);
  await all(films, true, 'both stand');
  await press(anaFilm);
  await miraFilm.waitFor((state) => !state.paused, 'Mira’s film starts');
  await press(miraFilm);
  await stay(true, 'a pause into the play');
});

test('[S1] [S12] twenty rounds of play and pause: on one frame after each, and no distance is gathered', async ({
  pair,
}) => {
  const { anaPage, miraPage } = await pair();
  const films = [filmOn(anaPage), filmOn(miraPage)] as const;
  await films[1].waitFor((state) => state.phase === 'content', 'the film is there');
  for (const page of [anaPage, miraPage]) await startRecording(page);
  const running: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const by = films[round % 2]!;
    await by.play();
    await all(films, false, `both play in round ${round}`);
    const from = Math.max(...(await Promise.all(films.map(async (film) => (await film.state()).contentSeconds))));
    for (const film of films) await film.waitFor((state) => state.contentSeconds > from + 0.2, 'they run');
    const playedAt = await anaPage.evaluate(() => performance.timeOrigin + performance.now());
    const tracks = await Promise.all([anaPage, miraPage].map((page) => recorded(page, NEWEST)));
    running.push(percentiles(skewSeries(tracks, playedAt - 150, playedAt - 30).map(({ skewMs }) => skewMs)).p50);
    await films[(round + 1) % 2]!.pause();
    await all(films, true, `both stand in round ${round}`);
    await onOneFrame(films, `on one frame after round ${round}`);
  }
  test.info().annotations.push({ type: 'apart', description: running.map((ms) => ms.toFixed(0)).join(' ') });
  const middle = (values: number[]) => percentiles(values).p50;
  expect(middle(running.slice(0, 10)), running.join(' ')).toBeLessThan(RUNNING_APART_MS);
  expect(middle(running.slice(10)), running.join(' ')).toBeLessThan(RUNNING_APART_MS);
});

test('[S27] two late joiners at once land where the party is, and nobody else is touched', async ({ chromium }) => {
  const [ana, mira, kei] = await Promise.all([chromium('ana'), chromium('mira'), chromium('kei')]);
  const anaPage = await ana.open(GENERIC_FILM);
  const code = await createParty(ana, anaPage, 'Ana');
  const anaFilm = filmOn(anaPage);
  await anaFilm.seek(30);
  await anaFilm.play();
  await anaFilm.waitFor((state) => !state.paused && state.contentSeconds > 31, 'Ana watches');
  await countMediaEvents(anaPage);
  const [miraPage, keiPage] = await Promise.all([
    joinParty(mira, await mira.open('about:blank'), 'Mira', code),
    joinParty(kei, await kei.open('about:blank'), 'Kei', code),
  ]);
  const films = [anaFilm, filmOn(miraPage), filmOn(keiPage)];
  await all(films, false, 'all play');
  await together(films, 'all in step', { withinS: 0.1 });
  expect(await mediaEvents(anaPage)).toEqual({ seeking: 0, play: 0, pause: 0 });
});
