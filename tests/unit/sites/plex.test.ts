// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const MACHINE = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334';
const HOME = new URL('https://app.plex.tv/desktop/#!/');
const details = (server: string, item: number) =>
  new URL(`https://app.plex.tv/desktop/#!/server/${server}/details?key=%2Flibrary%2Fmetadata%2F${item}`);
const queue = (machine: string) =>
  `https://10-0-0-7.hash.plex.direct:32400/playQueues?type=video&uri=server%3A%2F%2F${machine}%2Fcom.plexapp.plugins.library%2Flibrary%2Fmetadata%2F5001&own=1`;
const timeline = (item: number) => `https://10-0-0-7.hash.plex.direct:32400/:/timeline?ratingKey=${item}&state=playing`;

/** Addresses of what the page has fetched. */
let fetched: string[];
/** The adapter of a page that has just been loaded. */
const fresh = async () => (await import('../../../extension/content/sites/plex.ts')).plex;

beforeEach(() => {
  fetched = [];
  vi.resetModules();
  vi.spyOn(performance, 'getEntriesByType').mockImplementation(() => fetched.map((name) => ({ name })) as never);
  class Observer {
    observe() {}
    takeRecords = () => fetched.map((name) => ({ name }));
  }
  vi.stubGlobal('PerformanceObserver', Observer);
  const root = document.createElement('div');
  root.id = 'plex';
  root.append(document.createElement('video'));
  document.body.append(root);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

describe('Plex: which title', () => {
  it('what is played from the start page, whose address names no server, has that of its queue', async () => {
    fetched = [queue(MACHINE), timeline(5001)];
    const plex = await fresh();
    expect(plex.identity(HOME, null)).toEqual({ mediaKey: `${MACHINE}/5001`, settled: true });
    fetched.push(timeline(5002));
    expect(plex.identity(HOME, null).mediaKey).toBe(`${MACHINE}/5002`);
  });

  it('the start page by itself shows none, nor one whose player is closed', async () => {
    expect((await fresh()).identity(HOME, null).mediaKey).toBeNull();
    fetched = [queue(MACHINE), timeline(5001)];
    document.querySelector('video')?.remove();
    expect((await fresh()).identity(HOME, null).mediaKey).toBeNull();
  });

  it('an address that names a server is believed', async () => {
    fetched = [queue(MACHINE), timeline(5003)];
    expect((await fresh()).identity(details('other', 5001), null).mediaKey).toBe('other/5003');
  });

  it('a server’s name is nothing else than that', async () => {
    fetched = [queue('a%2F..%2Fb'), queue('x'.repeat(65)), timeline(5001)];
    expect((await fresh()).identity(HOME, null).mediaKey).toBe('a/5001');
    fetched = ['https://evil.example/playQueues?uri=https%3A%2F%2Fevil.example%2F', timeline(5001)];
    vi.resetModules();
    expect((await fresh()).identity(HOME, null).mediaKey).toBeNull();
  });
});
