// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FRESH_CLOCK } from '../../../extension/content/content-clock.ts';
import type { PageBridge } from '../../../extension/content/page-bridge.ts';
import type { Player } from '../../../extension/content/sites/adapter.ts';
import { linkedData, titleLines } from '../../../extension/content/sites/episode-metadata.ts';
import { ADAPTERS } from '../../../extension/content/sites/index.ts';
import { otherVideoPlays } from '../../../extension/content/sites/other-video.ts';
import { SITE_IDS } from '../../../shared/sites/site.ts';

const silent: PageBridge = {
  ready: () => false,
  snapshot: () => null,
  command: () => false,
  identity: () => null,
  metadata: () => null,
};
function player(over: Partial<HTMLVideoElement> = {}, bridge: PageBridge | null = silent): Player {
  const video = document.createElement('video');
  for (const [name, value] of Object.entries(over)) Object.defineProperty(video, name, { value, writable: true });
  return { video, bridge, generation: 1, clock: FRESH_CLOCK };
}
const put = (html: string) =>
  document.body.append(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);

afterEach(() => document.body.replaceChildren());

describe.each(SITE_IDS)('%s on a page that has changed altogether', (id) => {
  it('knows nothing and breaks nothing', async () => {
    const adapter = ADAPTERS[id];
    const p = player();
    adapter.readClock(p);
    expect(adapter.phase(p)).toBe('content');
    expect(adapter.duration(p)).toBeNull();
    expect(adapter.prompts().size).toBe(0);
    expect(adapter.overlayParent()).toBeNull();
    expect(adapter.identity(new URL('https://elsewhere.example/'), silent).mediaKey).toBe(
      id === 'generic' ? 'https://elsewhere.example/' : null,
    );
    expect(adapter.metadata(silent)).toBeDefined();
    expect(() => adapter.control.seek(p, 10)).not.toThrow();
  });
});

describe('capabilities without the page’s player', () => {
  it('[S21] Netflix and Disney+ are not moved, Prime Video and Crunchyroll inside the buffer only', () => {
    const seek = (id: keyof typeof ADAPTERS) => ADAPTERS[id].capabilities(player()).seek;
    expect([seek('netflix'), seek('disney'), seek('prime'), seek('crunchyroll')]).toEqual([
      'none',
      'none',
      'limited',
      'limited',
    ]);
  });

  it('[S21] where stitched ads shift the clock in unknown ways, it is approximate', () => {
    for (const id of ['hbomax', 'peacock', 'paramount', 'twitch'] as const)
      expect(ADAPTERS[id].capabilities(player()).clock, id).toBe('approximate');
  });

  it('the older player of Crunchyroll is an ordinary element', () => {
    expect(ADAPTERS.crunchyroll.capabilities(player({ id: 'player0' })).seek).toBe('exact');
  });
});

describe('lengths', () => {
  it('of Netflix and Prime Video are their players’ alone: the element shows a piece', () => {
    const told = (durationMs: number | null): PageBridge => ({
      ...silent,
      snapshot: () => ({
        contentMs: 1,
        mediaMs: 1,
        durationMs,
        paused: false,
        ad: false,
        contentId: null,
        live: false,
      }),
    });
    for (const id of ['netflix', 'prime'] as const) {
      expect(ADAPTERS[id].duration(player({ duration: 40 }, told(null))), id).toBeNull();
      expect(ADAPTERS[id].duration(player({ duration: 40 })), id).toBeNull();
      expect(ADAPTERS[id].duration(player({ duration: 40 }, told(120_000))), id).toBe(120);
    }
  });
});

