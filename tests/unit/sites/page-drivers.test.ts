// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { crunchyrollDriver } from '../../../extension/page/sites/crunchyroll.ts';
import { disneyDriver } from '../../../extension/page/sites/disney.ts';
import { primeDriver } from '../../../extension/page/sites/prime.ts';

const GTI = 'amzn1.dv.gti.5a4e7d10-0000-4000-8000-000000000001';

/** Give a node what React leaves on it: a component `above` levels up. */
function render(node: Element, component: object, above = 2): void {
  let fiber: object = { stateNode: component, return: null };
  for (let level = 0; level < above; level++) fiber = { stateNode: {}, return: fiber };
  Object.assign(node, { __reactFiber$x1y2: fiber });
}

function page(html: string): Element {
  const template = new DOMParser().parseFromString(html, 'text/html');
  document.body.append(...template.body.childNodes);
  const film = document.querySelector('video');
  if (!film) throw new Error('no video');
  return film;
}

afterEach(() => document.body.replaceChildren());

describe('Prime Video in the page’s world', () => {
  const sdk = () => ({
    play: vi.fn(),
    pause: vi.fn(),
    seek: vi.fn(),
    isPlayerOpen: true,
    isPlayerDestroyed: false,
    currentTitleId: GTI,
    playbackState: 'Playing',
    currentTime: { currentPosition: 61_000, currentTimelineItemIndex: 1 },
    timeline: {
      items: [{ contentId: 'ad_0' }, { contentId: `${GTI}_main`, endTime: 120_000 }, { contentId: 'ad_2' }],
    },
  });
  const open = (
    player: object,
    film = page('<div id="dv-web-player"></div><div id="dv-web-player-2"><video></video></div>'),
  ) => render(film, { context: { webPlayer: player } });

  it('finds the SDK in the fibers of the film’s box, and reads content time, title and length', () => {
    expect(primeDriver().probe()).toBe(false);
    const player = sdk();
    open(player);
    const driver = primeDriver();
    expect(driver.probe()).toBe(true);
    expect(driver.snapshot()).toEqual({
      contentMs: 61_000,
      mediaMs: null,
      durationMs: 120_000,
      paused: false,
      ad: false,
      contentId: GTI,
      live: false,
    });
    expect(driver.identity()).toBe(GTI);
    expect(driver.seek(30_000.4)).toBe(true);
    expect(player.seek).toHaveBeenCalledWith(30_000);
    player.isPlayerOpen = false;
    expect(driver.probe()).toBe(false);
  });

  it('calls it an ad when the timeline stands in one, in any language', () => {
    const player = sdk();
    player.currentTime.currentTimelineItemIndex = 2;
    open(player);
    expect(primeDriver().snapshot()?.ad).toBe(true);
    player.isPlayerDestroyed = true;
  });

  it('turns to the new player when the title changes, and does not keep the old', () => {
    const first = sdk();
    open(first);
    expect(primeDriver().identity()).toBe(GTI);
    first.isPlayerDestroyed = true;
    document.body.replaceChildren();
    const second = { ...sdk(), currentTitleId: GTI.replace(/1$/, '2') };
    open(second);
    expect(primeDriver().identity()).toBe(GTI.replace(/1$/, '2'));
    second.isPlayerOpen = false;
  });

  it('takes nothing else for the SDK, and does not go round in a ring of fibers', () => {
    const film = page('<div id="dv-web-player-2"><video></video></div>');
    const ring: { stateNode: object; return?: object } = { stateNode: { context: { play() {}, pause() {} } } };
    ring.return = ring;
    Object.assign(film, { __reactFiber$x: ring });
    expect(primeDriver().probe()).toBe(false);
    expect(primeDriver().snapshot()).toBeNull();
    expect(primeDriver().seek(1)).toBe(false);
  });
});

