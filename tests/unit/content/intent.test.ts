import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../extension/content/controller/types.ts';
import { judge } from '../../../extension/content/intent.ts';
import { DRAG_TELL_MS, PAUSE_WAIT_MS, RESUME_WAIT_MS, SEEK_WAIT_MS } from '../../../extension/content/intent-burst.ts';
import { type Facts, freshIntents, type Happening } from '../../../extension/content/intent-facts.ts';

/** A page on which things happen: keeps the time, the player and what was concluded. */
function page(over: Partial<Facts> = {}) {
  let state = freshIntents(-60_000, 'content');
  state = { ...state, started: true };
  let settleAt: number | null = null;
  const told: Intent[] = [];
  const facts: Facts = {
    now: 0,
    position: 100,
    sure: true,
    paused: false,
    seeking: false,
    ended: false,
    readyState: 4,
    phase: 'content',
    inputAt: -Infinity,
    held: false,
    prompted: false,
    ...over,
  };
  const happen = (happening: Happening) => {
    const verdict = judge(state, happening, { ...facts });
    state = verdict.state;
    settleAt = verdict.settleAt;
    told.push(...verdict.intents);
    return verdict.reason;
  };
  const self = {
    told,
    facts,
    pending: () => state.burst !== null,
    source: () => {
      state = freshIntents(facts.now, facts.phase);
    },
    hand: () => {
      facts.inputAt = facts.now;
    },
    event: (kind: 'play' | 'pause' | 'seeking' | 'seeked', explained = false) => {
      if (kind === 'play') facts.paused = false;
      if (kind === 'pause') facts.paused = true;
      if (kind === 'seeking') facts.seeking = true;
      if (kind === 'seeked') facts.seeking = false;
      return happen({ kind, explained });
    },
    jump: (to: number, explained = false) => {
      facts.position = to;
      return self.event('seeking', explained);
    },
    emptied: () => happen({ kind: 'source' }),
    rate: (rate: number, explained = false) => happen({ kind: 'rate', rate, explained }),
    flush: () => happen({ kind: 'flush' }),
    /** Let time pass; what was to be looked at again is. */
    pass: (ms: number) => {
      const end = facts.now + ms;
      while (settleAt !== null && settleAt <= end) {
        facts.now = settleAt;
        happen({ kind: 'quiet' });
      }
      facts.now = end;
    },
  };
  return self;
}

