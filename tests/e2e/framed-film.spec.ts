import type { Page } from 'playwright';
import type { StandinState } from '../sites/pages/shared/standin-api.ts';
import type { ChromiumUser } from '../support/chromium.ts';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { overlayOf, say } from '../support/overlay-flow.ts';
import { createParty, goToParty } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { untouched } from '../support/untouched.ts';
import { expect, test } from './fixtures.ts';

const PAGE = 'https://frames.example/?autoplay=true&source=mse';
/** Whoever opens the popup at once is there before the frame. */
const LATE_FRAME = `${PAGE}&delay=2500`;
/** A click on this page is none for its frame. */
const KEEPS_CLICKS = `${PAGE}&delegates=0`;
const FRAME = 'player.example';
/** As Chromium comes, said aloud: sound waits for a hand on the page. */
const SOUND_WAITS = { autoplay: false, extraArgs: ['--autoplay-policy=document-user-activation-required'] };

/** The film lies in a frame of another host. */
const frameOf = (page: Page) => page.frames().find((one) => one.url().startsWith(`https://${FRAME}/`));
const stateIn = async (page: Page) => (await frameOf(page)?.evaluate(() => window.__standin.state())) ?? null;

/** Ana starts a party on the page, whose film plays. */
async function start(ana: ChromiumUser, url: string) {
  const page = await ana.open(url);
  await until(async () => (await stateIn(page))?.phase === 'content', 'the player is up');
  const code = await createParty(ana, page, 'Ana', 'Start on this page anyway');
  return { page, code, sees: (words: string) => expect(overlayOf(page).getByTitle(words).first()).toBeVisible() };
}

/** Mira joins, and allows the frame's host when her popup asks for it. Nothing else touches her page. */
async function join(mira: ChromiumUser, party: Awaited<ReturnType<typeof start>>) {
  const page = await goToParty(mira, await mira.open('about:blank'), 'Mira', party.code);
  await party.sees('Mira: No film yet');
  const asked = await mira.popup(page);
  await asked.click(`Allow ${FRAME}`);
  await asked.close();
  const top = untouched(mira.context, () => page);
  const frame = untouched(mira.context, () => frameOf(page));
  const state = () => frame<StandinState>('window.__standin.state()');
  const inStep = () =>
    until(async () => {
      const [a, m] = await Promise.all([stateIn(party.page), state()]);
      return a && !a.paused && !m.paused && Math.abs(a.contentSeconds - m.contentSeconds) < 0.25;
    }, 'in step, in their frames');
  return { page, top, frame, state, inStep };
}

const touchedByHand = 'navigator.userActivation.hasBeenActive';

test('a film in a frame of another host: that host is asked for too, of whoever starts and of whoever joins', async ({
  chromium,
}) => {
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
  const { inStep } = await join(mira, await start(ana, LATE_FRAME));
  await inStep();
});

test('where a page lends its clicks to the frame, one in the overlay starts the film that the browser refused', async ({
  chromium,
}) => {
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira', SOUND_WAITS)]);
  const party = await start(ana, PAGE);
  const { page, top, frame, state, inStep } = await join(mira, party);
  await party.sees('Mira: Has to click to join');
  expect((await state()).paused).toBe(true);
  expect(await top<boolean>(touchedByHand)).toBe(false);
  let last = '';
  const [x, y] = await until(async () => {
    const spot = await top<[number, number]>(`(() => {
      const root = document.querySelector('#watchparty-overlay').shadowRoot;
      const join = [...root.querySelectorAll('button')].find((one) => one.innerText.startsWith('Click to join'));
      const { x, y, width, height } = join.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    })()`);
    const rests = last === spot.join();
    last = spot.join();
    return rests ? spot : null;
  }, 'the overlay offers the click, at rest');
  await page.mouse.click(x, y);
  await inStep();
  // The frame itself was never touched: that click it was.
  expect(await frame<boolean>(touchedByHand)).toBe(false);
  await expect(overlayOf(page).getByRole('button', { name: /^Click to join/ })).toHaveCount(0);
});

test('where the frame wants a click of its own, the words lead to it, and what is said now is readable', async ({
  chromium,
}) => {
  const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira', SOUND_WAITS)]);
  const party = await start(ana, KEEPS_CLICKS);
  const { page, frame, state, inStep } = await join(mira, party);
  const overlay = overlayOf(page);
  const offer = overlay.getByRole('button', { name: /^Click to join/ });
  await offer.click();
  // It was tried, and the browser said no: the words stand there still.
  await expect(overlay.getByText('click on the film itself')).toBeVisible();
  expect((await state()).paused).toBe(true);
  expect(await frame<boolean>(touchedByHand)).toBe(false);
  await nobodyIsKeptOut(page, 'overlay: needs a click');
  const box = (await page.locator('#film-frame').boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.6);
  await inStep();
  await expect(offer).toHaveCount(0);

  // Where she stands is known by what her frame tells of itself: nothing of this scene is veiled.
  await say(party.page, 'that coat again');
  await expect(overlay.locator('.wp-log').getByText('that coat again')).toBeVisible();
});
