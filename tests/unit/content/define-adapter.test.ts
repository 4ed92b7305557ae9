// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { FRESH_CLOCK } from '../../../extension/content/content-clock.ts';
import type { PageBridge } from '../../../extension/content/page-bridge.ts';
import type { Player, SiteDifferences } from '../../../extension/content/sites/adapter.ts';
import { defineAdapter } from '../../../extension/content/sites/define-adapter.ts';
import { outcomeOfRejection } from '../../../extension/content/sites/element-control.ts';
import { ADAPTERS } from '../../../extension/content/sites/index.ts';
import type { PlayerSnapshot } from '../../../extension/page/vocabulary.ts';
import { SITES } from '../../../shared/sites/index.ts';

const snapshot: PlayerSnapshot = {
  contentMs: 60_000,
  mediaMs: 75_000,
  durationMs: 2_708_000,
  paused: false,
  ad: false,
  contentId: '81000001',
  live: false,
};
const bridgeOf = (over: Partial<PlayerSnapshot> | null, sent: unknown[] = []): PageBridge => ({
  ready: () => over !== null,
  snapshot: () => over && { ...snapshot, ...over },
  command: (...args: unknown[]) => {
    sent.push(args);
    return over !== null;
  },
  identity: () => null,
  metadata: () => null,
});
function player(bridge: PageBridge | null = null, video: Partial<HTMLVideoElement> = {}): Player {
  const element = document.createElement('video');
  for (const [name, value] of Object.entries(video)) Object.defineProperty(element, name, { value, writable: true });
  return { video: element, bridge, generation: 1, clock: FRESH_CLOCK };
}
const boom = () => {
  throw new Error('the site has changed');
};

afterEach(() => {
  document.body.replaceChildren();
  document.title = '';
});

