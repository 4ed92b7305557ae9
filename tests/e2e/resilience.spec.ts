import { startDelayProxy } from '../support/delay-proxy.ts';
import { filmOn } from '../support/film.ts';
import { createParty, joinParty, tellExtension } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { startServer } from '../support/server.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

test('[S28] [R3] the background worker dies: the film goes on, and commands pass both ways again', async ({ pair }) => {
  const { mira, miraPage, anaFilm, miraFilm } = await pair();
  await anaFilm.play();
  await miraFilm.waitFor((state) => !state.paused && state.contentSeconds > 1, 'both watch');
  const cdp = await mira.context.newCDPSession(miraPage);
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.stopAllWorkers');
  expect((await miraFilm.state()).paused).toBe(false);
  await anaFilm.pause();
  await miraFilm.waitFor((state) => state.paused, 'Mira still obeys');
  await miraFilm.play();
  await anaFilm.waitFor((state) => !state.paused, 'and is obeyed');
});

test('[R1] [S27] the server goes away and comes back: same party, same seats, nothing to press', async ({
  pair,
  server,
}) => {
  const { ana, anaPage, miraPage, anaFilm, miraFilm } = await pair();
  await anaFilm.play();
  await miraFilm.waitFor((state) => !state.paused && state.contentSeconds > 1, 'both watch');
  const { port, dataDir } = server;
  await server.close();
  const offline = miraPage
    .locator('#watchparty-overlay')
    .getByText(/reconnect|offline|no connection|answer/i)
    .first();
  await expect(offline).toBeVisible();
  expect((await miraFilm.state()).paused).toBe(false);
  const again = await startServer({ dataDir, port });
  try {
    // A jump that is repeated faster than a drag rests is one drag: each try gets its time.
    const jumps = async () => {
      await miraFilm.seek(70);
      return anaFilm.waitFor((state) => state.contentSeconds >= 69.8, 'Ana jumped', 3_000);
    };
    await until(jumps, 'Mira’s jump reaches Ana again', 20_000);
    const popup = await ana.popup(anaPage);
    await popup.waitFor('2 watching');
    expect(await popup.text()).toContain('Host');
    await popup.close();
  } finally {
    await again.close();
  }
});

test('[S27] a pause that nobody could be told is undone, and not carried out when the line is back', async ({
  chromium,
  server,
}) => {
  const line = await startDelayProxy({ targetPort: server.port, link: { upMs: 1, downMs: 1, jitterMs: 0 }, seed: 1 });
  try {
    const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
    await tellExtension(mira, 'popup:set-server', { url: line.url });
    const anaPage = await ana.open(GENERIC_FILM);
    const code = await createParty(ana, anaPage, 'Ana');
    const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
    const [anaFilm, miraFilm] = [filmOn(anaPage), filmOn(miraPage)];
    await anaFilm.play();
    await miraFilm.waitFor((state) => !state.paused && state.contentSeconds > 1, 'both watch');
    const undone = async () => {
      await miraFilm.pause();
      await miraFilm.waitFor((state) => state.paused, 'Mira’s film stands');
      await miraFilm.waitFor((state) => !state.paused, 'it goes on by itself');
    };
    const watchOnFrom = async (seconds: number) => {
      const there = ({ contentSeconds }: { contentSeconds: number }) => Math.abs(contentSeconds - seconds - 2) < 2.2;
      const jumps = async () => {
        await miraFilm.seek(seconds);
        return anaFilm.waitFor(there, 'Ana jumped', 3_000);
      };
      await until(jumps, 'Mira is back', 20_000);
      // A landing ahead of the common moment stands for that long.
      for (const film of [anaFilm, miraFilm])
        await film.waitFor((state) => !state.paused && state.contentSeconds > seconds + 1, 'both watch on');
    };
    line.offline();
    await undone();
    await expect(
      miraPage.locator('#watchparty-overlay').getByText('The server did not answer in time. Try once more.').first(),
    ).toBeVisible();
    line.online();
    await watchOnFrom(70);
    // A line that hangs loses nothing: the pause comes to the server when it goes on, and Mira has undone it by then.
    line.stall(7_500);
    await undone();
    await watchOnFrom(20);
  } finally {
    await line.close();
  }
});
