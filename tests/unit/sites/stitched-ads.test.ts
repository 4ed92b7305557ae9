import { describe, expect, it } from 'vitest';
import {
  type ClockState,
  FRESH_CLOCK,
  readClock,
  toContent,
  toMedia,
} from '../../../extension/content/content-clock.ts';

/** Play on from `from` to `to` element seconds, in steps of a tick. */
function run(state: ClockState, from: number, to: number, ad: boolean): ClockState {
  let now = state;
  for (let media = from; media < to - 1e-6; media += 0.1)
    now = readClock(now, { at: media * 1000, media, siteContent: null, siteMedia: null, ad });
  return now;
}
const at = (state: ClockState, media: number): number | null =>
  toContent(readClock(state, { at: media * 1000, media, siteContent: null, siteMedia: null, ad: false }), media);

describe('stitched ads of a site that tells no content time', () => {
  // Story 0-30, an ad of 15 s, story from 45 on.
  const seen = run(run(run(FRESH_CLOCK, 28, 30, false), 30, 45, true), 45, 46, false);

  it('[S24] after the ad the story goes on where it stood', () => {
    expect(at(seen, 50)).toBeCloseTo(35, 0);
    expect(toMedia(seen, 35)).toBeCloseTo(50, 0);
  });

  it('before the ad nothing has shifted, and no jump leads into it', () => {
    expect(at(seen, 20)).toBeCloseTo(20);
    expect(toMedia(seen, 20)).toBeCloseTo(20);
    expect(toMedia(seen, 30)).toBeGreaterThanOrEqual(45);
  });

  it('two ads add up, and one that is seen again does not', () => {
    const again = run(run(seen, 30, 45, true), 45, 46, false);
    expect(at(again, 50)).toBeCloseTo(35, 0);
    const two = run(run(again, 80, 90, true), 90, 91, false);
    expect(at(two, 100)).toBeCloseTo(75, 0);
    expect(toMedia(two, 75)).toBeCloseTo(100, 0);
    expect(at(two, 50)).toBeCloseTo(35, 0);
  });

  it('an ad in an element of its own, during which the film stands, shifts nothing', () => {
    let state = run(FRESH_CLOCK, 28, 30, false);
    for (let i = 0; i < 50; i++)
      state = readClock(state, { at: 30_000, media: 30, siteContent: null, siteMedia: null, ad: true });
    expect(at(state, 31)).toBe(31);
  });

  it('a jump in an ad is no part of it', () => {
    const jumped = run(run(FRESH_CLOCK, 30, 32, true), 600, 605, true);
    expect(at(run(jumped, 605, 606, false), 610)).toBeCloseTo(605, 0);
  });

  it('a site’s own clock wins', () => {
    const told = readClock(seen, { at: 49_000, media: 49, siteContent: 33, siteMedia: 49, ad: false });
    const sure = readClock(told, { at: 50_100, media: 50.1, siteContent: 34.1, siteMedia: 50.1, ad: false });
    expect(toContent(sure, 51)).toBeCloseTo(35);
    expect(toMedia(sure, 35)).toBeCloseTo(51);
  });
});