describe('ads', () => {
  it('Twitch: a label beside the chat is none', () => {
    put('<div class="chat-shell"><span data-a-target="video-ad-label">Ad</span></div>');
    expect(ADAPTERS.twitch.phase(player())).toBe('content');
    put('<div data-a-target="video-player"><span data-a-target="video-ad-label">Ad</span></div>');
    expect(ADAPTERS.twitch.phase(player())).toBe('ad');
  });

  it('Hulu: an idle ad player is none', () => {
    put('<div class="AdPlayer AdPlayer--hidden"></div>');
    expect(ADAPTERS.hulu.phase(player())).toBe('content');
    document.querySelector('.AdPlayer')?.classList.remove('AdPlayer--hidden');
    expect(ADAPTERS.hulu.phase(player())).toBe('ad');
  });

  it('another video that runs in the player is one, and some time after it has stopped', () => {
    put('<div class="player"><video></video></div>');
    const other = document.querySelector('video') as HTMLVideoElement;
    const p = player();
    const state = { paused: true, ended: false, currentSrc: 'blob:x' };
    for (const name of Object.keys(state) as (keyof typeof state)[])
      Object.defineProperty(other, name, { get: () => state[name] });
    expect(otherVideoPlays(p, '.player video', 0)).toBe(false);
    state.paused = false;
    expect(otherVideoPlays(p, '.player video', 1_000)).toBe(true);
    state.paused = true;
    expect(otherVideoPlays(p, '.player video', 1_400)).toBe(true);
    expect(otherVideoPlays(p, '.player video', 1_600)).toBe(false);
  });
});

describe('Hulu’s slider', () => {
  const at = (media: number, shown: string) => {
    put(`<div class="Timeline__slider" role="slider" aria-valuenow="${shown}" aria-valuemax="120"></div>`);
    const p = player({ currentTime: media });
    ADAPTERS.hulu.readClock(p);
    return ADAPTERS.hulu.contentAt(p, media);
  };
  it('rounds: it is not believed against an element that says the same', () => expect(at(61.9, '61')).toBe(61.9));
  it('shows where the story stands behind stitched ads', () => expect(at(76.5, '61')).toBeCloseTo(61.5));
});

describe('Prime Video and Apple TV+: which title', () => {
  const GTI = 'amzn1.dv.gti.5a4e7d10-0000-4000-8000-00000000000';
  it('the player’s word counts, the address names the show', () => {
    const bridge = { ...silent, identity: () => `${GTI}2` };
    const url = new URL(`https://www.primevideo.com/detail/${GTI}1`);
    expect(ADAPTERS.prime.identity(url, bridge)).toEqual({ mediaKey: `${GTI}2`, settled: true });
    expect(ADAPTERS.prime.identity(url, silent).mediaKey).toBe(`${GTI}1`);
    const nonsense = { ...silent, identity: () => 'https://evil.example/' };
    expect(ADAPTERS.prime.identity(url, nonsense).mediaKey).toBe(`${GTI}1`);
  });

  it('the page’s tag counts where the address stays behind, once that has lasted', () => {
    const meta = document.createElement('meta');
    meta.name = 'apple:content_id';
    meta.content = 'umc.cmc.standin2';
    document.head.append(meta);
    const url = (id: number) => new URL(`https://tv.apple.com/us/episode/x/umc.cmc.standin${id}`);
    expect(ADAPTERS.apple.identity(url(1), null)).toEqual({ mediaKey: 'episode/umc.cmc.standin2', settled: false });
    expect(ADAPTERS.apple.identity(url(2), null)).toEqual({ mediaKey: 'episode/umc.cmc.standin2', settled: true });
    meta.remove();
  });
});

describe('titles', () => {
  it('of a framed player are not its document’s, which is named for the player', () => {
    document.title = 'Player';
    expect(ADAPTERS.generic.metadata(null).title).toBe('Player');
    vi.spyOn(window, 'top', 'get').mockReturnValue(null);
    expect(ADAPTERS.generic.metadata(null).title).toBeUndefined();
    vi.restoreAllMocks();
    document.title = '';
  });

  it.each(['S1 E3 - Name', 'S1:E3 Name', 'S1, E3 · Name', 'S1 · E3 Name', 'Season 1, Ep. 3 Name', 'S1 E3: Name'])(
    '%s',
    (below) => {
      expect(titleLines('Series', below)).toEqual({ title: 'Name', series: 'Series', season: 1, episode: 3 });
    },
  );

  it('a film has one line, and hidden controls none', () => {
    expect(titleLines('Film', '')).toEqual({ title: 'Film' });
    expect(titleLines('', '')).toEqual({});
  });

  it('what the page tells machines may be anything', () => {
    for (const text of ['', '{', '[]', 'null', '"x"', '{"name":5}']) {
      put(`<script type="application/ld+json">${text}</script>`);
      expect(linkedData()).toEqual({});
    }
    put(
      '<script type="application/ld+json">{"name":"N","episodeNumber":"2","partOfSeason":{"seasonNumber":1.5}}</script>',
    );
    expect(linkedData()).toEqual({ title: 'N', episode: 2 });
  });
});
