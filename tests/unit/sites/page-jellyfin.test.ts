// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FRESH_CLOCK } from '../../../extension/content/content-clock.ts';
import type { PageBridge } from '../../../extension/content/page-bridge.ts';
import { jellyfin } from '../../../extension/content/sites/jellyfin.ts';
import { jellyfinDriver } from '../../../extension/page/sites/jellyfin.ts';

const ITEM = '0123456789abcdef0123456789abcdef';
const EPISODE = {
  Id: ITEM,
  Type: 'Episode',
  Name: 'Chapter 2',
  SeriesName: 'The Long Way',
  ParentIndexNumber: 1,
  IndexNumber: 2,
  RunTimeTicks: 1_200_000_000,
};

/** The page's client, answering with these sessions. */
function install(answer: () => unknown) {
  const getSessions = vi.fn(async (_query: object) => answer());
  Object.assign(window, { ApiClient: { getSessions, deviceId: () => 'here' } });
  return getSessions;
}

afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(window, 'ApiClient');
});

describe('Jellyfin in the page’s world', () => {
  it('asks the server for this browser’s own session and tells title and length', async () => {
    const getSessions = install(() => [{ NowPlayingItem: EPISODE }]);
    const driver = jellyfinDriver();
    const told = vi.fn();
    driver.watch?.(told, new AbortController().signal);
    expect(driver.identity()).toBeNull();
    await vi.waitFor(() => expect(driver.identity()).toBe(ITEM));
    expect(told).toHaveBeenCalledWith('contentChanged');
    expect(getSessions).toHaveBeenCalledWith({ deviceId: 'here' });
    expect(driver.snapshot()).toMatchObject({ durationMs: 120_000, contentMs: null, live: false });
    expect(driver.metadata()).toEqual({ title: 'Chapter 2', series: 'The Long Way', season: 1, episode: 2 });
    expect(driver.seek(1)).toBe(false);
  });

  it('asks no more often than each two seconds, and hears of the next title and of the end', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    let sessions: unknown[] = [{ NowPlayingItem: EPISODE }];
    const getSessions = install(() => sessions);
    const driver = jellyfinDriver();
    driver.identity();
    driver.snapshot();
    expect(getSessions).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(driver.identity()).toBe(ITEM));
    sessions = [{ NowPlayingItem: null }, null];
    now = 2_100;
    driver.identity();
    await vi.waitFor(() => expect(driver.identity()).toBeNull());
    expect(getSessions).toHaveBeenCalledTimes(2);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['words', 'hello'],
    ['an item without a name', [{ NowPlayingItem: {} }]],
  ])('knows nothing of %s', async (_, answer) => {
    const getSessions = install(() => answer);
    const driver = jellyfinDriver();
    driver.identity();
    await getSessions.mock.results[0]?.value;
    expect(driver.identity()).toBeNull();
    expect(driver.metadata()).toBeNull();
  });

  it('lives with a page that has no client, or whose server is away', async () => {
    expect(jellyfinDriver().probe()).toBe(false);
    Object.assign(window, { ApiClient: { getSessions: () => Promise.reject(new Error('away')) } });
    expect(jellyfinDriver().snapshot()).toBeNull();
  });
});

describe('Jellyfin in the isolated world', () => {
  const bridge = (item: string | null, durationMs: number | null): PageBridge => ({
    ready: () => true,
    snapshot: () => ({
      contentMs: null,
      mediaMs: null,
      durationMs,
      paused: null,
      ad: null,
      contentId: null,
      live: false,
    }),
    command: () => false,
    identity: () => item,
    metadata: () => null,
  });
  const capabilities = (duration: number, told: number | null) => {
    const video = document.createElement('video');
    Object.defineProperty(video, 'duration', { value: duration });
    return jellyfin.capabilities({ video, bridge: bridge(ITEM, told), generation: 1, clock: FRESH_CLOCK });
  };

  it('makes the key of the page’s server and the player’s item; before an answer, of the address', () => {
    const playing = new URL('https://films.example/web/index.html#/video');
    expect(jellyfin.identity(playing, bridge(ITEM, 1)).mediaKey).toBe(`https://films.example/${ITEM}`);
    expect(jellyfin.identity(playing, bridge(null, 1)).mediaKey).toBeNull();
    expect(jellyfin.identity(playing, bridge('../x', 1)).mediaKey).toBeNull();
  });

  it('[S21] keeps its hands off a progressive transcode: the element shows a piece of the film', () => {
    expect(capabilities(120, 120_400)).toMatchObject({ seek: 'exact', clock: 'exact' });
    expect(capabilities(Number.NaN, 120_400)).toMatchObject({ seek: 'exact' });
    expect(capabilities(90, null)).toMatchObject({ seek: 'exact' });
    expect(capabilities(90, 120_400)).toMatchObject({ seek: 'none', clock: 'none' });
    expect(capabilities(Number.POSITIVE_INFINITY, 120_400)).toMatchObject({ seek: 'none', clock: 'none' });
  });
});
