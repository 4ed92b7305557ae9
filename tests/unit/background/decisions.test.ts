import { describe, expect, test } from 'vitest';
import { MOST_IN_FIRST_MINUTE_MS, MOST_LATER_MS, reconnectDelayMs } from '../../../extension/background/backoff.ts';
import { electFrame } from '../../../extension/background/election.ts';
import { farewellFor } from '../../../extension/background/farewell.ts';
import { filmTitle, withTabTitle } from '../../../extension/background/film-title.ts';
import { isFresh, PENDING_LIFE_MS } from '../../../extension/background/pending.ts';
import { identify } from '../../../extension/background/ports.ts';
import { tabStateOf } from '../../../extension/background/tab-state.ts';
import { netflix } from './samples.ts';

describe('trying again', () => {
  test('[S27] 0.25 s doubled each time, half up or down', () => {
    expect([0, 1, 2].map((n) => reconnectDelayMs(n, 0, 0.5))).toEqual([250, 500, 1000]);
    expect(reconnectDelayMs(0, 0, 0)).toBe(125);
    expect(reconnectDelayMs(0, 0, 0.999)).toBeCloseTo(375, 0);
  });

  test('[S27] never over 2 s in the first minute, then 10 s, and spread at the cap', () => {
    const at = (downForMs: number) => [0, 0.25, 0.5, 0.999].map((r) => reconnectDelayMs(30, downForMs, r));
    expect(Math.max(...at(59_000))).toBeLessThanOrEqual(MOST_IN_FIRST_MINUTE_MS);
    expect(Math.max(...at(61_000))).toBeLessThanOrEqual(MOST_LATER_MS);
    expect(Math.max(...at(61_000))).toBeGreaterThan(MOST_IN_FIRST_MINUTE_MS);
    expect(new Set(at(59_000)).size).toBe(4);
  });
});

describe('whose video is the film', () => {
  const frames = (...scores: number[]) => scores.map((score, frameId) => ({ frameId, score }));

  test('the best score; none without a video', () => {
    expect(electFrame(frames(1, 9, 3), null)).toBe(1);
    expect(electFrame(frames(0, 0), 0)).toBeNull();
    expect(electFrame([], 4)).toBeNull();
  });

  test('on a tie it stays where it is, else the outermost, in whatever order they spoke', () => {
    expect(electFrame(frames(5, 5, 5), 2)).toBe(2);
    expect(electFrame(frames(5, 5, 5).reverse(), 2)).toBe(2);
    expect(electFrame(frames(5, 5, 5).reverse(), null)).toBe(0);
  });

  test('a score that is no number wins nothing', () => {
    expect(
      electFrame(
        [
          { frameId: 0, score: Number.NaN },
          { frameId: 1, score: 1 },
        ],
        null,
      ),
    ).toBe(1);
  });
});

describe('a wish that waits for the permission', () => {
  const intent = { kind: 'create' as const, tabId: 1, origins: [], at: 1_000 };

  test('is dropped after two minutes, and when the clock was set back', () => {
    expect(isFresh(intent, 1_000 + PENDING_LIFE_MS - 1)).toBe(true);
    expect(isFresh(intent, 1_000 + PENDING_LIFE_MS)).toBe(false);
    expect(isFresh({ ...intent, at: 10_000 }, 1_000)).toBe(false);
  });
});

describe('who is at the other end of a port', () => {
  const own = { id: 'abc', root: 'chrome-extension://abc/' };
  const page = { id: 'abc', url: 'https://www.netflix.com/watch/1', tab: { id: 7 }, frameId: 2 } as never;
  const popup = { id: 'abc', url: 'chrome-extension://abc/extension/popup/index.html' };

  test('[B2] a frame of a tab, our popup', () => {
    expect(identify('watchparty:content', page, own)).toEqual({ kind: 'content', tabId: 7, frameId: 2 });
    expect(identify('watchparty:popup', popup, own)).toEqual({ kind: 'popup' });
  });

  test.each([
    ['another extension', 'watchparty:popup', { ...popup, id: 'xyz' }],
    ['a content script that calls itself the popup', 'watchparty:popup', page],
    [
      'an address that only begins like ours',
      'watchparty:popup',
      { id: 'abc', url: 'chrome-extension://abc.example/' },
    ],
    ['another page of ours', 'watchparty:popup', { id: 'abc', url: 'chrome-extension://abc/other.html' }],
    ['the popup as a page', 'watchparty:content', { ...popup, tab: { id: 7 }, frameId: 0 }],
    ['a port of another name', 'other', page],
    ['nobody', 'watchparty:popup', undefined],
  ])('[B2] %s is a stranger', (_, name, sender) => {
    expect(identify(name, sender as never, own)).toEqual({ kind: 'stranger' });
  });
});

describe("how the party's tab stands", () => {
  const facts = {
    exists: true,
    loading: false,
    permitted: true,
    frames: 1,
    shows: netflix(),
    partyContent: netflix(),
  };
  test.each([
    ['playing', {}],
    ['elsewhere', { shows: netflix('82') }],
    ['waiting', { shows: null }],
    ['opening', { frames: 0, loading: true, shows: null }],
    ['elsewhere', { frames: 0 }],
    ['no-permission', { frames: 0, permitted: false, loading: true }],
    ['closed', { exists: false, permitted: false }],
  ])('%s with %j', (state, over) => {
    expect(tabStateOf({ ...facts, ...over })).toBe(state);
  });
});

test('a lost seat is explained: banned, kicked, over, signed out; a full server is not the party’s doing', () => {
  const said = (['banned', 'not-a-member', 'party-ended', 'not-signed-in', 'unavailable'] as const).map(farewellFor);
  expect(said).toEqual(['banned', 'kicked', 'ended', 'signed-out', null]);
});

test.each([
  ['(3) Chapter 1 - YouTube', 'YouTube', 'Chapter 1'],
  ['Netflix', 'Netflix', ''],
  ['The Long Way | Netflix', 'Netflix', 'The Long Way'],
  ['A film - with a dash', 'YouTube', 'A film - with a dash'],
])('tab title "%s" on %s is the film "%s"', (title, site, film) => {
  expect(filmTitle(title, site)).toBe(film);
});

test('a title that its page can’t name is called as its tab is', () => {
  const framed = { siteId: 'generic', mediaKey: 'https://films.example/', title: '' };
  expect(withTabTitle(framed, '(2) The Long Way').title).toBe('The Long Way');
  expect(withTabTitle({ ...framed, title: 'Chapter 1' }, 'The Long Way').title).toBe('Chapter 1');
  expect(withTabTitle({ ...framed, siteId: 'netflix' }, 'Netflix').title).toBe('');
  expect(withTabTitle(framed, 'x'.repeat(1000)).title).toHaveLength(200);
});