describe('intent filter', () => {
  it('[S19] a play tells which press was the last before it', () => {
    const p = page({ paused: true });
    p.event('play');
    p.event('pause', true);
    p.hand();
    p.pass(80);
    p.event('play');
    expect(p.told).toEqual([
      { kind: 'play', position: 100, pressedAt: -Infinity },
      { kind: 'play', position: 100, pressedAt: 0 },
    ]);
  });

  it('[S19] what a token explains is never a command', () => {
    const p = page();
    p.event('pause', true);
    p.event('play', true);
    p.jump(50, true);
    p.event('seeked', true);
    p.rate(1.01, true);
    p.pass(5_000);
    expect(p.told).toEqual([]);
  });

  it('play and pause are taken for a person even without a press on the page: media keys leave none', () => {
    const p = page();
    p.event('pause');
    p.pass(PAUSE_WAIT_MS);
    p.event('play');
    expect(p.told.map(({ kind }) => kind)).toEqual(['pause', 'play']);
  });

  it('a play is told at once, a pause after the wait for a scrub', () => {
    const p = page();
    p.event('pause');
    expect(p.told).toEqual([]);
    expect(p.pending()).toBe(true);
    p.pass(PAUSE_WAIT_MS);
    expect(p.told).toEqual([{ kind: 'pause', position: 100 }]);
    p.pass(1_000);
    p.event('play');
    expect(p.told.at(-1)?.kind).toBe('play');
  });

  it('PAUSE, SEEK, PLAY of one click is one seek', () => {
    const p = page();
    p.hand();
    p.event('pause');
    p.jump(500);
    p.event('play');
    p.pass(50);
    p.event('seeked');
    p.pass(5_000);
    expect(p.told).toEqual([{ kind: 'seek', position: 500 }]);
  });

  it('a scrub that ends paused is a seek and a pause', () => {
    const p = page();
    p.hand();
    p.event('pause');
    p.jump(500);
    p.pass(60);
    p.event('seeked');
    p.pass(RESUME_WAIT_MS + 500);
    expect(p.told.map(({ kind }) => kind)).toEqual(['seek', 'pause']);
  });

  it('a site that resumes after the scrub, once it has data, has not paused', () => {
    const p = page();
    p.hand();
    p.event('pause');
    p.jump(500);
    p.facts.readyState = 1;
    p.pass(1_500);
    p.facts.readyState = 4;
    p.event('seeked');
    p.event('play');
    p.pass(5_000);
    expect(p.told).toEqual([{ kind: 'seek', position: 500 }]);
  });

  it('a long drag makes few commands and the last value wins', () => {
    const p = page({ held: true });
    for (let i = 0; i < 100; i++) {
      p.hand();
      p.jump(100 + i);
      p.pass(30);
    }
    p.facts.held = false;
    p.event('seeked');
    p.pass(1_000);
    const seeks = p.told.filter(({ kind }) => kind === 'seek');
    expect(seeks.length).toBeLessThanOrEqual(1 + Math.ceil(3_000 / DRAG_TELL_MS));
    expect(seeks.at(-1)?.position).toBe(199);
  });

  it('a jump without a hand on the page is the site’s own', () => {
    const p = page();
    expect(p.jump(160)).toBe('site-jump');
    p.event('seeked');
    p.pass(5_000);
    expect(p.told).toEqual([]);
    expect(p.pending()).toBe(false);
  });

  it('a press older than a second does not explain a jump', () => {
    const p = page();
    p.hand();
    p.pass(1_001);
    p.jump(160);
    p.event('seeked');
    p.pass(1_000);
    expect(p.told).toEqual([]);
  });

  it('the end of the film is not a pause', () => {
    const p = page({ ended: true });
    expect(p.event('pause')).toBe('ended');
    p.pass(1_000);
    expect(p.told).toEqual([]);
  });

  it('[S24] nothing around an ad is a command, not even with a hand', () => {
    const p = page();
    p.facts.phase = 'ad';
    p.hand();
    p.event('pause');
    p.event('play');
    p.jump(3);
    p.facts.phase = 'content';
    p.event('seeked');
    p.event('pause');
    p.pass(1_000);
    expect(p.told).toEqual([]);
  });

  it('autoplay of a new source is the site’s, a later play a person’s', () => {
    const p = page({ paused: true });
    p.source();
    p.hand();
    p.pass(800);
    expect(p.event('play')).toBe('autoplay');
    p.pass(20_000);
    p.event('pause');
    p.pass(PAUSE_WAIT_MS);
    p.event('play');
    expect(p.told.map(({ kind }) => kind)).toEqual(['pause', 'play']);
  });

  it('a new source that jumps to where it left off is no command, not even after a click (Skip ad)', () => {
    const p = page();
    p.hand();
    p.emptied();
    p.event('play');
    expect(p.jump(1_200)).toBe('source');
    p.event('seeked');
    p.pass(5_000);
    expect(p.told).toEqual([]);
  });

  it('slow autoplay is still autoplay, a press makes it a person’s', () => {
    const slow = page({ paused: true });
    slow.source();
    slow.pass(4_000);
    expect(slow.event('play')).toBe('autoplay');
    const pressed = page({ paused: true });
    pressed.source();
    pressed.pass(4_000);
    pressed.hand();
    pressed.event('play');
    expect(pressed.told.map(({ kind }) => kind)).toEqual(['play']);
  });

  it('a player that holds itself while it fetches has not been paused; a new press then is a person’s', () => {
    const p = page();
    p.hand();
    p.jump(500);
    p.pass(SEEK_WAIT_MS + 50);
    p.facts.readyState = 1;
    expect(p.event('pause')).toBe('seek-pauses');
    p.facts.paused = false;
    p.pass(300);
    p.hand();
    p.event('pause');
    p.pass(5_000);
    expect(p.told.map(({ kind }) => kind)).toEqual(['seek', 'pause']);
  });

  it('a stall’s pause and its resume are the site’s', () => {
    const p = page({ readyState: 1 });
    expect(p.event('pause')).toBe('stall');
    p.facts.readyState = 4;
    expect(p.event('play')).toBe('site-resumes');
    expect(p.told).toEqual([]);
  });

  it('“are you still watching?” has paused by itself', () => {
    const p = page({ prompted: true });
    expect(p.event('pause')).toBe('prompt');
    p.pass(1_000);
    expect(p.told).toEqual([]);
  });

  it('[S20] rate: back to 1 by itself is the site’s, anything by hand is a command', () => {
    const p = page();
    expect(p.rate(1)).toBe('site-reset');
    p.hand();
    p.rate(1.5);
    expect(p.told).toEqual([{ kind: 'rate', position: 100, rate: 1.5 }]);
    p.pass(10_000);
    p.hand();
    p.rate(1);
    expect(p.told.at(-1)).toEqual({ kind: 'rate', position: 100, rate: 1 });
  });

  it('[S20] rate: back to 1 right after a seek is the site’s although the seek was by hand', () => {
    const p = page();
    p.hand();
    p.jump(500);
    p.event('seeked');
    p.pass(600);
    expect(p.rate(1)).toBe('site-reset');
  });

  it('[S20] rate: a hand that came after the jump is there for the rate', () => {
    const p = page();
    p.hand();
    p.jump(500);
    p.event('seeked');
    p.pass(300);
    p.hand();
    p.rate(1);
    expect(p.told.at(-1)).toMatchObject({ kind: 'rate', rate: 1 });
  });

  it('a jump whose target the site’s clock hides is told when the clock says it', () => {
    const p = page();
    p.hand();
    p.facts.sure = false;
    p.jump(0);
    p.pass(400);
    p.event('seeked');
    expect(p.told).toEqual([]);
    p.facts.position = 640;
    p.facts.sure = true;
    p.pass(400);
    expect(p.told).toEqual([{ kind: 'seek', position: 640 }]);
  });

  it('a broadcast does not drown a pause that is being gathered', () => {
    const p = page();
    p.event('pause');
    p.flush();
    expect(p.told).toEqual([{ kind: 'pause', position: 100 }]);
    expect(p.pending()).toBe(false);
  });

  it('nothing is pending for ever', () => {
    const p = page({ readyState: 0 });
    p.hand();
    p.event('pause');
    p.facts.readyState = 1;
    p.jump(500);
    p.pass(RESUME_WAIT_MS + 1_000);
    expect(p.pending()).toBe(false);
  });
});
