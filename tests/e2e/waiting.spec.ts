import { thrownBack } from '../bench/sync/metrics/recovery.ts';
import { emptyRecord } from '../bench/sync/metrics/tracks.ts';
import { type DelayProxy, startDelayProxy } from '../support/delay-proxy.ts';
import { filmOn, together } from '../support/film.ts';
import { recorded, startRecording } from '../support/film-recorder.ts';
import { countMediaEvents, mediaEvents } from '../support/media-events.ts';
import { overlayOf } from '../support/overlay-flow.ts';
import { createParty, joinParty, useServer } from '../support/party-flow.ts';
import { expect, test } from './fixtures.ts';

/** A film that its page feeds by script, so that it can run dry. */
const FED_FILM = 'https://films.example/bare?source=mse';
/** A line to the server as people have it: the server's moment is 40 ms old when a player hears of it. */
const LINE = { upMs: 40, downMs: 40, jitterMs: 10 };
/**
 * Who is held runs on until they hear of it, and comes back by that with their still picture (docs/sync.md). Beyond the line
 * two pictures of the film, for what a busy machine takes to stop a player.
 */
const BACK_MAX_MS = LINE.downMs + LINE.jitterMs + 2_000 / 30;
const UNTOUCHED = { seeking: 0, play: 0, pause: 0 };

test('[S22] [S23] one film runs dry: all wait and see for whom, go on without by a button or by themselves, and nobody is thrown back', async ({
  chromium,
  server,
}) => {
  const proxies: DelayProxy[] = [];
  const person = async (name: string, seed: number) => {
    const user = await chromium(name);
    const proxy = await startDelayProxy({ targetPort: server.port, link: LINE, seed });
    proxies.push(proxy);
    await useServer(user, proxy.url);
    return { user, page: await user.open(FED_FILM) };
  };
  try {
    const [ana, mira, kei] = await Promise.all([person('ana', 1), person('mira', 2), person('kei', 3)]);
    const code = await createParty(ana.user, ana.page, 'Ana');
    await joinParty(mira.user, mira.page, 'Mira', code);
    await joinParty(kei.user, kei.page, 'Kei', code);
    const pages = [ana.page, mira.page, kei.page] as const;
    const films = pages.map(filmOn);
    const [anaFilm, miraFilm, keiFilm] = films as [(typeof films)[0], (typeof films)[0], (typeof films)[0]];
    const others = [anaFilm, miraFilm];

    const inStep = (what: string) => together(films, what, { withinS: 0.1, each: (state) => !state.paused });
    const feed = (withinMs: number) => kei.page.evaluate((ms) => window.__standin.stall(ms), withinMs);
    const starve = () => feed(60_000);
    const isHeld = async (what: string) => {
      for (const film of others) await film.waitFor((state) => state.paused, what);
      for (const { page } of others)
        await expect(overlayOf(page).getByTitle('Waiting for Kei', { exact: true })).toBeVisible();
      await expect(overlayOf(kei.page).getByTitle('The others are waiting for you', { exact: true })).toBeVisible();
    };

    await anaFilm.play();
    for (const film of films) await film.waitFor((state) => !state.paused && state.contentSeconds > 3, 'all watch');
    await inStep('all in step');
    for (const page of pages) await startRecording(page);

    await starve();
    await isHeld('held, for Kei has nothing to show');
    const { contentSeconds: heldAt } = await miraFilm.state();
    await overlayOf(ana.page).getByRole('button', { name: 'Continue now' }).click();
    for (const film of others)
      await film.waitFor(
        (state) => !state.paused && state.contentSeconds > heldAt + 1,
        'they go on without Kei',
        5_000,
      );
    await expect(overlayOf(mira.page).getByText('Ana went on without waiting').first()).toBeVisible();
    const dry = await keiFilm.state();
    expect(dry.contentSeconds, 'Kei still has nothing').toBeLessThan((await miraFilm.state()).contentSeconds - 0.5);
    for (const { page } of others) await countMediaEvents(page);
    await feed(0);
    await inStep('Kei has caught up');
    for (const { page } of others) expect(await mediaEvents(page), 'caught up alone').toEqual(UNTOUCHED);

    await starve();
    await isHeld('held once more');
    await feed(0);
    for (const film of films) await film.waitFor((state) => !state.paused, 'they go on by themselves, Kei is ready');
    await inStep('all in step again');
    await expect(overlayOf(ana.page).getByTitle('Waiting for Kei', { exact: true })).toHaveCount(0);

    for (const [name, page] of [
      ['Ana', ana.page],
      ['Mira', mira.page],
      ['Kei', kei.page],
    ] as const) {
      const readings = await recorded(page);
      const whole = { from: readings[0]!.at, to: readings.at(-1)!.at };
      expect(whole.to - whole.from, 'the whole was recorded').toBeGreaterThan(6_000);
      const back = thrownBack({ ...emptyRecord(name), readings }, whole);
      test.info().annotations.push({ type: 'thrown back', description: `${name}: ${back.toFixed(0)} ms` });
      expect(back, `${name} is thrown back, ms`).toBeLessThanOrEqual(BACK_MAX_MS);
    }
  } finally {
    await Promise.all(proxies.map((proxy) => proxy.close()));
  }
});
