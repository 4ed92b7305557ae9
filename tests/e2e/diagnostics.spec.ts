import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { until } from '../support/poll.ts';
import { expect, test } from './fixtures.ts';

test('the diagnostics tell what was done to the player, how far off it was and why, and name nobody', async ({
  pair,
}) => {
  const { mira, miraPage, anaFilm, miraFilm, code } = await pair();
  await anaFilm.play();
  await miraFilm.waitFor((state) => !state.paused && state.contentSeconds > 3, 'both watch');
  const popup = await mira.popup(miraPage);
  await popup.click('Settings');
  await popup.click('Diagnostics');
  const rows = () =>
    popup.evaluate<string[]>(
      `[...document.querySelectorAll('section .pop-table > div')].map((row) => row.innerText.replace(/\\s+/g, ' '))`,
    );
  const offs = async (did: string) =>
    (await rows()).filter((row) => row.includes(did)).map((row) => Number(/([\d.,]+) ms behind/.exec(row)?.[1] ?? 0));
  const kick = (seconds: number) =>
    miraPage.evaluate((by) => {
      const video = document.querySelector('video');
      if (video) video.currentTime -= by;
    }, seconds);

  await popup.waitFor('In step');
  // A kick that costs the page long to load becomes a jump: then another, onto what is loaded by now.
  let kickedAt = -Infinity;
  const [slow] = await until(
    async () => {
      const found = (await offs('speed changed')).filter((ms) => ms > 250);
      if (found.length > 0) return found;
      if (performance.now() - kickedAt > 6_000) {
        kickedAt = performance.now();
        await kick(0.4);
      }
      return null;
    },
    'the small kick is on the list',
    30_000,
  );
  expect(slow).toBeLessThan(700);

  await kick(2);
  const [far] = await until(async () => {
    const found = (await offs('jumped')).filter((ms) => ms > 1_500);
    return found.length > 0 ? found : null;
  }, 'the large kick is on the list');
  expect(far).toBeLessThan(4_000);

  // What is copied is read where the browser is given it.
  await popup.evaluate(`void (navigator.clipboard.writeText = async (text) => { globalThis.copied = text; })`);
  await popup.click('Copy report');
  const report = await until(() => popup.evaluate<string>('globalThis.copied ?? ""'), 'the report is copied');
  expect(report).toMatch(/\d s ago: \d{4} ms behind, seek, (\d+ ms|going on) \([a-z-]+\)/);
  expect(report).toMatch(/\d s ago: \d{3} ms behind, rate 1\.0\d+, \d+ ms \([a-z-]+\)/);
  for (const secret of [code, 'Mira', 'Ana', 'films.example', 'http']) expect(report).not.toContain(secret);
  await nobodyIsKeptOut(popup, 'diagnostics: in a party');
});
