import { filmOn, together } from '../support/film.ts';
import { createParty, joinParty } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, test } from './fixtures.ts';

const FILMS = {
  netflix: 'https://www.netflix.com/watch/81000001',
  youtube: 'https://www.youtube.com/watch?v=standin0001&miniplayer=0',
};

for (const [site, url] of Object.entries(FILMS))
  test(`${site}: two people in step, and nothing done that the site forbids`, async ({ chromium, sites }) => {
    sites.clearForbidden();
    const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
    const anaPage = await ana.open(url);
    const anaFilm = filmOn(anaPage);
    await anaFilm.waitFor((state) => state.phase === 'content', 'the player is up');
    const code = await createParty(ana, anaPage, 'Ana');
    const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
    expect(miraPage.url()).toContain(new URL(url).hostname);
    const miraFilm = filmOn(miraPage);
    await miraFilm.waitFor((state) => state.phase === 'content', 'the player is up');
    await anaFilm.play();
    await miraFilm.waitFor((state) => !state.paused, 'Mira plays');
    await anaFilm.seek(50);
    await miraFilm.waitFor((state) => state.contentSeconds >= 49.8, 'Mira jumped');
    await miraFilm.seek(20);
    await anaFilm.waitFor((state) => state.contentSeconds < 40, 'Ana jumped back');
    await together([anaFilm, miraFilm], 'together');
    await miraFilm.pause();
    await anaFilm.waitFor((state) => state.paused, 'Ana stands');
    expect(sites.forbidden()).toEqual([]);
    if (site !== 'youtube') return;
    // The player stays behind, hidden, and the overlay lay in it.
    await anaPage.getByRole('link', { name: 'Home' }).click();
    await expect(anaPage.locator('#movie_player')).toBeHidden();
    const drawn = () => anaPage.locator('#watchparty-overlay').evaluate((host) => host.checkVisibility());
    await until(drawn, 'the chat is still there');
  });
