import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright';
import { buildExtension } from '../../scripts/build.ts';
import { ensurePrerequisites } from '../../scripts/prerequisites.ts';
import { startSites } from '../sites/server.ts';
import { type ChromiumUser, launchChromium } from '../support/chromium.ts';
import { type Film, filmOn } from '../support/film.ts';
import { recorded, startRecording } from '../support/film-recorder.ts';
import { createParty, joinParty, useServer } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { startServer } from '../support/server.ts';
import { GAP_MAX_MS, percentiles, type Sample, skewSeries } from '../support/skew.ts';
import { sideBySide } from './picture.ts';
import { showSkew } from './skew-badge.ts';

/**
 * Two people, two browsers, one film: no account and no streaming site needed. With `--headless` it needs no display,
 * prints one JSON line and writes demo.png.
 */
const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: false },
    seconds: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const seconds = Number(values.seconds ?? (values.headless ? 20 : 3600));
if (!(seconds > 0)) {
  console.error('--seconds takes a number above 0');
  process.exit(2);
}

const say = async (page: Page, words: string): Promise<void> => {
  await page.locator('#watchparty-overlay').getByPlaceholder('Message').fill(words);
  await page.keyboard.press('Enter');
  await page.locator('#watchparty-overlay').getByText(words).first().waitFor();
};
const FILM = 'https://films.example/bare';
/** Time after a command that is reported apart: the start itself. */
const SETTLING_MS = 3_000;
const COMMAND_EVERY_MS = 5_000;

ensurePrerequisites();
if (!existsSync('dist/chrome/manifest.json')) await buildExtension(['chrome']);
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'watchparty-demo-'));
const server = await startServer({ dataDir });
const sites = await startSites();
const users: ChromiumUser[] = [];
try {
  const windows = [
    { x: 0, y: 0, width: 900, height: 640 },
    { x: 910, y: 0, width: 900, height: 640 },
  ];
  for (const [index, name] of ['Ana', 'Mira'].entries())
    users.push(
      await launchChromium(name, {
        hostRules: sites.hostRules,
        ...(values.headless ? {} : { window: windows[index]! }),
      }),
    );
  const [ana, mira] = users as [ChromiumUser, ChromiumUser];
  for (const user of users) await useServer(user, server.url);
  const anaPage = await ana.open(FILM);
  const code = await createParty(ana, anaPage, 'Ana');
  const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
  const films = [filmOn(anaPage), filmOn(miraPage)] as const;
  for (const film of films) await film.waitFor((state) => state.phase === 'content', 'the film is on the page');

  const commandTimes: number[] = [];
  let mirrored = 0;
  const now = () => performance.timeOrigin + performance.now();
  const command = async (by: Film, act: () => Promise<void>, seen: (film: Film) => Promise<boolean>) => {
    commandTimes.push(now());
    await act();
    const other = by === films[0] ? films[1] : films[0];
    await until(() => seen(other), 'the other window follows');
    mirrored++;
  };
  const moves = async (film: Film) => !(await film.state()).paused;
  const stands = async (film: Film) => (await film.state()).paused;

  await command(films[0], films[0].play, moves);
  for (const { page } of films) await startRecording(page);
  const startedAt = now();
  const end = startedAt + seconds * 1000;
  const stopBadge = showSkew(films.map(({ page }) => page));
  for (let turn = 0; now() < end; turn++) {
    const by = films[turn % 2]!;
    const next = Math.min(now() + COMMAND_EVERY_MS, end);
    await until(() => now() >= next, 'the next command is due', COMMAND_EVERY_MS + 5_000);
    if (now() >= end) break;
    if (turn % 2 === 0) await command(by, () => by.seek(20 + ((turn * 17) % 60)), moves);
    else {
      await command(by, by.pause, stands);
      await command(by, by.play, moves);
    }
  }
  await stopBadge();
  const endedAt = now();
  const tracks: Sample[][] = [];
  for (const { page } of films) tracks.push(await recorded(page));
  const series = skewSeries(tracks, startedAt, endedAt);
  const settled = series.filter(
    ({ at }) => !commandTimes.some((time) => at >= time - GAP_MAX_MS && at < time + SETTLING_MS),
  );
  const round = (figures: Record<string, number>) =>
    Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 10) / 10]));
  console.log(
    JSON.stringify({
      skewMs: round({ ...percentiles(settled.map(({ skewMs }) => skewMs)) }),
      skewAllMs: round({ ...percentiles(series.map(({ skewMs }) => skewMs)) }),
      commandsMirrored: mirrored,
      seconds,
      instants: settled.length,
    }),
  );
  if (values.headless) {
    // A still for the picture: after a pause everybody stands on the same frame.
    await command(films[0], films[0].pause, stands);
    await say(miraPage, 'wait, is that the brother from episode one?');
    await say(anaPage, 'yes!! look at the coat');
    writeFileSync('demo.png', await sideBySide(ana.context, [await anaPage.screenshot(), await miraPage.screenshot()]));
    console.error('wrote demo.png');
  }
} finally {
  await Promise.allSettled(users.map((user) => user.close()));
  await sites.close();
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
}
