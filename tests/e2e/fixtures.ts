import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { type ChromiumOptions, type ChromiumUser, launchChromium } from '../support/chromium.ts';
import { type DelayProxy, type Link, startDelayProxy } from '../support/delay-proxy.ts';
import { type Film, filmOn } from '../support/film.ts';
import { type FirefoxOptions, type FirefoxUser, launchFirefox } from '../support/firefox.ts';
import { createParty, joinParty, useServer } from '../support/party-flow.ts';
import { startServer } from '../support/server.ts';
import { test as base } from '../support/sites-fixture.ts';

type Server = Awaited<ReturnType<typeof startServer>>;

/** Only there Chromium can be given a display of its own (`asks`). */
export const HAS_DISPLAYS = process.platform === 'linux';

interface Fixtures {
  server: Server;
  /** A person with a fresh Chromium profile, the built extension and this test's server. */
  chromium: (name: string, options?: ChromiumOptions) => Promise<ChromiumUser>;
  firefox: (name: string, options?: FirefoxOptions) => Promise<FirefoxUser>;
  /** Ana, who has started a party on the film, and Mira, who has joined it by its code; each behind a line of their own. */
  pair: (film?: string, line?: Link) => Promise<Pair>;
}
interface Pair {
  ana: ChromiumUser;
  mira: ChromiumUser;
  anaPage: Page;
  miraPage: Page;
  anaFilm: Film;
  miraFilm: Film;
  code: string;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  server: async ({}, use) => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'watchparty-e2e-'));
    const server = await startServer({ dataDir });
    await use(server);
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  },
  chromium: async ({ server, sites }, use, testInfo) => {
    const launched: Promise<ChromiumUser>[] = [];
    await use(async (name, options = {}) => {
      // CONTRIBUTING.md says so, too.
      if (options.asks) testInfo.skip(!HAS_DISPLAYS, 'Chromium draws its question on a display of X, which Linux has');
      const launch = launchChromium(name, { hostRules: sites.hostRules, ...options });
      launched.push(launch);
      const user = await launch;
      await useServer(user, server.url);
      return user;
    });
    // Who was still on the way when the test ended is closed, too.
    const users = await Promise.allSettled(launched);
    await Promise.all(users.map((user) => user.status === 'fulfilled' && user.value.close()));
  },
  pair: async ({ chromium, server }, use) => {
    const proxies: DelayProxy[] = [];
    await use(async (film = GENERIC_FILM, link) => {
      const [ana, mira] = await Promise.all([chromium('ana'), chromium('mira')]);
      for (const [seed, user] of link ? [ana, mira].entries() : []) {
        const proxy = await startDelayProxy({ targetPort: server.port, link: link!, seed });
        proxies.push(proxy);
        await useServer(user, proxy.url);
      }
      const anaPage = await ana.open(film);
      const code = await createParty(ana, anaPage, 'Ana');
      const miraPage = await joinParty(mira, await mira.open('about:blank'), 'Mira', code);
      return { ana, mira, anaPage, miraPage, anaFilm: filmOn(anaPage), miraFilm: filmOn(miraPage), code };
    });
    await Promise.all(proxies.map((proxy) => proxy.close()));
  },
  firefox: async ({ sites }, use) => {
    const users: FirefoxUser[] = [];
    await use(async (name, options = {}) => {
      const user = await launchFirefox(name, { hosts: sites.hosts, port: sites.port, ...options });
      users.push(user);
      return user;
    });
    await Promise.all(users.map((user) => user.close()));
  },
});

export { expect } from '@playwright/test';

export const GENERIC_FILM = 'https://films.example/bare';
