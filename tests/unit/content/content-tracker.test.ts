import { describe, expect, it } from 'vitest';
import {
  DISAGREE_MS,
  isMoving,
  NO_CONTENT,
  type PageLook,
  type TrackedContent,
  trackContent,
} from '../../../extension/content/content-tracker.ts';
import { matchMedia } from '../../../extension/content/media-match.ts';

const look = (over: Partial<PageLook>): PageLook => ({
  now: 0,
  mediaKey: 'a',
  settled: true,
  generation: 1,
  loaded: true,
  ...over,
});
const follow = (...looks: Partial<PageLook>[]): TrackedContent =>
  looks.reduce<TrackedContent>((state, one) => trackContent(state, look(one)), NO_CONTENT);

describe('which title the page shows', () => {
  it('the first title counts as soon as there is a player: no old media could be mistaken for it', () => {
    expect(follow({ generation: null, loaded: false }).mediaKey).toBeNull();
    expect(follow({ loaded: false }).mediaKey).toBe('a');
    expect(follow({ settled: false }).mediaKey).toBeNull();
  });

  it('between two titles it is neither, but not for ever', () => {
    const state = follow({}, { now: 10_000, mediaKey: 'b' });
    expect(isMoving(state, 11_000)).toBe(true);
    expect(isMoving(state, 10_000 + DISAGREE_MS)).toBe(false);
    expect(isMoving(follow({}), 0)).toBe(false);
  });

  it('the address alone changes nothing: the old media is still there', () => {
    const state = follow({}, { now: 10_000, mediaKey: 'b' }, { now: 11_000, mediaKey: 'b' });
    expect(state).toMatchObject({ mediaKey: 'a', coming: 'b' });
  });

  it('address, then media, then metadata: the change counts at the last of them', () => {
    const before = follow(
      {},
      { now: 10_000, mediaKey: 'b' },
      { now: 11_100, mediaKey: 'b', generation: 2, loaded: false },
    );
    expect(before.mediaKey).toBe('a');
    expect(trackContent(before, look({ now: 11_500, mediaKey: 'b', generation: 2 })).mediaKey).toBe('b');
  });

  it('media first, then the address, works too', () => {
    expect(follow({}, { now: 10_000, generation: 2 }, { now: 10_400, generation: 2, mediaKey: 'b' }).mediaKey).toBe(
      'b',
    );
  });

  it('new media under the old address (an ad, another quality) is no new title', () => {
    expect(follow({}, { now: 10_000, generation: 2 }, { now: 30_000, generation: 3 }).mediaKey).toBe('a');
  });

  it('address and player that disagree are waited for, not for ever', () => {
    const b = { mediaKey: 'b', generation: 2, settled: false };
    expect(follow({}, { now: 10_000, ...b }, { now: 11_000, ...b }).mediaKey).toBe('a');
    expect(follow({}, { now: 10_000, ...b }, { now: 10_000 + DISAGREE_MS, ...b }).mediaKey).toBe('b');
  });

  it('a page without a title has none at once, and the next title needs its media', () => {
    const gone = follow({}, { now: 10_000, mediaKey: null, generation: null });
    expect(gone.mediaKey).toBeNull();
    const back = trackContent(gone, look({ now: 20_000, mediaKey: 'b', generation: null, loaded: false }));
    expect(back.mediaKey).toBeNull();
  });
});

describe('is it the party’s title?', () => {
  const party = { siteId: 'netflix', mediaKey: '1', title: '', duration: 5_400 };
  const own = { siteId: 'netflix', mediaKey: '1', duration: 5_400.4 };
  it('[S25] same key and length is right, another length another cut, another key another title', () => {
    expect(matchMedia(own, party)).toBe('right');
    expect(matchMedia({ ...own, duration: 5_402 }, party)).toBe('other-cut');
    expect(matchMedia({ ...own, mediaKey: '2' }, party)).toBe('other-title');
    expect(matchMedia({ ...own, siteId: 'youtube' }, party)).toBe('other-title');
    expect(matchMedia({ ...own, duration: null }, party)).toBe('right');
    expect(matchMedia(null, party)).toBe('none');
    expect(matchMedia(own, null)).toBe('other-title');
  });
});
