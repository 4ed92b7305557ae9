import { type ForbiddenReport, startSites } from '../../sites/server.ts';
import { type DelayProxy, startDelayProxy } from '../../support/delay-proxy.ts';
import { type LastingServer, startLastingServer } from '../../support/server-process.ts';
import { buildLaw } from './build-law.ts';
import type { BenchOptions } from './cli.ts';
import { FILMS, type FilmPlace } from './films.ts';
import { emptyRecord } from './metrics/tracks.ts';
import { PROFILES, withClockError } from './network-profiles.ts';
import { createParty, joinParty } from './party-setup.ts';
import { clickPlay, clickScrubber, filmState, startRecorder, untilAll, type Viewer } from './viewer.ts';
import { chromiumTab } from './viewer-chromium.ts';
import { firefoxTab } from './viewer-firefox.ts';

/** Server, sites, proxies and viewers of one run, in the order in which they must end. */
export interface Rig {
  options: BenchOptions;
  server: LastingServer;
  film: FilmPlace;
  viewers: Viewer[];
  partyCode: string;
  /** What the film's pages have reported so far that their real site punishes. */
  forbidden(): readonly ForbiddenReport[];
  /** One more viewer with the film open, in no party. */
  addViewer(): Promise<Viewer>;
  close(): Promise<void>;
}

const NAMES = ['Ana', 'Ben', 'Cem', 'Dua', 'Eli', 'Fay', 'Gus', 'Hal'];
export type Progress = (words: string) => void;

/** Starts everything and opens the film at each viewer; nobody is in a party yet. */
export async function startRig(options: BenchOptions, progress: Progress): Promise<Rig> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closers.splice(0).reverse())
      await end().catch((error) => progress(`closing: ${(error as Error).message}`));
  };
  try {
    progress(`building the extension (${options.law})`);
    const chrome = await buildLaw(options.law);
    const firefox = options.firefox > 0 ? await buildLaw(options.law, 'firefox') : '';
    progress('starting server, sites and proxies');
    const server = await startLastingServer();
    closers.push(() => server.close());
    const sites = await startSites();
    closers.push(() => sites.close());
    const film = FILMS[options.site];
    const viewers: Viewer[] = [];

    const proxyFor = async (index: number): Promise<DelayProxy> => {
      const plain = PROFILES[options.profile].link(index);
      const link = index === 0 && options.injectClock ? withClockError(plain, options.injectClock) : plain;
      const proxy = await startDelayProxy({ targetPort: server.port, link, seed: options.seed * 100 + index });
      closers.push(() => proxy.close());
      return proxy;
    };
    const makeViewer = async (index: number): Promise<Viewer> => {
      const name = NAMES[index] ?? `Viewer ${index + 1}`;
      // The first viewers are Chromium: they start the party and give the commands.
      const inFirefox = index >= options.viewers - options.firefox && index < options.viewers;
      const proxy = await proxyFor(index);
      const tab = inFirefox
        ? await firefoxTab(name, { extension: firefox, hosts: sites.hosts, port: sites.port }, film.url)
        : await chromiumTab(name, chrome, sites.hostRules, film.url);
      closers.push(() => tab.close());
      const viewer: Viewer = {
        name,
        browser: inFirefox ? 'firefox' : 'chromium',
        proxy,
        tab,
        record: emptyRecord(name, inFirefox),
      };
      await startRecorder(viewer);
      return viewer;
    };

    progress(`opening the film at ${options.viewers} viewers`);
    const made = await Promise.allSettled(Array.from({ length: options.viewers }, (_, index) => makeViewer(index)));
    const failed = made.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    viewers.push(...made.map((result) => (result as PromiseFulfilledResult<Viewer>).value));
    await untilAll(viewers, (state) => state.readyState >= 2, 'all films are loaded', 20_000);
    return {
      options,
      server,
      film,
      viewers,
      partyCode: '',
      forbidden: sites.forbidden,
      addViewer: () => makeViewer(viewers.length),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Brings all viewers into one party. */
export async function formParty(rig: Rig, progress: Progress): Promise<void> {
  const [host, ...others] = rig.viewers as [Viewer, ...Viewer[]];
  progress(`${host.name} starts a party`);
  rig.partyCode = await createParty(host, rig.film.origins, rig.options.wait);
  await Promise.all(others.map((viewer) => joinParty(viewer, rig.partyCode, rig.film.origins, 2)));
  progress(`all ${rig.viewers.length} are in`);
  await Promise.all(rig.viewers.map((viewer) => viewer.tab.closeExtensionPage()));
  await pass(FIRST_LOOK_MS);
}

/** A film just found is looked at for 2 s before a click on it counts: sites start new films by themselves. */
const FIRST_LOOK_MS = 2_500;

/** Wait for a time to pass in the film: a measurement has a length. */
export const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Everybody paused and loaded at about this second, by real clicks of the first viewer. */
export async function standAt(rig: Rig, seconds: number): Promise<void> {
  const [host] = rig.viewers as [Viewer];
  if (!(await filmState(host)).paused) await clickPlay(host);
  await untilAll(rig.viewers, (state) => state.paused, 'all stand', 10_000);
  await pass(400);
  await clickScrubber(host, seconds);
  await untilAll(
    rig.viewers,
    (state) => state.paused && state.readyState >= 2 && Math.abs(state.position - seconds) < 3,
    `all stand near ${seconds} s`,
    10_000,
  );
  await pass(400);
}

/** All playing by a real click of the first viewer on the page's own play button. */
export async function playFrom(viewer: Viewer): Promise<void> {
  if ((await filmState(viewer)).paused) await clickPlay(viewer);
}
