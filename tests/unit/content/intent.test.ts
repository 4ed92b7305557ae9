import { describe, expect, it } from 'vitest';
import { DRAG_TELL_MS, PAUSE_WAIT_MS, RESUME_WAIT_MS } from '../../../extension/content/intent-burst.ts';
import { page } from './intent-page.ts';

/** What a hand wants, and when it is told. */
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
