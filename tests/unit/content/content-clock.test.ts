import { describe, expect, it } from 'vitest';
import {
  CONFIRM_MS,
  CONFIRM_STEP_MS,
  FRESH_CLOCK,
  readClock,
  toContent,
  toMedia,
} from '../../../extension/content/content-clock.ts';
import { SEEK_BEGINS_WITHIN_MS } from '../../../extension/content/write-effect.ts';

const look = (media: number, siteContent: number | null, siteMedia: number | null = null, ad = false) => ({
  at: media * 1000,
  media,
  siteContent,
  siteMedia,
  ad,
});

describe('content clock (decision 6)', () => {
  it('a site without a clock of its own: element time is content time', () => {
    expect(toContent(readClock(FRESH_CLOCK, look(12.5, null)), 13)).toBe(13);
  });

  it('regime 1: before the first break media time is content time', () => {
    const state = readClock(FRESH_CLOCK, look(20.4, 20, 20));
    expect(toContent(state, 20.4)).toBeCloseTo(20.4);
  });

  it('regime 2: after a break that was seen the offset is its length, and the lag of the site’s clock does not show', () => {
    const state = readClock(FRESH_CLOCK, look(75.37, 45, 75));
    expect(toContent(state, 75.37)).toBeCloseTo(45.37);
    expect(toMedia(state, 50)).toBeCloseTo(80);
  });

  it('regime 3: a fresh timeline after a seek across a break makes the offset negative', () => {
    const state = readClock(FRESH_CLOCK, look(16, 1551, 16));
    expect(toContent(state, 16)).toBeCloseTo(1551);
  });

  it('[S24] in an ad nothing is known and nothing learned, after it the first reading counts', () => {
    let state = readClock(FRESH_CLOCK, look(29.9, 29.9, 29.9));
    state = readClock(state, look(35, 30, 35, true));
    expect(toContent(state, 35)).toBeNull();
    expect(state.lastContent).toBeCloseTo(29.9);
    state = readClock(state, look(45.2, 30.1, 45.1));
    expect(toContent(state, 45.2)).toBeCloseTo(30.2);
  });

  it('odd readings move nothing, only what holds for longer than a clock lags does', () => {
    let state = readClock(FRESH_CLOCK, look(10, 10, 10));
    state = readClock(state, look(11, 7, 11));
    state = readClock(state, look(11.1, 7.1, 11.1));
    expect(toContent(state, 11.1)).toBeCloseTo(11.1);
    const later = 11 + CONFIRM_STEP_MS / 1000;
    state = readClock(state, look(later, later - 4, later));
    expect(toContent(state, later)).toBeCloseTo(later - 4);
  });

  it('a clock that comes in late (Hulu’s slider) is believed sooner than one that steps', () => {
    let state = readClock(FRESH_CLOCK, look(50, null));
    state = readClock(state, look(51, 36));
    const later = 51 + CONFIRM_MS / 1000;
    state = readClock(state, look(later, later - 15));
    expect(toContent(state, later)).toBeCloseTo(later - 15);
  });

  it('a clock that still tells of before a jump, however often it is read, is no offset', () => {
    let state = readClock(FRESH_CLOCK, look(50, 50));
    for (let i = 0; i < 20; i += 1) state = readClock(state, { ...look(20, 50.2), at: 50_000 + i * 10 });
    expect(toContent(state, 20)).toBe(20);
    state = readClock(state, { ...look(20.3, 20.2), at: 50_300 });
    expect(toContent(state, 20.3)).toBeCloseTo(20.3);
  });

  it('a clock that tells the target of a jump while the player still fetches is no offset', () => {
    expect(CONFIRM_STEP_MS).toBeGreaterThan(SEEK_BEGINS_WITHIN_MS);
    let state = readClock(FRESH_CLOCK, look(30, 15));
    for (let at = 30; at < 33; at += 0.1) state = readClock(state, look(at, 70));
    expect(toContent(state, 33)).toBeCloseTo(18);
  });

  it('a clock that lags by up to half a second is no offset', () => {
    let state = FRESH_CLOCK;
    for (const lag of [0.5, 0.1, 0.3]) state = readClock(state, look(10, 10 - lag));
    expect(toContent(state, 10)).toBe(10);
  });

  it('a lagging clock with stitched ads: the smallest offset is the truest', () => {
    let state = readClock(FRESH_CLOCK, look(40, 24.6));
    for (const lag of [0.5, 0.1, 0.3]) state = readClock(state, look(41, 26 - lag));
    expect(toContent(state, 41)).toBeCloseTo(25.9);
  });
});