describe('Disney+ in the page’s world', () => {
  const player = {
    timeline: { info: { playheadPositionMs: 42_000, programDurationMs: 120_000, seekableEndMs: 120_000 } },
    playbackStatus: { paused: true },
    play: vi.fn(),
    pause: vi.fn(),
    seek: vi.fn(),
    mediaPlaybackCriteria: { metadata: { title: { text: 'The Long Way' }, subtitle: { text: 'S1:E6 Chapter 6' } } },
  };
  const open = (ui: string) => {
    page(`<disney-web-player><video></video></disney-web-player>${ui}`);
    Object.assign(document.querySelector('disney-web-player') as object, { mediaPlayer: player });
  };

  it('reads the playhead, never the element', () => {
    expect(disneyDriver().snapshot()).toBeNull();
    open('');
    expect(disneyDriver().snapshot()).toMatchObject({ contentMs: 42_000, durationMs: 120_000, paused: true, ad: null });
    expect(disneyDriver().seek(7_000)).toBe(true);
    expect(player.seek).toHaveBeenCalledWith(7_000);
  });

  it('hears a player that comes after the conversation has begun', () => {
    const driver = disneyDriver();
    const [tell, life] = [vi.fn(), new AbortController()];
    driver.watch?.(tell, life.signal);
    const heard = new Map<string, () => void>();
    const on = (name: string, listener: () => void) => heard.set(name, listener);
    open('');
    const late = { ...player, on, off: (name: string) => heard.delete(name) };
    Object.assign(document.querySelector('disney-web-player') as object, { mediaPlayer: late });
    driver.snapshot();
    heard.get('@EVENT/PLAYER/PLAYBACK/MEDIA_PAUSED')?.();
    expect(tell.mock.calls).toEqual([['state']]);
    life.abort();
    expect(heard.size).toBe(0);
  });

  it.each(['disney-web-player-ui', 'main-app-controls-overlay'])('sees an interstitial of the build with %s', (tag) => {
    open(`<${tag}></${tag}>`);
    const interstitials = { isInterstitialPlaying: true };
    const state = tag === 'disney-web-player-ui' ? { latestUiState: { interstitials } } : { store: { interstitials } };
    Object.assign(document.querySelector(tag) as object, state);
    expect(disneyDriver().snapshot()?.ad).toBe(true);
  });

  it('names series and episode, in other letters too', () => {
    open('');
    const whole = { title: 'Chapter 6', series: 'The Long Way', season: 1, episode: 6 };
    expect(disneyDriver().metadata()).toEqual(whole);
    player.mediaPlaybackCriteria.metadata.subtitle.text = 'С2:О3 Глава';
    expect(disneyDriver().metadata()).toMatchObject({ season: 2, episode: 3, title: 'Глава' });
    player.mediaPlaybackCriteria.metadata.subtitle.text = '';
    expect(disneyDriver().metadata()).toEqual({ title: 'The Long Way' });
  });
});

describe('Crunchyroll in the page’s world', () => {
  const katamari = {
    play: vi.fn(),
    pause: vi.fn(),
    seekToContentTime: vi.fn(),
    setPlaybackRate: vi.fn(),
    state: 'playing',
  };
  const open = (player: object) =>
    render(page('<div id="player-container"><video id="bitmovinplayer-video-null"></video></div>'), {
      player: { _katamariPlayer: player },
    });

  it('seeks in seconds through the site’s own player', () => {
    expect(crunchyrollDriver().probe()).toBe(false);
    open(katamari);
    expect(crunchyrollDriver().seek(41_300)).toBe(true);
    expect(katamari.seekToContentTime).toHaveBeenCalledWith(41.3);
    expect(crunchyrollDriver().snapshot()).toMatchObject({ contentMs: null, paused: false });
  });

  it('commands nothing while it loads, and says so where no way to seek is known', () => {
    open({ ...katamari, state: 'mediaLoading' });
    expect(crunchyrollDriver().seek(1_000)).toBe(false);
    document.body.replaceChildren();
    open({ play() {}, pause() {}, state: 'playing' });
    expect(() => crunchyrollDriver().seek(1_000)).toThrow(TypeError);
  });
});
