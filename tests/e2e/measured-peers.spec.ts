import { type Film, filmOn } from '../support/film.ts';
import { countMediaEvents, mediaEvents } from '../support/media-events.ts';
import { createParty, joinParty } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

/** What other watch-party players were measured to get wrong (docs/sync.md), in real browsers. */

const ONE_FRAME_S = 1 / 24;

const apart = async (films: readonly Film[]): Promise<number> => {
  const at = await Promise.all(films.map(async (film) => (await film.state()).contentSeconds));
  return Math.max(...at) - Math.min(...at);
};
const together = (films: readonly Film[], withinS: number, what: string) =>
  until(async () => (await apart(films)) < withinS, what);
const all = async (films: readonly Film[], paused: boolean, what: string) => {
  for (const film of films) await film.waitFor((state) => state.paused === paused, what);
};

test('[S3] two press at the same moment: one timeline, and one command is one act at each other viewer', async ({
  pair,
}) => {
  const { anaPage, miraPage } = await pair();
  const films = [filmOn(anaPage), filmOn(miraPage)] as const;
  const [anaFilm, miraFilm] = films;
  await miraFilm.waitFor((state) => state.phase === 'content', 'the film is there');
  await anaFilm.play();
  await all(films, false, 'both play');
  await together(films, 0.05, 'in step');

  await countMediaEvents(miraPage);
  await anaFilm.seek(40);
  await miraFilm.waitFor((state) => state.contentSeconds > 41, 'Mira jumped and goes on');
  await together(films, 0.1, 'in step after the jump');
  expect(await mediaEvents(miraPage)).toMatchObject({ seeking: 1 });
  expect((await mediaEvents(miraPage)).pause).toBeLessThanOrEqual(1);

  await countMediaEvents(miraPage);
  await anaFilm.pause();
  await all(films, true, 'both stand');
  await together(films, ONE_FRAME_S, 'on one frame');
  const { pause, play, seeking } = await mediaEvents(miraPage);
  expect({ pause, play }).toEqual({ pause: 1, play: 0 });
  expect(seeking).toBeLessThanOrEqual(1);

  await anaFilm.play();
  await all(films, false, 'both play again');
  for (const [by, other] of [
    [20, 70],
    [80, 30],
  ] as const) {
    await Promise.all([anaFilm.seek(by), miraFilm.seek(other)]);
    await until(async () => {
      const [a, m] = await Promise.all(films.map((film) => film.state()));
      return Math.abs(a!.contentSeconds - m!.contentSeconds) < 0.1 && !a!.paused && !m!.paused;
    }, 'two jumps at once end at one place');
  }
  await Promise.all([anaFilm.pause(), miraFilm.seek(50)]);
  await until(async () => {
    const [a, m] = await Promise.all(films.map((film) => film.state()));
    return a!.paused === m!.paused && Math.abs(a!.contentSeconds - m!.contentSeconds) < 0.1;
  }, 'a pause and a jump at once end on one timeline');
});

test('[S1] [S12] twenty rounds of play and pause: on one frame after each, and no distance is gathered', async ({
  pair,
}) => {
  const { anaPage, miraPage } = await pair();
  const films = [filmOn(anaPage), filmOn(miraPage)] as const;
  await films[1].waitFor((state) => state.phase === 'content', 'the film is there');
  for (let round = 0; round < 20; round += 1) {
    const by = films[round % 2]!;
    await by.play();
    await all(films, false, `both play in round ${round}`);
    await films[(round + 1) % 2]!.pause();
    await all(films, true, `both stand in round ${round}`);
    await together(films, ONE_FRAME_S, `on one frame after round ${round}`);
  }
});

test('[S27] two late joiners at once land where the party is, and nobody else is touched', async ({ chromium }) => {
  const [ana, mira, kei] = [await chromium('ana'), await chromium('mira'), await chromium('kei')];
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
  await together(films, 0.1, 'all in step');
  expect(await mediaEvents(anaPage)).toEqual({ seeking: 0, play: 0, pause: 0 });
});
