import { type Film, filmOn } from '../support/film.ts';
import { countMediaEvents, mediaEvents } from '../support/media-events.ts';
import { until } from '../support/poll.ts';
import { expect, test } from './fixtures.ts';

/**
 * A film that slips by nobody's hand (docs/sync.md, S16): the viewer makes it good alone. How fast is the bench's affair; here
 * it is by what means, and that nobody else feels it.
 */

/** A seek costs the film about this long, s: what remains of the slip is to be the round number. */
const SEEK_DEBT_S = 0.1;
const NEAR_S = 0.04;
/** Below a second it is the rate that brings the film back; above, one seek beside the slip's own. */
const SLIPS = [
  { seconds: -0.25, seeks: 0 },
  { seconds: 0.6, seeks: 0 },
  { seconds: -2, seeks: 1 },
  { seconds: 6, seeks: 1 },
] as const;

const behind = async (film: Film, other: Film): Promise<number> => {
  const [a, b] = await Promise.all([film.state(), other.state()]);
  return b.contentSeconds - a.contentSeconds;
};

test('[S16] [S17] a film that slips by 0.25, 0.6, 2 or 6 s comes back by itself, and the other is not touched', async ({
  pair,
}) => {
  const { anaPage, miraPage } = await pair();
  const films = [filmOn(anaPage), filmOn(miraPage)] as const;
  const [anaFilm, miraFilm] = films;
  const inStep = (what: string) => until(async () => Math.abs(await behind(miraFilm, anaFilm)) < NEAR_S, what);
  await miraFilm.waitFor((state) => state.phase === 'content', 'the film is there');
  await anaFilm.play();
  for (const film of films) await film.waitFor((state) => !state.paused && state.contentSeconds > 3, 'both play');
  for (const { seconds, seeks } of SLIPS) {
    await inStep(`in step before a slip of ${seconds} s`);
    for (const page of [anaPage, miraPage]) await countMediaEvents(page);
    await miraPage.evaluate((by) => {
      document.querySelector('video')!.currentTime += by;
    }, seconds + SEEK_DEBT_S);
    // It did slip: else what follows would prove nothing.
    const slipped = Math.abs(seconds) / 2;
    await until(async () => Math.abs(await behind(miraFilm, anaFilm)) > slipped, `slipped by ${seconds} s`, 2_000);
    await inStep(`in step after a slip of ${seconds} s`);
    expect(await mediaEvents(miraPage), `${seconds} s`).toMatchObject({ seeking: 1 + seeks });
    expect(await mediaEvents(anaPage), `${seconds} s`).toEqual({ seeking: 0, play: 0, pause: 0 });
  }
});
