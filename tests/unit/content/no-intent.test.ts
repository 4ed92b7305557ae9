import { describe, expect, it } from 'vitest';
import { PAUSE_WAIT_MS, SEEK_WAIT_MS } from '../../../extension/content/intent-burst.ts';
import { page } from './intent-page.ts';

/** What the extension, the site or the film did by itself is no command. */
describe('intent filter', () => {
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
});
