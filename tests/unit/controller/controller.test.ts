import { describe, expect, it } from 'vitest';
import { inStep, TIMELINE, Workbench, writes } from './workbench.ts';

describe('following the timeline', () => {
  it('[S4] applies only what is newer, and asks for the rest after a gap', () => {
    const bench = inStep();
    expect(bench.tell({ kind: 'timeline', timeline: { ...TIMELINE, rev: 4, playing: false } }).reason).toMatch(
      /^old-timeline/,
    );
    expect(bench.state.timeline?.rev).toBe(5);
    const gap = bench.tell({ kind: 'timeline', timeline: { ...TIMELINE, rev: 8 } });
    expect(gap.reason).toMatch(/^timeline-after-gap/);
    expect(gap.effects).toContainEqual({ kind: 'request-sync' });
    expect(bench.tell({ kind: 'timeline', timeline: { ...TIMELINE, rev: 9 } }).effects).not.toContainEqual({
      kind: 'request-sync',
    });
  });

  it('[S11] starts at `at` less the learned latency, after a wake; from where it stands', () => {
    const bench = new Workbench();
    bench.look = { paused: true, position: 100 };
    bench.tell({
      kind: 'learned',
      learned: { startAfterSeek: [60], startPlain: [0], seekBuffered: [100], seekUnbuffered: [600] },
    });
    expect(bench.follow({ at: 500 }).effects).toContainEqual({ kind: 'wake', at: 440 });
    bench.now = 430;
    expect(writes(bench.tell({ kind: 'tick' }))).toEqual([]);
    bench.now = 440;
    const due = bench.tell({ kind: 'tick' });
    expect(due.reason).toBe('start-on-time');
    expect(writes(due)).toEqual([{ kind: 'play' }]);
  });

  it('[S11] learns the start latency from the player itself 300 ms after the start', () => {
    const bench = new Workbench();
    bench.look = { paused: true, position: 100 };
    bench.follow({ at: 200 });
    bench.now = 200;
    bench.tell({ kind: 'tick' });
    bench.look = { position: 100 };
    bench.now = 300;
    bench.tell({ kind: 'tick' });
    bench.now = 500;
    bench.look = { position: 100.21 }; // 300 ms after play() it has run 210
    const learned = bench.tell({ kind: 'tick' }).effects.find(({ kind }) => kind === 'learned');
    expect(learned).toMatchObject({ learned: { startAfterSeek: [80, expect.closeTo(90, 5)] } });
  });

  it('[S12] pauses at once and moves at most one still frame', () => {
    const bench = inStep();
    expect(writes(bench.follow({ rev: 6, playing: false, position: 100.3 }))).toEqual([{ kind: 'pause' }]);
    bench.look = { paused: true, position: 100.5 };
    expect(bench.tick()).toEqual([{ kind: 'seek', position: 100.301 }]);
    bench.look = { paused: true, position: 100.301 };
    bench.tell({ kind: 'write-outcome', write: { kind: 'seek', position: 100.301 }, outcome: 'done', tookMs: 40 });
    expect(bench.tick(50)).toEqual([]);
  });

  it('[S12] who ran shows the frame of its clock only after a seek, so everybody makes the same one; who stood stays', () => {
    const bench = inStep();
    bench.follow({ rev: 6, playing: false, position: 100.3 });
    bench.look = { paused: true, position: 100.3 };
    expect(bench.tick()).toEqual([{ kind: 'seek', position: 100.301 }]);
    bench.look = { paused: true, position: 100.301 };
    bench.tell({ kind: 'write-outcome', write: { kind: 'seek', position: 100.301 }, outcome: 'done', tookMs: 20 });
    expect(writes(bench.follow({ rev: 7, playing: false, position: 100.3 }))).toEqual([]);
    expect(bench.tick(50)).toEqual([]);
  });

  it('[S12] who pressed pause makes the same still seek as the others', () => {
    const bench = inStep();
    bench.look = { paused: true, position: 100.4 };
    const sent = bench.tell({ kind: 'intent', intent: { kind: 'pause', position: 100.4 } }).effects;
    expect(sent).toContainEqual(expect.objectContaining({ kind: 'send' }));
    expect(writes(bench.follow({ rev: 6, playing: false, position: 100.4 }))).toEqual([
      { kind: 'seek', position: expect.closeTo(100.401, 6) },
    ]);
  });

  it('[S12] [S21] where a seek is costly, a still frame is worth one only from half a frame on', () => {
    const costly = { seek: 'exact', rate: true, cheapSeek: false, clock: 'exact' } as const;
    for (const [position, wanted] of [
      [100.3, []],
      [100.318, []],
      [100.33, [{ kind: 'seek', position: 100.3 }]],
    ] as const) {
      const bench = inStep();
      bench.look = { capabilities: costly };
      bench.follow({ rev: 6, playing: false, position: 100.3 });
      bench.look = { capabilities: costly, paused: true, position };
      expect(bench.tick()).toEqual(wanted);
    }
  });

  it('[S12] [S18] a player that ignores the still seek, where it stands already, has missed nothing', () => {
    const bench = inStep();
    for (const rev of [6, 8, 10]) {
      bench.follow({ rev, playing: false, position: 100.3 });
      bench.look = { paused: true, position: 100.3 };
      bench.tick();
      bench.tell({
        kind: 'write-outcome',
        write: { kind: 'seek', position: 100.301 },
        outcome: 'ignored',
        tookMs: 3_000,
      });
      bench.look = { position: 100.3 };
      bench.follow({ rev: rev + 1, position: 100.3, at: bench.now });
    }
    expect(bench.follow({ rev: 12, position: 105, at: bench.now }).effects).toContainEqual(
      expect.objectContaining({ kind: 'seek' }),
    );
  });

  it('[S13] [S18] a jump while playing is one seek, aimed at where the timeline will be', () => {
    const bench = inStep();
    const decision = bench.follow({ rev: 6, position: 105, at: bench.now });
    const seek = writes(decision);
    expect(seek).toEqual([{ kind: 'seek', position: expect.closeTo(105.1, 5) }]);
  });

  it('[S24] [S25] never writes in an ad or on another title', () => {
    for (const look of [
      { phase: 'ad' },
      { media: 'other-title' },
      { media: 'other-cut' },
      { media: 'none' },
    ] as const) {
      const bench = inStep();
      bench.look = look;
      bench.behind = 30;
      expect(bench.tick(30)).toEqual([]);
      expect(writes(bench.follow({ rev: 6, playing: false }))).toEqual([]);
    }
  });

  it('[S9] corrects nothing while the clock is not settled', () => {
    const bench = inStep();
    bench.behind = 3;
    bench.look = { clockSettled: false };
    expect(bench.tick(30)).toEqual([]);
  });

  it('[S26] a blocked play() is not repeated: it asks for a click, once', () => {
    const bench = new Workbench();
    bench.look = { paused: true, position: 100 };
    bench.follow({ at: 0 });
    const told = bench.tell({ kind: 'write-outcome', write: { kind: 'play' }, outcome: 'blocked', tookMs: 3 });
    expect(writes(told)).toEqual([{ kind: 'notice', notice: 'needs-click' }]);
    expect(bench.tick(40)).toEqual([]);
    expect(bench.state.status).toMatchObject({ state: 'needs-click', ready: false });
  });
});