describe('an adapter made of differences', () => {
  it('never throws: what fails is unknown', async () => {
    const broken: SiteDifferences = {
      site: SITES.netflix,
      capabilities: boom,
      identity: boom,
      phase: boom,
      siteClock: boom,
      duration: boom,
      metadata: boom,
      control: { play: boom, pause: boom, seek: boom, rate: boom },
      prompts: { error: ':::not a selector' },
      overlayParent: ':::not a selector',
    };
    const adapter = defineAdapter(broken);
    const p = player(bridgeOf({}));
    adapter.readClock(p);
    expect(adapter.capabilities(p)).toMatchObject({ seek: 'none', clock: 'none', rate: false });
    expect(adapter.identity(new URL('https://www.netflix.com/watch/1'), null)).toEqual({
      mediaKey: null,
      settled: false,
    });
    expect(adapter.phase(p)).toBe('unknown');
    expect(adapter.duration(p)).toBeNull();
    expect(adapter.contentAt(p, 5)).toBeNull();
    expect(adapter.metadata(null)).toEqual({});
    expect(adapter.prompts().size).toBe(0);
    expect(adapter.overlayParent()).toBeNull();
    expect(await adapter.control.play(p)).toBe('failed');
    expect([adapter.control.pause(p), adapter.control.seek(p, 1), adapter.control.rate(p, 1, true)]).toEqual([
      'failed',
      'failed',
      'failed',
    ]);
  });

  it('hangs the overlay in nothing that is not drawn: a player that stays behind, hidden', () => {
    const adapter = defineAdapter({ site: SITES.youtube, overlayParent: '#movie_player' });
    const player = document.createElement('div');
    player.id = 'movie_player';
    document.body.append(player);
    expect(adapter.overlayParent()).toBe(player);
    document.body.style.display = 'none';
    expect(adapter.overlayParent()).toBeNull();
    document.body.style.display = '';
  });

  it('[S26] tells a missing gesture from an interruption', () => {
    expect(outcomeOfRejection(new DOMException('', 'NotAllowedError'))).toBe('blocked');
    expect(outcomeOfRejection(new DOMException('', 'AbortError'))).toBe('cancelled');
    expect(outcomeOfRejection(new DOMException('', 'NotSupportedError'))).toBe('failed');
    expect(outcomeOfRejection('?')).toBe('failed');
  });

  it('generic: the element is clock, length and hand', () => {
    const p = player(null, { currentTime: 12, duration: 90, readyState: 4 });
    const { generic } = ADAPTERS;
    generic.readClock(p);
    expect(generic.contentAt(p, 12)).toBe(12);
    expect(generic.duration(p)).toBe(90);
    expect(generic.control.seek(p, 30)).toBe('done');
    expect(p.video.currentTime).toBe(30);
  });

  it.each([Number.POSITIVE_INFINITY, 2 ** 30])('a duration of %d is live: no clock to share', (duration) => {
    const p = player(null, { duration });
    expect(ADAPTERS.generic.capabilities(p).clock).toBe('none');
    expect(ADAPTERS.generic.duration(p)).toBeNull();
    const films = defineAdapter({ site: SITES.generic, media: { infinityIsLive: false } });
    expect(films.live(p)).toBe(Number.isFinite(duration));
  });

  it('[S24] an ad on screen, or by the player’s word, is a phase of its own', () => {
    const { netflix } = ADAPTERS;
    expect(netflix.phase(player(bridgeOf({ ad: true })))).toBe('ad');
    expect(netflix.phase(player(bridgeOf({})))).toBe('content');
    const box = document.createElement('div');
    box.dataset.uia = 'ads-info-container';
    document.body.append(box);
    expect(netflix.phase(player(null))).toBe('ad');
  });

  it('Netflix: content time comes from both of the player’s clocks, seeks go by its API in content ms, never by the element', () => {
    const sent: unknown[] = [];
    const p = player(bridgeOf({}, sent), { currentTime: 75.4, readyState: 4 });
    ADAPTERS.netflix.readClock(p);
    expect(ADAPTERS.netflix.contentAt(p, 75.4)).toBeCloseTo(60.4);
    expect(ADAPTERS.netflix.duration(p)).toBe(2_708);
    expect(ADAPTERS.netflix.control.seek(p, 61.5)).toBe('done');
    expect(sent).toEqual([['seek', 61_500]]);
    expect(p.video.currentTime).toBe(75.4);
  });

  it('[S25] the element’s length counts only if the site’s player, where there is one, tells none of its own', () => {
    const video = { duration: 40, readyState: 4 };
    expect(ADAPTERS.youtube.duration(player(bridgeOf(null), video))).toBeNull();
    expect(ADAPTERS.youtube.duration(player(bridgeOf({ durationMs: null }), video))).toBe(40);
    expect(ADAPTERS.youtube.duration(player(null, video))).toBe(40);
    // Stitched ads are in it: two members with different ads would be at two cuts.
    for (const id of ['hbomax', 'peacock', 'paramount', 'twitch'] as const)
      expect(ADAPTERS[id].duration(player(null, video)), id).toBeNull();
  });

  it('Netflix without its API can’t be moved', () => {
    const p = player(bridgeOf(null), { currentTime: 10, readyState: 4 });
    expect(ADAPTERS.netflix.capabilities(p).seek).toBe('none');
    expect(ADAPTERS.netflix.control.seek(p, 61.5)).toBe('unsupported');
    expect(p.video.currentTime).toBe(10);
  });

  it('address and player that name different titles are not settled; a name that is no key does not count', () => {
    const url = new URL('https://www.netflix.com/watch/81000002');
    expect(ADAPTERS.netflix.identity(url, bridgeOf({}))).toEqual({ mediaKey: '81000002', settled: false });
    expect(ADAPTERS.netflix.identity(url, bridgeOf({ contentId: '<img>' }))).toEqual({
      mediaKey: '81000002',
      settled: true,
    });
    expect(ADAPTERS.netflix.identity(new URL('https://www.netflix.com/browse'), null).mediaKey).toBeNull();
  });

  it('a title is the page’s without counter and site name', () => {
    document.title = '(3) A long way - down - YouTube';
    expect(ADAPTERS.generic.metadata(null).title).toBe('A long way - down');
    document.title = 'Spider-Man';
    expect(ADAPTERS.generic.metadata(null).title).toBe('Spider-Man');
  });

  it('every site has its own adapter, under its own name', () => {
    for (const [id, adapter] of Object.entries(ADAPTERS)) expect(adapter.id).toBe(id);
    expect(Object.keys(ADAPTERS).sort()).toEqual(Object.keys(SITES).sort());
  });
});
