import type { Page } from 'playwright';
import { type Film, filmOn, together } from '../support/film.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { overlayOf } from '../support/overlay-flow.ts';
import { createParty, joinParty } from '../support/party-flow.ts';
import { expect, test } from './fixtures.ts';

const uuid = (prefix: string, n: number) => `${prefix}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const gti = (n: number) => `amzn1.dv.gti.${uuid('5a4e7d10', n)}`;
const disney = (n: number) => uuid('d15e4711', n);

/** Address of the first title, and the ids of the first and the one that follows it on the site. */
const SITES = {
  netflix: { at: 'https://www.netflix.com/watch/81000001', ids: ['81000001', '81000002'] },
  youtube: { at: 'https://www.youtube.com/watch?v=standin0001', ids: ['standin0001', 'standin0002'] },
  // The address stays what it is: only the player knows the title.
  prime: { at: `https://www.primevideo.com/detail/${gti(1)}?autoplay=1`, ids: [gti(1), gti(2)] },
  disney: { at: `https://www.disneyplus.com/play/${disney(1)}`, ids: [disney(1), disney(2)] },
  // The media comes 1.5 s after the address.
  crunchyroll: { at: 'https://www.crunchyroll.com/watch/GSTAND001/chapter-1', ids: ['GSTAND001', 'GSTAND002'] },
} as const;

const notice = (page: Page) => overlayOf(page).getByText('Going with Ana').first();
const shows = (film: Film, id: string, what: string) =>
  film.waitFor((state) => state.contentId === id && state.phase === 'content', what);

type Chromium = (name: string) => ReturnType<typeof import('../support/chromium.ts').launchChromium>;

/** Ana and Mira watch the first title together, playing. */
async function watchTogether(chromium: Chromium, { at, ids }: (typeof SITES)[keyof typeof SITES]) {
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
  const anaPage = await ana.open(at);
  const anaFilm = filmOn(anaPage);
  await shows(anaFilm, ids[0], 'the player is up');
  const code = await createParty(ana, anaPage, 'Ana');
  const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
  const miraFilm = filmOn(miraPage);
  await shows(miraFilm, ids[0], 'Mira has the same title');
  await anaFilm.play();
  await miraFilm.waitFor((state) => !state.paused, 'Mira plays');
  return { anaPage, anaFilm, miraPage, miraFilm };
}

for (const [name, site] of Object.entries(SITES))
  test(`${name}: the party goes on to the next title with whoever opens it`, async ({ chromium, sites }) => {
    sites.clearForbidden();
    const { anaPage, anaFilm, miraPage, miraFilm } = await watchTogether(chromium, site);
    await anaPage.evaluate(() => window.__standin.nextEpisode());
    await shows(anaFilm, site.ids[1], 'Ana is at the next title');
    await expect(notice(miraPage)).toBeVisible();
    await shows(miraFilm, site.ids[1], 'Mira followed');
    await together([anaFilm, miraFilm], 'both play in step', { each: (state) => !state.paused });
    expect((await anaFilm.state()).contentId).toBe(site.ids[1]);
    expect(sites.forbidden()).toEqual([]);
  });

test('who says "Stay here" stays, is shown on another title, is left alone there, and can go there later', async ({
  chromium,
}) => {
  const { anaPage, anaFilm, miraPage, miraFilm } = await watchTogether(chromium, SITES.netflix);
  const overlay = overlayOf(miraPage);
  await anaPage.evaluate(() => window.__standin.nextEpisode());
  await overlay.getByRole('button', { name: 'Stay here' }).click();
  await expect(overlay.getByText('The party is watching').first()).toBeVisible();
  await expect(overlayOf(anaPage).getByTitle('Mira: On another title').first()).toBeVisible();
  await nobodyIsKeptOut(miraPage, 'overlay: on another title');
  await anaFilm.waitFor((state) => state.contentSeconds > 6, 'the time in which Mira would have gone along is over');
  expect(await miraFilm.state()).toMatchObject({ contentId: SITES.netflix.ids[0], paused: false, rate: 1 });
  await overlay.getByRole('button', { name: 'Go there' }).click();
  await shows(miraFilm, SITES.netflix.ids[1], 'Mira went there after all');
});
