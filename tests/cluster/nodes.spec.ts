import type { Page } from '@playwright/test';
import type { ClusterNode } from '../support/cluster.ts';
import { filmOn } from '../support/film.ts';
import { createParty, joinParty } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, seated, test } from './fixtures.ts';

const FILM = 'https://films.example/bare';
/** Each try of a jump gets its time: jumps that follow at once are one drag. */
const JUMP_MS = 4_000;

/** Stands or plays there, some seconds later at most: a stop of a node takes up to ten. */
const around = (seconds: number) => (state: { contentSeconds: number }) =>
  state.contentSeconds >= seconds - 0.2 && state.contentSeconds < seconds + 15;

async function say(from: Page, to: Page, text: string): Promise<void> {
  await from.locator('#watchparty-overlay').getByPlaceholder('Message').fill(text);
  await from.keyboard.press('Enter');
  // Back to the page: what is typed into the overlay is no hand on the film, and neither is a key pressed too soon after it.
  await from.keyboard.press('Escape');
  await until(() => from.evaluate(() => document.activeElement === document.body), 'the page has the keys again');
  await expect(to.locator('#watchparty-overlay').getByText(text).first()).toBeVisible();
}

test('[S3] [S30] [R1] [R6] two browsers at different nodes behind nginx; a node dies; every node is restarted', async ({
  cluster,
  chromium,
}) => {
  const [ana, mira] = [await chromium('ana'), await chromium('mira')];
  const anaPage = await ana.open(FILM);
  const code = await createParty(ana, anaPage, 'Ana');
  const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
  const [anaFilm, miraFilm] = [filmOn(anaPage), filmOn(miraPage)];
  const jumpsTo = async (to: number) => {
    await miraFilm.seek(to);
    return anaFilm.waitFor(around(to), `Ana at ${to}`, JUMP_MS);
  };
  const allSeated = async () => (await seated(cluster)).reduce<number>((sum, one) => sum + (one ?? 0), 0) === 2;

  await test.step('each sits at a node of their own', async () => {
    await until(async () => JSON.stringify(await seated(cluster)) === '[1,1]', 'one member at each node');
  });

  await test.step('play, jump and pause pass both ways, and so does chat', async () => {
    await anaFilm.play();
    await miraFilm.waitFor((state) => !state.paused && state.contentSeconds > 0.5, 'Mira’s film plays');
    await miraFilm.seek(40);
    await anaFilm.waitFor((state) => !state.paused && state.contentSeconds > 40.5, 'Ana plays on where Mira jumped');
    await miraFilm.waitFor((state) => !state.paused && state.contentSeconds > 40.5, 'and so does Mira');
    await miraFilm.pause();
    await miraFilm.waitFor((state) => state.paused, 'Mira’s film stands');
    await anaFilm.waitFor((state) => state.paused, 'Ana stands with Mira');
    await anaFilm.seek(60);
    await miraFilm.waitFor((state) => Math.abs(state.contentSeconds - 60) < 0.5, 'Mira jumped with Ana');
    await miraFilm.play();
    await anaFilm.waitFor((state) => !state.paused, 'Ana’s film plays again');
    await say(anaPage, miraPage, 'hello from the first node');
    await say(miraPage, anaPage, 'and from the second');
  });

  await test.step('[R1] a node is killed: who sat there is back at the other, nobody presses anything', async () => {
    const [first, second] = cluster.nodes as [ClusterNode, ClusterNode];
    await first.kill();
    await until(async () => (await second.metric('watchparty_members_connected')) === 2, 'both sit at the other node');
    expect((await anaFilm.state()).paused || (await miraFilm.state()).paused).toBe(false);
    await until(() => jumpsTo(20), 'Mira’s jump reaches Ana', 20_000);
    await say(anaPage, miraPage, 'that was a crash');
    await first.start();
  });

  await test.step('[R6] every node is restarted, one after the other: each command arrives', async () => {
    for (const [n, node] of cluster.nodes.entries()) {
      const drained = node.drain();
      // Made while the node goes away. That no command is lost is what rolling-restart.spec.ts proves, command by command.
      const to = 90 - 50 * n;
      await until(() => jumpsTo(to), `Mira’s jump to ${to} reaches Ana`, 20_000);
      expect(await drained).toBe(0);
      await node.start();
      await until(allSeated, 'both are seated');
    }
    await say(miraPage, anaPage, 'still here');
    const popup = await ana.popup(anaPage);
    await popup.waitFor('2 watching');
    await popup.close();
  });
});
