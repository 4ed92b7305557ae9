import { netLog } from '../support/net-log.ts';
import { logOf, say } from '../support/overlay-flow.ts';
import { createParty, joinParty } from '../support/party-flow.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

/**
 * docs/privacy.md: all goes to the server that was chosen. By Chromium's own log of what it asks of the network, told apart
 * by who asked; loads of the extension's own files are its own origin.
 */
test('[B4] a whole party asks nobody but the party’s server, and the page is not made to ask for it', async ({
  chromium,
  server,
}) => {
  const log = netLog();
  try {
    const [ana, mira] = await Promise.all([chromium('ana', { extraArgs: log.args }), chromium('mira')]);
    const anaPage = await ana.open(GENERIC_FILM);
    const code = await createParty(ana, anaPage, 'Ana');
    const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
    await say(anaPage, 'Look at https://example.com/there, @Mira :-)');
    await expect(logOf(miraPage).getByText('Look at')).toBeVisible();
    const film = new URL(anaPage.url()).origin;
    const own = `chrome-extension://${ana.extensionId}`;
    await ana.close();
    const [byExtension, byPage] = [log.origins(own), log.origins(film)];
    const { host } = new URL(server.url);
    // REST, and the line.
    expect([...byExtension.keys()].filter((origin) => origin !== own).sort()).toEqual([
      `http://${host}`,
      `ws://${host}`,
    ]);
    expect([...byPage.keys()]).toEqual([film]);
  } finally {
    log.remove();
  }
});