describe('drift', () => {
  it('[S16] begins above 8 ms in three ticks, not in two', () => {
    const bench = inStep();
    bench.behind = 0.009;
    const at = Array.from({ length: 8 }, () => bench.tick().length);
    expect(at.slice(0, 3)).toEqual([0, 0, 0]);
    expect(at.some((writes) => writes === 1)).toBe(true);
  });

  it('[S16] leaves 3 ms alone, and ends a correction only below 2 ms', () => {
    const bench = inStep();
    bench.behind = 0.003;
    expect(bench.tick(100)).toEqual([]);
    bench.behind = 0.02;
    expect(bench.tick(6)).toContainEqual({ kind: 'rate', rate: expect.closeTo(1.01, 3), preservesPitch: false });
    for (let i = 0; i < 5; i++) {
      bench.behind = 0.004; // between the thresholds: goes on
      bench.tick();
    }
    expect(bench.state.drift.mode).toBe('trim');
    bench.tick(40);
    expect(Math.abs(bench.behind)).toBeLessThan(0.002);
    expect(bench.state.drift.mode).toBe('locked');
    expect(bench.state.rate).toMatchObject({ written: 1, pitch: true });
  });

  it.each([
    { error: 0.1, most: 0.01, pitch: false },
    { error: -0.1, most: 0.01, pitch: false },
    { error: 0.3, most: 0.04, pitch: true },
    { error: -0.3, most: 0.04, pitch: true },
    { error: -0.8, most: 0.055, pitch: true },
    { error: 0.8, most: 0.055, pitch: false },
  ])('[S17] $error s off: |rate - 1| = $most, towards the party, preservesPitch $pitch', ({ error, most, pitch }) => {
    const bench = inStep();
    bench.state = { ...bench.state, disturbed: false };
    bench.behind = error;
    const [write] = bench.tick(6);
    expect(write).toEqual({
      kind: 'rate',
      rate: expect.closeTo(1 + Math.sign(error) * most, 6),
      preservesPitch: pitch,
    });
  });

  it('[S17] over 1 s: one seek after 500 ms, then a cool-down of 1.5 s', () => {
    const bench = inStep();
    bench.behind = 2;
    expect(bench.tick(5)).toEqual([]);
    const [seek, ...more] = bench.tick(3);
    expect(seek).toMatchObject({ kind: 'seek' });
    expect(more).toEqual([]);
  });

  it('[S17] music mode: never more than half a percent; correction off: only seeks', () => {
    const music = inStep();
    music.tell({ kind: 'preferences', preferences: { rateCorrection: true, musicMode: true } });
    music.behind = 0.4;
    expect(music.tick(6)).toEqual([{ kind: 'rate', rate: 1.005, preservesPitch: false }]);
    const off = inStep();
    off.tell({ kind: 'preferences', preferences: { rateCorrection: false, musicMode: false } });
    off.behind = 0.4;
    expect(off.tick(50)).toEqual([]);
  });

  it('[S18] own seek latency is not drift: nothing is corrected until 300 ms after landing, and the debt is learned', () => {
    const bench = inStep();
    bench.follow({ rev: 6, position: 100.5 + 5, at: bench.now });
    bench.look = { seeking: true };
    bench.behind = 3;
    expect(bench.tick(20)).toEqual([]);
    bench.look = {};
    bench.behind = -5.03;
    const target = bench.state.operation.kind === 'seek' ? bench.state.operation.target : Number.NaN;
    bench.tell({ kind: 'write-outcome', write: { kind: 'seek', position: target }, outcome: 'done', tookMs: 90 });
    expect(bench.tick(2)).toEqual([]);
  });

  it('[S18] two seeks in 10 s that fail: none for 15 s, and not ready', () => {
    const bench = inStep();
    bench.behind = 5;
    let seeks = 0;
    let gaveUp = false;
    for (let i = 0; i < 120; i++) {
      for (const effect of bench.tick()) {
        if (effect.kind === 'notice') gaveUp = true;
        if (effect.kind !== 'seek') continue;
        seeks += 1;
        const ended = bench.tell({ kind: 'write-outcome', write: effect, outcome: 'ignored', tookMs: 10 });
        gaveUp ||= ended.effects.some((e) => e.kind === 'notice' && e.notice === 'gave-up-seeking');
      }
    }
    expect(seeks).toBe(2);
    expect(gaveUp).toBe(true);
    expect(bench.state.status?.ready).toBe(false);
  });

  it('[S20] puts a reset rate back three times, then leaves it', () => {
    const bench = inStep();
    bench.behind = 0.3;
    bench.look = { rate: 1 }; // whatever is written
    const rates = bench.tick(100).filter(({ kind }) => kind === 'rate');
    expect(rates).toHaveLength(4); // the write and three times again
    expect(bench.state.rate.unusable).toBe(true);
  });

  it('[S20] a write that the player was never asked for is not the site’s reset: it is written again', () => {
    const bench = inStep();
    bench.behind = 0.3;
    bench.look = { rate: 1 };
    let asked = 0;
    for (let i = 0; i < 100; i++)
      for (const write of bench.tick()) {
        if (write.kind !== 'rate') continue;
        asked += 1;
        const outcome = { kind: 'write-outcome', write, outcome: 'cancelled', tookMs: 0 } as const;
        for (const next of writes(bench.tell(outcome))) if (next.kind === 'rate') asked += 1;
      }
    expect(asked).toBeGreaterThan(10);
    expect(bench.state.rate).toMatchObject({ unusable: false, undone: 0 });
    bench.look = {};
    bench.rate = 1;
    bench.behind = 0.3;
    bench.tick(6);
    expect(bench.rate).toBeGreaterThan(1);
  });

  it('[S21] without seeking a far player is not seeked; without a rate no rate is written', () => {
    const bench = inStep();
    bench.look = { capabilities: { seek: 'none', rate: true, cheapSeek: true, clock: 'exact' } };
    bench.behind = 5;
    expect(bench.tick(30).filter(({ kind }) => kind === 'seek')).toEqual([]);
    const fixed = inStep();
    fixed.look = { capabilities: { seek: 'exact', rate: false, cheapSeek: true, clock: 'exact' } };
    fixed.behind = 0.2;
    expect(fixed.tick(30)).toEqual([]);
    fixed.behind = 0.5;
    expect(fixed.tick(12)).toMatchObject([{ kind: 'seek' }]);
  });
});

