import { describe, expect, it } from 'vitest';
import { pickFilm, scoreVideo, type VideoDescription } from '../../../extension/content/finder/score.ts';

const film: VideoDescription = {
  width: 1280,
  height: 720,
  visibleArea: 1280 * 720,
  viewportArea: 1400 * 900,
  hidden: false,
  readyState: 4,
  duration: 5_400,
  advancing: true,
  paused: false,
  loop: false,
  muted: false,
  controls: false,
  hasSource: true,
  site: 'neutral',
  allowBlankSource: false,
};
const score = (over: Partial<VideoDescription>) => scoreVideo({ ...film, ...over });

describe('finding the film', () => {
  it.each<[string, Partial<VideoDescription>]>([
    ['is not painted', { hidden: true }],
    ['is a thumbnail', { width: 180, height: 100 }],
    ['is flat', { height: 90 }],
    ['is a background clip', { loop: true, muted: true }],
    ['has no source', { hasSource: false }],
    ['is a preview by the site’s own word', { site: 'rejected' }],
  ])('a video that %s is not the film', (_, over) => {
    expect(score(over)).toBe(0);
  });

  it('a looping muted video with controls may be the film, so may a blank one where the site has them', () => {
    expect(score({ loop: true, muted: true, controls: true })).toBeGreaterThan(0);
    expect(score({ hasSource: false, allowBlankSource: true })).toBeGreaterThan(0);
  });

  it('size, metadata, length and movement each count', () => {
    expect(score({})).toBeGreaterThan(score({ visibleArea: 320 * 180, width: 320, height: 180 }));
    expect(score({})).toBeGreaterThan(score({ readyState: 0 }));
    expect(score({})).toBeGreaterThan(score({ duration: 30 }));
    expect(score({})).toBeGreaterThan(score({ advancing: false }));
  });

  it('the site’s own box beats everything else', () => {
    const small = score({ site: 'preferred', width: 300, height: 170, visibleArea: 51_000, advancing: false });
    expect(small).toBeGreaterThan(score({}));
  });

  it('unknown numbers do no harm', () => {
    expect(Number.isFinite(score({ duration: Number.NaN, viewportArea: 0 }))).toBe(true);
    expect(Number.isFinite(score({ duration: Number.POSITIVE_INFINITY }))).toBe(true);
  });

  it('two equal videos do not take turns, a clearly better one takes over', () => {
    expect(pickFilm([1_000, 1_000], 1)).toBe(1);
    expect(pickFilm([1_100, 1_000], 1)).toBe(1);
    expect(pickFilm([2_000, 1_000], 1)).toBe(0);
    expect(pickFilm([1_000, 0], 1)).toBe(0);
    expect(pickFilm([0, 0], 0)).toBe(-1);
    expect(pickFilm([], -1)).toBe(-1);
  });
});
