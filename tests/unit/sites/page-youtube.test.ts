// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADAPTERS } from '../../../extension/content/sites/index.ts';
import { youtubeDriver } from '../../../extension/page/sites/youtube.ts';

type Listener = () => void;
let heard: Map<string, Set<Listener>>;

/** The site's player: its listeners are its own, and know nothing of signals. */
function putPlayer(id = 'standin0001'): HTMLElement {
  const player = document.createElement('div');
  player.id = 'movie_player';
  Object.assign(player, {
    getVideoData: () => ({ video_id: id, title: 'A film', isLive: false }),
    getCurrentTime: () => 12,
    getDuration: () => 120,
    getPlayerState: () => 2,
    getAdState: () => -1,
    seekTo: vi.fn(),
    addEventListener: (name: string, listener: Listener) =>
      heard.set(name, (heard.get(name) ?? new Set()).add(listener)),
    removeEventListener: (name: string, listener: Listener) => heard.get(name)?.delete(listener),
  });
  document.body.append(player);
  return player;
}
const fire = (name: string) => [...(heard.get(name) ?? [])].map((listener) => listener()).length;

let life: AbortController;
beforeEach(() => {
  heard = new Map();
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  document.body.replaceChildren();
});

describe('YouTube in the page’s world', () => {
  it('reads the player, in ms', () => {
    putPlayer();
    expect(youtubeDriver().snapshot()).toMatchObject({
      contentMs: 12_000,
      durationMs: 120_000,
      paused: true,
      ad: false,
    });
    expect(youtubeDriver().identity()).toBe('standin0001');
  });

  it('lets a player that stays behind hidden say nothing of the page that one has gone to', () => {
    const player = putPlayer();
    player.style.display = 'none';
    const driver = youtubeDriver();
    expect([driver.probe(), driver.snapshot(), driver.identity(), driver.metadata()]).toEqual([
      false,
      null,
      null,
      null,
    ]);
    expect(driver.seek(1_000)).toBe(false);
    player.style.display = '';
    expect(driver.identity()).toBe('standin0001');
  });

  it('hears the ads of a player that comes after the conversation has begun, and of the next one', () => {
    const driver = youtubeDriver();
    const tell = vi.fn();
    driver.watch?.(tell, life.signal);
    const first = putPlayer();
    driver.snapshot();
    driver.snapshot();
    expect(fire('onAdStart')).toBe(1);
    expect(tell.mock.calls).toEqual([['ad']]);
    first.remove();
    putPlayer('standin0002');
    driver.snapshot();
    expect(fire('onAdFinish')).toBe(1);
    expect(tell).toHaveBeenCalledTimes(2);
    life.abort();
    expect(fire('onAdStart')).toBe(0);
  });

  it('speaks to the newest conversation alone', () => {
    const driver = youtubeDriver();
    putPlayer();
    const [old, now] = [vi.fn(), vi.fn()];
    driver.watch?.(old, life.signal);
    const next = new AbortController();
    driver.watch?.(now, next.signal);
    life.abort();
    expect(fire('onAdStart')).toBe(1);
    expect([old.mock.calls.length, now.mock.calls.length]).toEqual([0, 1]);
    next.abort();
  });
});

describe('shorts', () => {
  it('are no titles: they run in a loop, and their player is another', () => {
    const hidden = putPlayer();
    hidden.style.display = 'none';
    const { youtube } = ADAPTERS;
    expect(youtube.identity(new URL('https://www.youtube.com/shorts/standin0002'), null).mediaKey).toBeNull();
    const player = document.createElement('div');
    player.id = 'shorts-player';
    document.body.append(player);
    expect(player.matches(youtube.media.reject ?? '')).toBe(true);
  });
});
