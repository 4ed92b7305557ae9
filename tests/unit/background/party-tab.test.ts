import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createFrames } from '../../../extension/background/frames.ts';
import type { StateCell } from '../../../extension/background/state.ts';

let permitted: string[];
let address: string | undefined;
const api = vi.hoisted(() => ({ tabs: { get: vi.fn() }, permissions: { contains: vi.fn() } }));
vi.mock('webextension-polyfill', () => ({ default: api }));
const { createPartyTab } = await import('../../../extension/background/party-tab.ts');

/** Port of a frame's script, and what was said to it. */
function frameAt(url: string) {
  const said: unknown[] = [];
  const port = { sender: { url }, postMessage: (message: unknown) => said.push(message) };
  return { port: port as never, said };
}
const OVER = { event: 'party:over', payload: { reason: 'left' } };
const cell = { now: { seat: { tabId: 7 }, tab: null, party: null }, update: vi.fn() } as unknown as StateCell;

beforeEach(() => {
  permitted = ['https://films.example/*', 'https://player.example/*'];
  address = 'https://films.example/watch';
  api.tabs.get.mockImplementation(async () => ({ url: address }));
  api.permissions.contains.mockImplementation(async ({ origins }: { origins: string[] }) =>
    origins.every((origin) => permitted.includes(origin)),
  );
});

describe('a permission that is taken away in the middle', () => {
  /** A page with a player in a frame, which is elected, and a blank frame of its own. */
  function page() {
    const onCount = vi.fn();
    const frames = createFrames(onCount);
    const tab = createPartyTab(cell, frames);
    const all = ['https://films.example/watch', 'https://player.example/embed', 'about:blank'].map(frameAt);
    for (const [frameId, { port }] of all.entries()) frames.add(port, frameId);
    const [top, player, blank] = all as [(typeof all)[0], (typeof all)[0], (typeof all)[0]];
    frames.score(player.port, 5);
    return { frames, tab, top, player, blank };
  }

  test('of the page stops every script in the tab', async () => {
    const { frames, tab, top, player, blank } = page();
    permitted = ['https://player.example/*'];
    await frames.keepOnly(tab.admits);
    for (const { said } of [top, player, blank]) expect(said).toContainEqual(OVER);
    expect([frames.count, frames.hasFilm]).toEqual([0, false]);
  });

  test('of a frame stops the script in it, and the film there is the party’s no more', async () => {
    const { frames, tab, top, player, blank } = page();
    permitted = ['https://films.example/*'];
    await frames.keepOnly(tab.admits);
    expect(player.said).toContainEqual(OVER);
    for (const { said } of [top, blank]) expect(said).not.toContainEqual(OVER);
    expect([frames.count, frames.hasFilm]).toEqual([2, false]);
  });

  test('of another site changes nothing', async () => {
    const { frames, tab } = page();
    await frames.keepOnly(tab.admits);
    expect([frames.count, frames.hasFilm]).toEqual([3, true]);
  });

  test('and an address that the browser does not tell us any more is one that we may not enter', async () => {
    const { tab } = page();
    address = undefined;
    expect(await tab.admits('https://films.example/watch')).toBe(false);
  });
});

describe('what a tab’s address stands for', () => {
  const standsFor = (url: string) => {
    address = url;
    return createPartyTab(
      cell,
      createFrames(() => undefined),
    ).standsFor();
  };

  test('is the title of the site whose host it is', async () => {
    expect(await standsFor('https://www.netflix.com/watch/81000001')).toEqual({
      siteId: 'netflix',
      mediaKey: '81000001',
    });
  });

  test('is the page itself where it only looks like a server of somebody’s own', async () => {
    expect(await standsFor('https://films.example/x/web/#/film/3')).toEqual({
      siteId: 'generic',
      mediaKey: 'https://films.example/x/web/',
    });
  });
});
