// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FRESH_CLOCK } from '../../../extension/content/content-clock.ts';
import { createPlayerWriter } from '../../../extension/content/player-writer.ts';
import type { Player, SiteDifferences } from '../../../extension/content/sites/adapter.ts';
import { defineAdapter } from '../../../extension/content/sites/define-adapter.ts';
import { explain, openBook, type TokenLedger } from '../../../extension/content/write-tokens.ts';
import { generic as GENERIC } from '../../../shared/sites/generic.ts';

/** A player that does as players do: events in tasks of their own, seeks that take a while. */
function fakeVideo(seekMs = 80) {
  const video = document.createElement('video');
  const state = {
    paused: true,
    time: 0,
    rate: 1,
    seeking: false,
    seeks: [] as number[],
    refuse: null as string | null,
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fire = (type: string) => setTimeout(() => video.dispatchEvent(new Event(type)), 0);
  const define = (name: string, get: () => unknown, set?: (value: never) => void) =>
    Object.defineProperty(video, name, { get, ...(set ? { set } : {}), configurable: true });
  define('readyState', () => (state.seeking ? 1 : 4));
  define('paused', () => state.paused);
  define('seeking', () => state.seeking);
  define('ended', () => false);
  define(
    'currentTime',
    () => state.time,
    (to: number) => {
      state.time = to;
      state.seeks.push(to);
      state.seeking = true;
      fire('seeking');
      clearTimeout(timer);
      timer = setTimeout(() => {
        state.seeking = false;
        video.dispatchEvent(new Event('seeked'));
      }, seekMs);
    },
  );
  define(
    'playbackRate',
    () => state.rate,
    (rate: number) => {
      state.rate = rate;
      fire('ratechange');
    },
  );
  video.play = async () => {
    if (state.refuse) throw new DOMException('', state.refuse);
    state.paused = false;
    fire('play');
  };
  video.pause = () => {
    state.paused = true;
    fire('pause');
  };
  const advance = setInterval(() => {
    if (!state.paused && !state.seeking) state.time += 0.02;
  }, 20);
  return { video, state, stop: () => clearInterval(advance) };
}

let life: AbortController;
let fake: ReturnType<typeof fakeVideo>;
let ledger: TokenLedger;
let allowed = true;

function writer(site: Partial<SiteDifferences> = {}) {
  const adapter = defineAdapter({ site: GENERIC, ...site });
  const player: Player = { video: fake.video, bridge: null, generation: 1, clock: FRESH_CLOCK };
  ledger = { book: openBook(true, fake.state.rate) };
  return createPlayerWriter({
    adapter,
    player,
    ledger,
    mayWrite: () => allowed,
    signal: life.signal,
    now: () => Date.now(),
  });
}
const kinds = () => ledger.book.tokens.map(({ kind }) => kind);

beforeEach(() => {
  vi.useFakeTimers();
  life = new AbortController();
  fake = fakeVideo();
  allowed = true;
});
afterEach(() => {
  life.abort();
  fake.stop();
  vi.useRealTimers();
});

describe('player writer', () => {
  it('[S11] a play is done when the position moves, not when the promise says so', async () => {
    const w = writer();
    const done = w.apply({ kind: 'play' });
    expect(kinds()).toEqual([]); // the token is made in the same task as the write, after the waiting
    await vi.advanceTimersByTimeAsync(0);
    expect(kinds()).toEqual(['play']);
    await vi.advanceTimersByTimeAsync(100);
    expect(await done).toMatchObject({ outcome: 'done' });
  });

  it('[S18] a seek is done when it has landed and the player can go on; tookMs says how long that was', async () => {
    const w = writer();
    const done = w.apply({ kind: 'seek', position: 60 });
    await vi.advanceTimersByTimeAsync(500);
    const { outcome, tookMs } = await done;
    expect(outcome).toBe('done');
    expect(tookMs).toBeGreaterThanOrEqual(80);
    expect(tookMs).toBeLessThan(120);
  });

  it('[S19] no token for a write that causes no event', async () => {
    const w = writer();
    await w.apply({ kind: 'pause' });
    await w.apply({ kind: 'rate', rate: 1, preservesPitch: false });
    expect(kinds()).toEqual([]);
    expect(fake.video.preservesPitch).toBe(false);
  });

  it('[S26] a refused play is “blocked” and leaves no token', async () => {
    fake.state.refuse = 'NotAllowedError';
    const w = writer();
    expect((await w.apply({ kind: 'play' })).outcome).toBe('blocked');
    expect(kinds()).toEqual([]);
  });

  it('[S19] seeks never run into each other: the newest of the waiting goes next, the rest are cancelled', async () => {
    const w = writer({ pace: { seekSpacingMs: 0 } });
    const results = Promise.all([10, 20, 30].map((position) => w.apply({ kind: 'seek', position })));
    await vi.advanceTimersByTimeAsync(2_000);
    const outcomes = (await results).map(({ outcome }) => outcome);
    expect(outcomes.at(-1)).toBe('done');
    expect(outcomes[1]).toBe('cancelled');
    expect(fake.state.seeks.at(-1)).toBe(30);
    expect(fake.state.seeks).not.toContain(20);
  });

  it('keeps the site’s least distance of two seeks', async () => {
    const w = writer({ pace: { seekSpacingMs: 1_000 } });
    void w.apply({ kind: 'seek', position: 10 });
    await vi.advanceTimersByTimeAsync(200);
    void w.apply({ kind: 'seek', position: 20 });
    await vi.advanceTimersByTimeAsync(700);
    expect(fake.state.seeks).toEqual([10]);
    await vi.advanceTimersByTimeAsync(200);
    expect(fake.state.seeks).toEqual([10, 20]);
  });

  it('waits after a seek where the site would lose a play', async () => {
    const w = writer({ pace: { settleAfterSeekMs: 900 } });
    void w.apply({ kind: 'seek', position: 10 });
    await vi.advanceTimersByTimeAsync(200);
    void w.apply({ kind: 'play' });
    await vi.advanceTimersByTimeAsync(500);
    expect(fake.state.paused).toBe(true);
    await vi.advanceTimersByTimeAsync(500);
    expect(fake.state.paused).toBe(false);
  });

  it('a pause overtakes a play that is on its way', async () => {
    const w = writer();
    const play = w.apply({ kind: 'play' });
    await vi.advanceTimersByTimeAsync(1);
    const pause = w.apply({ kind: 'pause' });
    await vi.advanceTimersByTimeAsync(100);
    expect((await play).outcome).toBe('cancelled');
    expect((await pause).outcome).toBe('done');
    expect(fake.state.paused).toBe(true);
  });

  it('[S21] [S25] touches nothing in an ad or on another title, also what was asked for before', async () => {
    const w = writer({ pace: { seekSpacingMs: 1_000 } });
    void w.apply({ kind: 'seek', position: 10 });
    await vi.advanceTimersByTimeAsync(200);
    const late = w.apply({ kind: 'seek', position: 20 });
    allowed = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await late).outcome).toBe('ignored');
    await w.apply({ kind: 'play' });
    await w.apply({ kind: 'rate', rate: 1.01, preservesPitch: false });
    expect(fake.state).toMatchObject({ paused: true, rate: 1, seeks: [10] });
  });

  it('[S21] what the site can’t do is “unsupported”, and not tried', async () => {
    const w = writer({ capabilities: () => ({ seek: 'none', rate: false }) });
    expect((await w.apply({ kind: 'seek', position: 5 })).outcome).toBe('unsupported');
    expect((await w.apply({ kind: 'rate', rate: 1.01, preservesPitch: false })).outcome).toBe('unsupported');
    expect(fake.state).toMatchObject({ rate: 1, seeks: [] });
  });

  it('a seek that the player drops is “ignored” and leaves no token', async () => {
    const w = writer({ control: { seek: () => 'done' } });
    const done = w.apply({ kind: 'seek', position: 5 });
    await vi.advanceTimersByTimeAsync(4_000);
    expect((await done).outcome).toBe('ignored');
    expect(kinds()).toEqual([]);
  });

  it('[S19] does not write over a rate whose event is still to come: it may be a hand’s', async () => {
    const w = writer();
    await w.apply({ kind: 'rate', rate: 1.01, preservesPitch: false });
    fake.state.rate = 1.25;
    expect((await w.apply({ kind: 'rate', rate: 1, preservesPitch: true })).outcome).toBe('cancelled');
    expect(fake.state.rate).toBe(1.25);
    const heard = explain(ledger.book, { kind: 'rate', rate: 1.25 });
    expect(heard.explained).toBe(false);
    ledger.book = heard.book;
    expect((await w.apply({ kind: 'rate', rate: 1, preservesPitch: true })).outcome).toBe('done');
    expect(fake.state.rate).toBe(1);
  });

  it('[S20] gives rate and pitch back as it found them, and nothing if it never touched them', async () => {
    fake.state.rate = 1.25;
    const w = writer();
    w.release();
    expect(fake.state.rate).toBe(1.25);
    await w.apply({ kind: 'rate', rate: 1.01, preservesPitch: false });
    fake.video.defaultPlaybackRate = 1.01;
    w.release();
    expect(fake.state.rate).toBe(1.25);
    expect(fake.video.preservesPitch).not.toBe(false);
    expect(fake.video.defaultPlaybackRate).not.toBe(1.01);
  });
});