describe('status', () => {
  it('[S22] not ready while data is missing for longer than 250 ms, ready again at once', () => {
    const bench = inStep();
    expect(bench.state.status).toMatchObject({ state: 'in-step', ready: true });
    bench.look = { readyState: 2 };
    bench.tick(2);
    expect(bench.state.status?.ready).toBe(true);
    bench.tick(6);
    expect(bench.state.status).toMatchObject({ ready: false, state: 'buffering' });
    bench.look = {};
    bench.tick();
    expect(bench.state.status?.ready).toBe(true);
  });

  it('[S22] standing needs 3 s ahead, or what is left of the film', () => {
    const bench = new Workbench();
    bench.look = { paused: true, position: 100, readyState: 3, bufferedAhead: 2 };
    bench.follow({ playing: false });
    expect(bench.state.status?.ready).toBe(false);
    bench.look = { ...bench.look, bufferedAhead: 3.2 };
    bench.tick();
    expect(bench.state.status?.ready).toBe(true);
    bench.look = { ...bench.look, bufferedAhead: 1, position: 7199 };
    bench.tick(10);
    expect(bench.state.status?.ready).toBe(true);
  });

  it('sends at most each two seconds while only figures change', () => {
    const bench = inStep();
    let sent = 0;
    for (let i = 0; i < 100; i++) {
      bench.behind = 0.001 * (i % 3);
      bench.now += 100;
      sent += bench.tell({ kind: 'tick' }).effects.filter(({ kind }) => kind === 'status').length;
    }
    expect(sent).toBeLessThanOrEqual(6);
    expect(sent).toBeGreaterThan(1);
  });
});
