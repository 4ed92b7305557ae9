import { until } from '../support/poll.ts';
import { startServer } from '../support/server.ts';
import { expect, test } from './fixtures.ts';

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
  await miraFilm.pause();
  await miraFilm.waitFor((state) => state.paused, 'Mira’s film stands');
  await miraFilm.waitFor((state) => !state.paused, 'what nobody can be told is undone');
  const again = await startServer({ dataDir, port });
  try {
    // A jump that is repeated faster than a drag rests is one drag: each try gets its time.
    const jumps = async () => {
      await miraFilm.seek(70);
      return anaFilm.waitFor((state) => state.contentSeconds >= 69.8, 'Ana jumped', 3_000);
    };
    await until(jumps, 'Mira’s jump reaches Ana again', 20_000);
    expect((await anaFilm.state()).paused, 'and what was undone is not carried out late').toBe(false);
    const popup = await ana.popup(anaPage);
    await popup.waitFor('2 watching');
    expect(await popup.text()).toContain('Host');
    await popup.close();
  } finally {
    await again.close();
  }
});
