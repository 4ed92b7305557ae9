import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { type ChromiumUser, launchChromium } from '../../support/chromium.ts';
import { filmOn } from '../../support/film.ts';
import { createParty, enterName, useServer } from '../../support/party-flow.ts';
import { until } from '../../support/poll.ts';
import { BARE_WORDS } from './bare-popup.ts';
import { measureOpening } from './opening.ts';
import type { Moments } from './report.ts';

const FILM = 'https://www.netflix.com/watch/81000001';

interface Screen {
  name: string;
  /** What it shows in the end. */
  words: string;
  /** How somebody comes there, with the film in their tab. */
  reach(user: ChromiumUser, page: Page): Promise<unknown>;
}

const FIRST_RUN: Screen = { name: 'first run', words: 'What can you watch?', reach: async () => undefined };
const HOME: Screen = {
  name: 'home, a film in the tab',
  words: 'Start a party',
  async reach(user, page) {
    const popup = await user.popup(page);
    await enterName(popup, 'Mira');
    await popup.waitFor('Start a party');
    await popup.close();
  },
};
const PARTY: Screen = {
  name: 'in a party',
  words: 'Copy link',
  reach: (user, page) => createParty(user, page, 'Ana'),
};

/** No screen of ours: what opening any page from the toolbar takes in this browser on this machine. */
const BARE: Screen = { name: 'a bare page', words: BARE_WORDS, reach: async () => undefined };

/** What all browsers of a run have in common. */
export interface Surroundings {
  hostRules: string;
  serverUrl: string;
  extension: string;
  /** The same with a bare page for a popup (`bare-popup.ts`). */
  bareExtension: string;
}

/** Something to open the popup on, again and again. */
export interface Stand {
  what: string;
  /** One of the popup's screens: something is promised of it. */
  ours: boolean;
  open(): Promise<Moments>;
  close(): Promise<void>;
}

async function showFilm(user: ChromiumUser): Promise<Page> {
  const page = await user.open(FILM);
  await filmOn(page).waitFor((state) => state.phase === 'content', 'the film is there');
  return page;
}

const browserFor = (screen: Screen, { serverUrl, hostRules, extension, bareExtension }: Surroundings) => ({
  serverUrl,
  how: { hostRules, extension: screen === BARE ? bareExtension : extension },
});

/** A browser that goes on running, in which the popup has been open before. */
async function warm(screen: Screen, around: Surroundings): Promise<Stand> {
  const { serverUrl, how } = browserFor(screen, around);
  const user = await launchChromium('popup-warm', how);
  try {
    await useServer(user, serverUrl);
    const page = await showFilm(user);
    await screen.reach(user, page);
    const open = () => measureOpening(user, page, screen.words);
    await open();
    return { what: `${screen.name}, warm`, ours: screen !== BARE, open, close: () => user.close() };
  } catch (error) {
    await user.close();
    throw error;
  }
}

async function stopWorker(user: ChromiumUser, page: Page): Promise<void> {
  const cdp = await user.context.newCDPSession(page);
  let stopped = false;
  cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    stopped = versions.some(({ runningStatus }) => runningStatus === 'stopped');
  });
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.stopAllWorkers');
  await until(() => stopped, 'the worker is gone');
  await cdp.detach();
}

/** A browser that was started for this opening, by somebody who was at this screen before; the extension's worker is not running. */
async function cold(screen: Screen, around: Surroundings): Promise<Stand> {
  const { serverUrl, how } = browserFor(screen, around);
  const profile = mkdtempSync(path.join(os.tmpdir(), 'watchparty-popup-cold-'));
  const inBrowser = async <T>(work: (user: ChromiumUser) => Promise<T>): Promise<T> => {
    const user = await launchChromium('popup-cold', { ...how, profile });
    try {
      return await work(user);
    } finally {
      await user.close();
    }
  };
  // A browser that has just ended may still write.
  const close = async () => {
    await until(() => {
      rmSync(profile, { recursive: true, force: true });
      return true;
    }, 'the profile is removed');
  };
  try {
    await inBrowser(async (user) => {
      await useServer(user, serverUrl);
      await screen.reach(user, await showFilm(user));
    });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    what: `${screen.name}, cold`,
    ours: screen !== BARE,
    open: () =>
      inBrowser(async (user) => {
        const page = await showFilm(user);
        await stopWorker(user, page);
        return measureOpening(user, page, screen.words);
      }),
    close,
  };
}

/**
 * The stands of a run, in two groups that do not disturb each other. In a party there is no cold: the page of the party keeps the
 * worker running, and the party is left when the browser ends.
 */
export const GROUPS: readonly (readonly ((around: Surroundings) => Promise<Stand>)[])[] = [
  [BARE, FIRST_RUN, HOME, PARTY].map((screen) => (around: Surroundings) => warm(screen, around)),
  [BARE, FIRST_RUN, HOME].map((screen) => (around: Surroundings) => cold(screen, around)),
];
