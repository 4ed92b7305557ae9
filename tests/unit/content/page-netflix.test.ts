// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { netflixDriver } from '../../../extension/page/sites/netflix.ts';

const film = {
  play: vi.fn(),
  pause: vi.fn(),
  seek: vi.fn(),
  getCurrentTime: () => 75_000,
  getSegmentTime: () => 60_000,
  getDuration: () => 2_708_000,
  isPaused: () => false,
  getMovieId: () => 81000001,
  getAdManager: () => ({ adPresenting: { value: false } }),
};
const preview = { ...film, seek: vi.fn(), getSegmentTime: () => 1, getMovieId: () => 5 };

function install(sessions: Record<string, object>): void {
  const videoPlayer = {
    getAllPlayerSessionIds: () => Object.keys(sessions),
    getVideoPlayerBySessionId: (id: string) => sessions[id],
  };
  Object.assign(window, { netflix: { appContext: { state: { playerApp: { getAPI: () => ({ videoPlayer }) } } } } });
}

afterEach(() => {
  Reflect.deleteProperty(window, 'netflix');
  document.body.replaceChildren();
  vi.clearAllMocks();
});

describe('Netflix in the page’s world', () => {
  const driver = netflixDriver();

  it('is not there before the API is', () => {
    expect(driver.probe()).toBe(false);
    expect(driver.snapshot()).toBeNull();
    expect(driver.seek(1)).toBe(false);
  });

  it('takes the film’s session, not the first and not the last', () => {
    install({ 'billboard-1': preview, 'watch-7': film, 'preview-2': preview });
    expect(driver.seek(61_500.4)).toBe(true);
    expect(film.seek).toHaveBeenCalledWith(61_500);
    expect(preview.seek).not.toHaveBeenCalled();
  });

  it('takes the episode on screen where the one before has not gone yet, or the next is there already', () => {
    const drawn = (shown: boolean) => {
      const box = document.createElement('div');
      box.style.display = shown ? 'block' : 'none';
      document.body.append(box);
      return { getElement: () => box };
    };
    const others = {
      removed: { ...preview, getElement: () => document.createElement('div') },
      ended: { ...preview, getElement: () => Reflect.get(undefined as never, 'gone') },
      hidden: { ...preview, ...drawn(false) },
    };
    const shown = { ...film, ...drawn(true) };
    install({ 'watch-1': others.removed, 'watch-2': others.ended, 'watch-3': shown, 'watch-4': others.hidden });
    expect(driver.seek(1_000)).toBe(true);
    expect(film.seek).toHaveBeenCalledWith(1_000);
    expect(preview.seek).not.toHaveBeenCalled();
    expect(driver.identity()).toBe('81000001');
  });

  it('takes the last where none tells what it draws in', () => {
    install({ 'watch-1': preview, 'watch-2': film, 'preview-3': preview });
    expect(driver.identity()).toBe('81000001');
  });

  it('moves nothing while only previews play', () => {
    install({ 'preview-2': preview });
    expect(driver.probe()).toBe(false);
    expect(driver.seek(1)).toBe(false);
    expect(preview.seek).not.toHaveBeenCalled();
  });

  it('reads both clocks at once', () => {
    install({ 'watch-7': film });
    expect(driver.snapshot()).toEqual({
      contentMs: 60_000,
      mediaMs: 75_000,
      durationMs: 2_708_000,
      paused: false,
      ad: false,
      contentId: '81000001',
      live: false,
    });
  });

  it('hears of an ad by the ad manager', () => {
    install({ 'watch-7': { ...film, getAdManager: () => ({ adPresenting: { _value: true } }) } });
    expect(driver.snapshot()?.ad).toBe(true);
  });
});
