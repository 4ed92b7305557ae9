import type { StandinState } from '../sites/pages/shared/standin-api.ts';
import { type Film, filmOn, together } from '../support/film.ts';
import { createParty, joinParty } from '../support/party-flow.ts';
import { expect, test } from './fixtures.ts';

const gti = 'amzn1.dv.gti.5a4e7d10-0000-4000-8000-000000000001';

/** Ana has one ad of 4 s at 8 s, Mira two at the same place and one more, or none at all: loads differ on one plan. */
const PARTIES = {
  netflix: {
    ana: 'https://www.netflix.com/watch/81000001?adSeconds=4&ads=8',
    mira: 'https://www.netflix.com/watch/81000001?adSeconds=4',
  },
  prime: {
    ana: `https://www.primevideo.com/detail/${gti}?autoplay=1&adSeconds=4&ads=8`,
    mira: `https://www.primevideo.com/detail/${gti}?autoplay=1&adSeconds=4&ads=8x2`,
  },
} as const;

const inTheStory = { each: ({ phase, paused }: StandinState) => phase === 'content' && !paused };

/** Jumps of a player that the party caused, since the page was opened: the site's API was told to seek. */
const seeksOf = (film: Film) =>
  film.page.evaluate(() => window.__standin.log().filter(({ kind, name }) => kind === 'api' && name === 'seek').length);

for (const [site, { ana: anaAt, mira: miraAt }] of Object.entries(PARTIES))
  test(`[S24] ${site}: with different ads both end in step, and nobody is moved in an ad`, async ({
    chromium,
    sites,
  }) => {
    sites.clearForbidden();
    const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
    const anaPage = await ana.open(anaAt);
    const miraPage = await mira.open(miraAt);
    const [anaFilm, miraFilm] = [filmOn(anaPage), filmOn(miraPage)];
    for (const film of [anaFilm, miraFilm]) await film.waitFor((s) => s.phase === 'content', 'the player is up');
    const code = await createParty(ana, anaPage, 'Ana');
    await joinParty(mira, miraPage, 'Mira', code);
    await anaFilm.play();
    await together([anaFilm, miraFilm], 'in step before the ads', inTheStory);
    await anaFilm.waitFor((state) => state.phase === 'ad', 'Ana is in an ad');
    const before = await seeksOf(anaFilm);
    await expect(miraPage.locator('#watchparty-overlay').getByTitle('Ana: Watching an ad').first()).toBeVisible();
    expect((await miraFilm.state()).paused).toBe(false);
    await anaFilm.waitFor((state) => state.phase === 'content', 'Ana is back');
    await together([anaFilm, miraFilm], 'in step after the ads', inTheStory);
    expect((await seeksOf(anaFilm)) - before).toBeLessThanOrEqual(1);
    // A jump of the party lands at one place of the story, whatever everybody has seen of ads.
    await miraFilm.seek(40);
    await anaFilm.waitFor((state) => state.contentSeconds >= 39.8, 'Ana jumped too');
    await together([anaFilm, miraFilm], 'in step after a jump', inTheStory);
    expect(sites.forbidden()).toEqual([]);
  });

/** Ana has seen an ad before she starts her party: her player's clock is 4 s ahead of the story. */
const BEHIND_ADS = {
  netflix: 'https://www.netflix.com/watch/81000001?adSeconds=4&ads=3',
  prime: `https://www.primevideo.com/detail/${gti}?autoplay=1&adSeconds=4&ads=3`,
} as const;

for (const [site, url] of Object.entries(BEHIND_ADS))
  test(`[S24] ${site}: a party that starts behind an ad starts where the story is`, async ({ chromium, sites }) => {
    sites.clearForbidden();
    const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
    const anaPage = await ana.open(url);
    const anaFilm = filmOn(anaPage);
    const { contentSeconds, mediaSeconds } = await anaFilm.waitFor(
      (state) => state.phase === 'content' && state.contentSeconds > 3.5,
      'Ana has seen the ad',
    );
    expect(mediaSeconds - contentSeconds).toBeGreaterThan(3);
    const code = await createParty(ana, anaPage, 'Ana');
    const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
    await together([anaFilm, filmOn(miraPage)], 'in step, though only Ana has seen an ad', inTheStory);
    expect((await anaFilm.state()).contentSeconds).toBeGreaterThan(contentSeconds);
    expect(sites.forbidden()).toEqual([]);
  });

test('[S24] a party that starts in an ad begins at the story after it', async ({ chromium, sites }) => {
  sites.clearForbidden();
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
  const anaPage = await ana.open('https://www.netflix.com/watch/81000001?adSeconds=8&ads=3');
  const anaFilm = filmOn(anaPage);
  await anaFilm.waitFor((state) => state.phase === 'ad', 'Ana is in an ad');
  const code = await createParty(ana, anaPage, 'Ana');
  const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
  // A first jump that misses twice is made good by the rate alone (S18): half a second takes ten.
  await together([anaFilm, filmOn(miraPage)], 'in step after the ad', { ...inTheStory, timeoutMs: 35_000 });
  expect((await anaFilm.state()).contentSeconds).toBeGreaterThan(2.5);
  expect(sites.forbidden()).toEqual([]);
});
